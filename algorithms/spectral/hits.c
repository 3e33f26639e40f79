/* A A^T on n people is the square of [0 A; A^T 0] on 2n, an undirected network
 * in which each person stands once as one who listens (v) and once as one who is
 * listened to (n + v). Its eigenvectors are those of A A^T and A^T A, one above
 * the other, and of its two halves the same share falls to each.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/spectral/hits.h"

#include <string.h>

#include "algorithms/spectral/limit.h"
#include "graph/base/array.h"
#include "graph/edges.h"

static gboolean allocate(GvSide *twofold, GvEdge n, GvEdge m, gboolean weighted, GError **error)
{
  return (twofold->offsets = gv_array_new_raw(n + 1, sizeof *twofold->offsets, error)) &&
         (twofold->targets = gv_array_new_raw(m, sizeof *twofold->targets, error)) &&
         (!weighted || (twofold->weights = gv_array_new_raw(m, sizeof *twofold->weights, error)));
}

static gboolean double_people(GvGraph *graph, GvSide *twofold, GError **error)
{
  const GvAdjacency out = gv_graph_out(graph), in = gv_graph_in(graph);
  const GvEdge n = out.n, m = out.offsets[n];

  if (2 * n >= GV_VERTEX_NONE) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_LIMIT,
                        "hub and authority need two numbers a person; there are too many people");
    return FALSE;
  }
  if (!allocate(twofold, 2 * n, 2 * m, out.weights != NULL, error))
    return FALSE;
  for (GvEdge v = 0; v <= n; v++) {
    twofold->offsets[v] = out.offsets[v];
    twofold->offsets[n + v] = m + in.offsets[v];
  }
  for (GvEdge e = 0; e < m; e++) {
    twofold->targets[e] = out.targets[e] + out.n;
    twofold->targets[m + e] = in.targets[e];
  }
  if (out.weights) {
    memcpy(twofold->weights, out.weights, m * sizeof *out.weights);
    memcpy(twofold->weights + m, in.weights, m * sizeof *in.weights);
  }
  return TRUE;
}

gboolean gv_hits_run(GvGraph *graph, GvHitsScore side, double *scores, GvTask *task, GError **error)
{
  const GvVertex n = gv_graph_vertices(graph), first = side == GV_HITS_HUB ? 0 : n;
  g_auto(GvSide) twofold = { 0 };
  g_autofree double *start = NULL, *limit = NULL;

  if (!double_people(graph, &twofold, error) ||
      !(start = gv_array_new(2 * (size_t)n, sizeof *start, error)) ||
      !(limit = gv_array_new_raw(2 * (size_t)n, sizeof *limit, error)))
    return FALSE;
  for (GvVertex v = 0; v < n; v++)
    start[first + v] = 1;
  const GvAdjacency rows = { 2 * n, twofold.offsets, twofold.targets, twofold.weights };
  if (!gv_spectral_limit((GvOperator){ rows, rows }, start, limit, task, error))
    return FALSE;
  memcpy(scores, limit + first, n * sizeof *scores);
  gv_scale_to_largest(scores, n);
  return TRUE;
}
