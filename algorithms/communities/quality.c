/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/quality.h"

#include <math.h>

#include "algorithms/communities/assignment.h"
#include "graph/base/array.h"

/* Of the row of v: all of it, and what stays in the label. */
static int64_t row_weight(const GvLevel *level, const GvVertex *labels, GvVertex v, int64_t *inside)
{
  int64_t own = 0;

  for (GvEdge e = level->offsets[v]; e < level->offsets[v + 1]; e++) {
    const int64_t weight = gv_level_weight(level, e);
    *inside += labels[level->targets[e]] == labels[v] ? weight : 0;
    own += weight;
  }
  return own;
}

/* Adds up the communities' strengths; the weight of all, and inside them. */
static int64_t sum_weights(const GvLevel *level, GvLabelling l, GvMass *strength, int64_t *total,
                           int threads)
{
  int64_t inside = 0, all = 0;

#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024) reduction(+ : inside, all)
  for (GvVertex v = 0; v < level->n; v++) {
    const int64_t row = row_weight(level, l.labels, v, &inside);
    all += row;
#pragma omp atomic
    strength[l.labels[v]].out += l.directed ? level->mass[v].out : row;
    if (!l.directed)
      continue;
#pragma omp atomic
    strength[l.labels[v]].in += level->mass[v].in;
  }
  for (GvVertex c = 0; c < l.count && !l.directed; c++)
    strength[c].in = strength[c].out;
  *total = all;
  return inside;
}

gboolean gv_modularity(const GvLevel *level, GvLabelling l, int threads, GvModularity *modularity,
                       GError **error)
{
  g_autofree GvMass *strength = gv_array_new(l.count, sizeof *strength, error);
  int64_t inside, total;
  double way;

  if (strength == NULL)
    return FALSE;
  inside = sum_weights(level, l, strength, &total, threads);
  way = l.directed ? (double)total / 2 : (double)total; /* of one way */
  *modularity = (GvModularity){ (double)inside / (double)total, total ? 0 : NAN };
  for (GvVertex c = 0; c < l.count && total; c++)
    modularity->expected += (double)strength[c].out / way * ((double)strength[c].in / way);
  return TRUE;
}

/* rank[c] of labels 0 .. count-1 numbered by first appearance: a stable
 * counting sort by size, largest first. */
static void rank_by_size(const GvVertex *size, GvVertex count, GvVertex *begin, GvVertex n,
                         GvVertex *rank)
{
  GvVertex at = 0;

  for (GvVertex c = 0; c < count; c++)
    begin[size[c]]++;
  for (GvVertex s = n; s > 0; s--) {
    const GvVertex same = begin[s];
    begin[s] = at;
    at += same;
  }
  for (GvVertex c = 0; c < count; c++)
    rank[c] = begin[size[c]]++;
}

gboolean gv_labels_sort(GvVertex *labels, GvVertex n, GvVertex *count, GError **error)
{
  g_autofree GvVertex *size = gv_array_new((size_t)n + 1, sizeof *size, error);
  g_autofree GvVertex *begin = size ? gv_array_new((size_t)n + 1, sizeof *begin, error) : NULL;
  g_autofree GvVertex *rank = begin ? gv_array_new_raw(n, sizeof *rank, error) : NULL;

  if (rank == NULL)
    return FALSE;
  *count = gv_labels_compact(labels, n, rank);
  for (GvVertex v = 0; v < n; v++)
    size[labels[v]]++;
  rank_by_size(size, *count, begin, n, rank);
  for (GvVertex v = 0; v < n; v++)
    labels[v] = rank[labels[v]];
  return TRUE;
}
