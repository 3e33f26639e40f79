/* Collective influence at radius 2:
 *
 *   collective_influence(v) = (k(v) - 1) * sum over u at distance 2 from v of (k(u) - 1)
 *
 * k counts contacts; direction and weights are ignored, mutual ties merged. How
 * much a person's leaving would break the network up. 0 for who has no contact.
 *
 * F. Morone, H. A. Makse. Influence maximization in complex networks through
 * optimal percolation. Nature 524, 2015.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>
#include <omp.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

enum { SPAN = 1 << 14 }; /* people between two looks at the task */

static inline void mark_row(GvAdjacency side, GvVertex v, GvVertex *marks, GvVertex mark)
{
  for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++)
    marks[side.targets[e]] = mark;
}

/* marks [n] hold v + 1 once v has seen them. */
static double influence(GvAdjacency side, GvVertex v, GvVertex *marks)
{
  const GvVertex mark = v + 1;
  GvEdge frontier = 0;

  if (gv_degree(side, v) < 2)
    return 0;
  marks[v] = mark;
  mark_row(side, v, marks, mark);
  for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++) {
    const GvVertex u = side.targets[e];
    for (GvEdge f = side.offsets[u]; f < side.offsets[u + 1]; f++) {
      const GvVertex w = side.targets[f];
      if (marks[w] == mark)
        continue;
      marks[w] = mark;
      frontier += gv_degree(side, w) - 1;
    }
  }
  return (double)(gv_degree(side, v) - 1) * (double)frontier;
}

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const int threads = gv_task_threads(task);
  g_autoptr(GvGraph) undirected = gv_graph_symmetrised(graph, task, error);
  g_autofree GvVertex *marks = NULL;
  (void)options;

  if (undirected == NULL)
    return FALSE;
  const GvAdjacency side = gv_graph_out(undirected);
  if (!(marks = gv_array_new((size_t)threads * side.n, sizeof *marks, error)) ||
      !gv_task_step(task, 0, error))
    return FALSE;
  for (GvEdge first = 0; first < side.n; first += SPAN) {
    const GvVertex last = (GvVertex)MIN(first + SPAN, side.n);
#pragma omp parallel for num_threads(threads) schedule(dynamic, 64)
    for (GvVertex v = (GvVertex)first; v < last; v++)
      scores[v] = influence(side, v, marks + (size_t)omp_get_thread_num() * side.n);
    if (!gv_task_step(task, (double)last / side.n, error))
      return FALSE;
  }
  return TRUE;
}

static const GvParam params[] = { GV_PARAMS_END };

const GvCentrality gv_centrality_collective_influence = {
  .name = "collective_influence",
  .summary = "how much a person's leaving would break the network up",
  .formula = "collective_influence(v) = (k(v) - 1) sum over u at distance 2 of (k(u) - 1), k "
             "contacts; direction ignored",
  .reference = "Morone, Makse 2015",
  .cost = "O(sum of k^2) time; 4 bytes a vertex and thread",
  .params = params,
  .run = run,
};
