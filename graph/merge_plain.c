/* Most large graphs are a list of pairs. Without weights, times and layers a pair
 * is its number of rows, and all that is to be done is sorting.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/merge_plain.h"

#include "graph/arc_sort.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum { ROWS_PER_CHUNK = 1024 };

/* The layer that all ties are of; NULL = nothing is known of one. */
static const GvLayer *layer_of(const GvMergeInput *input)
{
  return input->layer_count == 1 ? &input->layers[input->streams[0].layer] : NULL;
}

gboolean gv_ties_are_plain(const GvTies *ties, const GvMergeInput *input)
{
  const GvLayer *layer = layer_of(input);

  return gv_ties_plain(ties) && layer && layer->scale >= 1 && layer->scale <= 1 &&
         input->rules->duplicates[layer->kind] != GV_DUPLICATES_ERROR;
}

static void put_smaller_first(GvTies *ties)
{
  for (size_t i = 0; i < ties->count; i++) {
    const GvVertex from = ties->from[i], to = ties->to[i];
    ties->from[i] = MIN(from, to);
    ties->to[i] = MAX(from, to);
  }
}

/* first[v + 1] - first[v] = the different targets in row v. */
static gboolean count_different(const GvSide *side, GvVertex n, GvEdge **first, int threads,
                                GError **error)
{
  if (!(*first = gv_array_new((size_t)n + 1, sizeof **first, error)))
    return FALSE;
#pragma omp parallel for num_threads(threads) schedule(dynamic, ROWS_PER_CHUNK)
  for (GvVertex v = 0; v < n; v++) {
    const GvEdge begin = side->offsets[v], end = side->offsets[v + 1];
    GvEdge count = end > begin;
    for (GvEdge e = begin + 1; e < end; e++)
      count += side->targets[e] != side->targets[e - 1];
    (*first)[v + 1] = count;
  }
  for (GvVertex v = 0; v < n; v++)
    (*first)[v + 1] += (*first)[v];
  return TRUE;
}

/* One edge for each run of equal targets, and how long the run is. */
static void merge_row(const GvSide *side, GvVertex v, GvSide *merged, uint32_t *counts)
{
  const GvEdge end = side->offsets[v + 1];
  GvEdge at = merged->offsets[v];

  for (GvEdge e = side->offsets[v]; e < end; at++) {
    const GvVertex target = side->targets[e];
    const GvEdge begin = e;
    while (e < end && side->targets[e] == target)
      e++;
    merged->targets[at] = target;
    if (counts)
      counts[at] = (uint32_t)MIN(e - begin, UINT32_MAX);
    if (merged->weights)
      merged->weights[at] = (double)(e - begin);
  }
}

/* Takes the side's duplicates out; *counts, unless counts is NULL, says how many
 * rows each edge had, where there were any. */
static gboolean merge_side(GvSide *side, GvVertex n, gboolean weighted, uint32_t **counts,
                           int threads, GError **error)
{
  g_auto(GvSide) merged = { 0 };

  if (!count_different(side, n, &merged.offsets, threads, error))
    return FALSE;
  const GvEdge m = merged.offsets[n];
  if (m == side->offsets[n])
    return TRUE;
  if (!(merged.targets = gv_array_new_raw(m, sizeof *merged.targets, error)) ||
      (weighted && !(merged.weights = gv_array_new_raw(m, sizeof *merged.weights, error))) ||
      (counts && !(*counts = gv_array_new_raw(m, sizeof **counts, error))))
    return FALSE;
#pragma omp parallel for num_threads(threads) schedule(dynamic, ROWS_PER_CHUNK)
  for (GvVertex v = 0; v < n; v++)
    merge_row(side, v, &merged, counts ? *counts : NULL);
  gv_side_clear(side);
  *side = merged;
  merged = (GvSide){ 0 };
  return TRUE;
}

gboolean gv_ties_merge_plain(GvTies *ties, const GvMergeInput *input, GvMerged *merged,
                             GvTask *task, GError **error)
{
  const GvDuplicates rule = input->rules->duplicates[layer_of(input)->kind];
  const gboolean weighted = rule == GV_DUPLICATES_SUM || rule == GV_DUPLICATES_COUNT;
  const int threads = gv_task_threads(task);
  const GvEdge rows = ties->count;
  const GvVertex n = input->n;

  if (!input->rules->directed)
    put_smaller_first(ties);
  if (!gv_arcs_sort(&ties->from, &ties->to, rows, n, &merged->edges, &merged->turned, threads,
                    error))
    return FALSE;
  if (!input->rules->directed)
    gv_side_clear(&merged->turned);
  gv_ties_clear(ties);
  if (!gv_task_step(task, 0.6, error) ||
      !merge_side(&merged->edges, n, weighted, &merged->parts.counts, threads, error) ||
      (merged->turned.offsets && merged->parts.counts &&
       !merge_side(&merged->turned, n, weighted, NULL, threads, error)))
    return FALSE;
  if (merged->duplicates)
    merged->duplicates[input->streams[0].input] += rows - merged->edges.offsets[n];
  merged->dropped = (GvDropped){ 0 };
  return TRUE;
}
