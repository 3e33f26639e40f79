/* One side of a graph for kernels that sum over its rows again and again.
 *
 * What a row gathers lies all over the vertices, and most of it belongs to few:
 * with those who are gathered from most in front, their values share the cache.
 * So large graphs are copied with the vertices in that order, and the ties to the
 * 65,536 in front, nearly all in a social network, take two bytes each; small
 * graphs, whose values fit anyway, are used as they are.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_HOT_ROWS_H
#define GV_HOT_ROWS_H

#include "algorithms/row_sum.h"

/* Targets of every row among those in front, or behind them. */
typedef struct {
  GvEdge *offsets; /* [n + 1] */
  uint16_t *near;  /* NULL in the part behind */
  GvVertex *far;   /* NULL in the part in front */
  double *weights; /* NULL = 1 each */
} GvHotPart;

typedef struct {
  GvAdjacency side; /* borrowed from the graph */
  GvVertex *order;  /* [n], whose row stands at r; NULL = everyone's own, of `side` */
  GvHotPart front, behind;
} GvHotRows;

/* Rows of `side`, by the degrees of `other`, its opposite. Keep the graph alive.
 * 20 bytes x n, on the way 4 more, and 2 to 4 a tie, with weights 8 more. Errors: NO_MEMORY. */
gboolean gv_hot_rows_init(GvHotRows *hot, GvAdjacency side, GvAdjacency other, int threads,
                          GError **error);
void gv_hot_rows_clear(GvHotRows *hot);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvHotRows, gv_hot_rows_clear)

static inline GvVertex gv_hot_rows_whose(const GvHotRows *hot, GvVertex row)
{
  return hot->order ? hot->order[row] : row;
}

/* As gv_row_sum(); x [n] is by rows. */
static inline double gv_hot_rows_sum(const GvHotRows *hot, const double *x, GvVertex row)
{
  if (hot->order == NULL)
    return gv_row_sum(hot->side, x, row);
  const GvEdge *const front = hot->front.offsets + row, *const behind = hot->behind.offsets + row;
  const double *const w = hot->front.weights, *const v = hot->behind.weights;

  return gv_sum_near(hot->front.near + front[0], w ? w + front[0] : NULL, front[1] - front[0], x) +
         gv_sum_targets(hot->behind.far + behind[0], v ? v + behind[0] : NULL,
                        behind[1] - behind[0], x);
}
#endif
