/* One side of a graph for kernels that sum over its rows again and again.
 *
 * What a row gathers lies all over the vertices, and most of it belongs to few:
 * with those who are gathered from most in front, their values share the cache.
 * So large graphs are copied with the vertices in that order; small ones, whose
 * values fit anyway, are used as they are.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_HOT_ROWS_H
#define GV_HOT_ROWS_H

#include "graph/edges.h"

typedef struct {
  GvAdjacency rows; /* borrowed from the graph or from `own` */
  GvVertex *order;  /* [n], whose row stands at r; NULL = everyone's own */
  GvSide own;
} GvHotRows;

/* Rows of `side`, by the degrees of `other`, its opposite. Keep the graph alive.
 * Errors: NO_MEMORY. */
gboolean gv_hot_rows_init(GvHotRows *hot, GvAdjacency side, GvAdjacency other, int threads,
                          GError **error);
void gv_hot_rows_clear(GvHotRows *hot);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvHotRows, gv_hot_rows_clear)

static inline GvVertex gv_hot_rows_whose(const GvHotRows *hot, GvVertex row)
{
  return hot->order ? hot->order[row] : row;
}
#endif
