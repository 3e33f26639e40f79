/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/quality.h"

#include <math.h>

#include "algorithms/communities/assignment.h"
#include "graph/base/array.h"

/* Adds up the communities' strengths; returns the weight inside them. */
static int64_t sum_weights(const GvLevel *level, const GvVertex *labels, int64_t *strength,
                           int threads)
{
  int64_t inside = 0;

#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024) reduction(+ : inside)
  for (GvVertex v = 0; v < level->n; v++) {
    int64_t own = 0;
    for (GvEdge e = level->offsets[v]; e < level->offsets[v + 1]; e++) {
      const int64_t weight = gv_level_weight(level, e);
      inside += labels[level->targets[e]] == labels[v] ? weight : 0;
      own += weight;
    }
#pragma omp atomic
    strength[labels[v]] += own;
  }
  return inside;
}

gboolean gv_modularity(const GvLevel *level, const GvVertex *labels, GvVertex count, int threads,
                       GvModularity *modularity, GError **error)
{
  g_autofree int64_t *strength = gv_array_new(count, sizeof *strength, error);
  int64_t inside, total = 0;

  if (strength == NULL)
    return FALSE;
  inside = sum_weights(level, labels, strength, threads);
  for (GvVertex c = 0; c < count; c++)
    total += strength[c];
  *modularity = (GvModularity){ (double)inside / (double)total, total ? 0 : NAN };
  for (GvVertex c = 0; c < count && total; c++) {
    const double share = (double)strength[c] / (double)total;
    modularity->expected += share * share;
  }
  return TRUE;
}

/* Marks all that can be reached from v within its label. `stack` is [n]. */
static void search(const GvLevel *level, const GvVertex *labels, GvVertex v, guint8 *seen,
                   GvVertex *stack)
{
  GvVertex depth = 0;

  seen[v] = 1;
  stack[depth++] = v;
  while (depth > 0) {
    v = stack[--depth];
    for (GvEdge e = level->offsets[v]; e < level->offsets[v + 1]; e++) {
      const GvVertex u = level->targets[e];
      if (labels[u] == labels[v] && !seen[u]) {
        seen[u] = 1;
        stack[depth++] = u;
      }
    }
  }
}

gboolean gv_count_disconnected(const GvLevel *level, const GvVertex *labels, GvVertex count,
                               GvVertex *disconnected, GError **error)
{
  g_autofree guint8 *seen = gv_array_new(level->n, sizeof *seen, error);
  g_autofree guint8 *pieces = seen ? gv_array_new(count, sizeof *pieces, error) : NULL;
  g_autofree GvVertex *stack = pieces ? gv_array_new_raw(level->n, sizeof *stack, error) : NULL;

  if (stack == NULL)
    return FALSE;
  *disconnected = 0;
  for (GvVertex v = 0; v < level->n; v++) {
    if (seen[v])
      continue;
    search(level, labels, v, seen, stack);
    *disconnected += pieces[labels[v]] == 1; /* once, at the second piece */
    pieces[labels[v]] = MIN(pieces[labels[v]] + 1, 2);
  }
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
