/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/hot_rows.h"

#include "algorithms/degree_order.h"
#include "graph/base/array.h"

enum {
  SMALL = 1 << 16, /* vertices: half a mebibyte of values */
  CHUNK = 1024,    /* rows a thread copies at a time */
};

static void copy_row(GvHotRows *hot, GvAdjacency side, const GvVertex *rank, GvVertex row)
{
  const GvVertex v = hot->order[row];
  GvEdge at = hot->own.offsets[row];

  for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++, at++) {
    hot->own.targets[at] = rank[side.targets[e]];
    if (side.weights)
      hot->own.weights[at] = side.weights[e];
  }
}

static gboolean copy_rows(GvHotRows *hot, GvAdjacency side, const GvVertex *rank, int threads,
                          GError **error)
{
  const GvEdge ties = side.offsets[side.n];

  if (!(hot->own.offsets = gv_array_new((size_t)side.n + 1, sizeof(GvEdge), error)) ||
      !(hot->own.targets = gv_array_new_raw(ties, sizeof(GvVertex), error)) ||
      (side.weights && !(hot->own.weights = gv_array_new_raw(ties, sizeof(double), error))))
    return FALSE;
  for (GvVertex r = 0; r < side.n; r++)
    hot->own.offsets[r + 1] = hot->own.offsets[r] + gv_degree(side, hot->order[r]);
#pragma omp parallel for num_threads(threads) schedule(dynamic, CHUNK)
  for (GvVertex r = 0; r < side.n; r++)
    copy_row(hot, side, rank, r);
  hot->rows = (GvAdjacency){ side.n, hot->own.offsets, hot->own.targets, hot->own.weights };
  return TRUE;
}

gboolean gv_hot_rows_init(GvHotRows *hot, GvAdjacency side, GvAdjacency other, int threads,
                          GError **error)
{
  g_autofree GvVertex *rank = NULL;

  *hot = (GvHotRows){ .rows = side };
  if (side.n < SMALL)
    return TRUE;
  if (!(hot->order = gv_array_new_raw(side.n, sizeof *hot->order, error)) ||
      !(rank = gv_array_new_raw(side.n, sizeof *rank, error)) ||
      !gv_degree_order(other, hot->order, rank, error))
    return FALSE;
  return copy_rows(hot, side, rank, threads, error);
}

void gv_hot_rows_clear(GvHotRows *hot)
{
  g_free(hot->order);
  gv_side_clear(&hot->own);
  *hot = (GvHotRows){ 0 };
}
