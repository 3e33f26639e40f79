/* What arrives along the ties of a row.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_ROW_SUM_H
#define GV_ROW_SUM_H

#include <grapevine/graph.h>

/* double NAME(const T targets[count], const double weights[count] or NULL, count, x):
 * the sum of weight * x over the targets. Eight sums side by side, so that an
 * addition need not wait for the one before; added up in a fixed order. What does
 * not fill eight comes first and by itself: most rows are as short as that. */
#define GV_DEFINE_ROW_SUM(NAME, T)                                                                 \
  static inline double NAME(const T *targets, const double *weights, GvEdge count,                 \
                            const double *x)                                                       \
  {                                                                                                \
    double rest = 0, sum[8] = { 0 };                                                               \
    GvEdge e = 0;                                                                                  \
                                                                                                   \
    for (; e < count % 8; e++)                                                                     \
      rest += weights ? x[targets[e]] * weights[e] : x[targets[e]];                                \
    if (e == count)                                                                                \
      return rest;                                                                                 \
    if (weights == NULL)                                                                           \
      for (; e < count; e += 8)                                                                    \
        for (int i = 0; i < 8; i++)                                                                \
          sum[i] += x[targets[e + (GvEdge)i]];                                                     \
    else                                                                                           \
      for (; e < count; e += 8)                                                                    \
        for (int i = 0; i < 8; i++)                                                                \
          sum[i] += x[targets[e + (GvEdge)i]] * weights[e + (GvEdge)i];                            \
    return rest +                                                                                  \
           (((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7])));    \
  }

GV_DEFINE_ROW_SUM(gv_sum_targets, GvVertex)
GV_DEFINE_ROW_SUM(gv_sum_near, uint16_t)

/* sum over the row's neighbours u of w(v,u), in the order of the row. */
static inline double gv_row_weight(GvAdjacency side, GvVertex v)
{
  double total = 0;

  if (side.weights == NULL)
    return (double)gv_degree(side, v);
  for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++)
    total += side.weights[e];
  return total;
}

/* sum over the row's neighbours u of w(v,u) x(u). */
static inline double gv_row_sum(GvAdjacency side, const double *x /* [n] */, GvVertex v)
{
  const GvEdge first = side.offsets[v];

  return gv_sum_targets(side.targets + first, side.weights ? side.weights + first : NULL,
                        side.offsets[v + 1] - first, x);
}
#endif
