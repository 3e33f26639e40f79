/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/hot_rows.h"

#include "algorithms/degree_order.h"
#include "graph/base/array.h"

enum {
  SMALL = 1 << 16, /* vertices: half a mebibyte of values */
  FRONT = 1 << 16, /* those whose rank fits two bytes */
  CHUNK = 1024,    /* rows a thread copies at a time */
};

/* How many ties of v lead to the front, and how many behind it. */
static void count_row(GvHotRows *hot, const GvVertex *rank, GvVertex v)
{
  const GvAdjacency side = hot->side;
  GvEdge front = 0;

  for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++)
    front += rank[side.targets[e]] < FRONT;
  hot->front.offsets[rank[v] + 1] = front;
  hot->behind.offsets[rank[v] + 1] = gv_degree(side, v) - front;
}

static void copy_row(GvHotRows *hot, const GvVertex *rank, GvVertex v)
{
  const GvAdjacency side = hot->side;
  GvEdge front = hot->front.offsets[rank[v]], behind = hot->behind.offsets[rank[v]];

  for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++) {
    const GvVertex target = rank[side.targets[e]];
    if (target < FRONT) {
      hot->front.near[front] = (uint16_t)target;
      if (side.weights)
        hot->front.weights[front] = side.weights[e];
      front++;
    } else {
      hot->behind.far[behind] = target;
      if (side.weights)
        hot->behind.weights[behind] = side.weights[e];
      behind++;
    }
  }
}

/* Offsets from the counts, and room for the weights of what they count. */
static gboolean part_open(GvHotPart *part, GvVertex n, gboolean weighted, GError **error)
{
  for (GvVertex r = 0; r < n; r++)
    part->offsets[r + 1] += part->offsets[r];
  return !weighted ||
         (part->weights = gv_array_new_raw(part->offsets[n], sizeof *part->weights, error));
}

/* Vertices are gone through in the order of memory: what is written may wait, what
 * is read may not. */
static gboolean copy_rows(GvHotRows *hot, const GvVertex *rank, int threads, GError **error)
{
  const GvVertex n = hot->side.n;
  const gboolean weighted = hot->side.weights != NULL;
  GvHotPart *front = &hot->front, *behind = &hot->behind;

  if (!(front->offsets = gv_array_new((size_t)n + 1, sizeof *front->offsets, error)) ||
      !(behind->offsets = gv_array_new((size_t)n + 1, sizeof *behind->offsets, error)))
    return FALSE;
#pragma omp parallel for num_threads(threads) schedule(dynamic, CHUNK)
  for (GvVertex v = 0; v < n; v++)
    count_row(hot, rank, v);
  if (!part_open(front, n, weighted, error) || !part_open(behind, n, weighted, error) ||
      !(front->near = gv_array_new_raw(front->offsets[n], sizeof *front->near, error)) ||
      !(behind->far = gv_array_new_raw(behind->offsets[n], sizeof *behind->far, error)))
    return FALSE;
#pragma omp parallel for num_threads(threads) schedule(dynamic, CHUNK)
  for (GvVertex v = 0; v < n; v++)
    copy_row(hot, rank, v);
  return TRUE;
}

gboolean gv_hot_rows_init(GvHotRows *hot, GvAdjacency side, GvAdjacency other, int threads,
                          GError **error)
{
  g_autofree GvVertex *rank = NULL;

  *hot = (GvHotRows){ .side = side };
  if (side.n < SMALL)
    return TRUE;
  if (!(hot->order = gv_array_new_raw(side.n, sizeof *hot->order, error)) ||
      !(rank = gv_array_new_raw(side.n, sizeof *rank, error)) ||
      !gv_degree_order(other, hot->order, rank, error))
    return FALSE;
  return copy_rows(hot, rank, threads, error);
}

static void part_clear(GvHotPart *part)
{
  g_free(part->offsets);
  g_free(part->near);
  g_free(part->far);
  g_free(part->weights);
}

void gv_hot_rows_clear(GvHotRows *hot)
{
  g_free(hot->order);
  part_clear(&hot->front);
  part_clear(&hot->behind);
  *hot = (GvHotRows){ 0 };
}
