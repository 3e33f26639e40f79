/* What arrives along the ties of a row.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_ROW_SUM_H
#define GV_ROW_SUM_H

#include <grapevine/graph.h>

/* sum over the row's neighbours u of w(v,u) x(u). Eight sums side by side, so that an
 * addition need not wait for the one before; added up in a fixed order. */
static inline double gv_row_sum(GvAdjacency side, const double *x /* [n] */, GvVertex v)
{
  double sum[8] = { 0 };
  GvEdge e = side.offsets[v];
  const GvEdge end = side.offsets[v + 1];

  if (side.weights == NULL) {
    for (; end - e >= 8; e += 8)
      for (int i = 0; i < 8; i++)
        sum[i] += x[side.targets[e + (GvEdge)i]];
    for (int i = 0; e < end; e++, i++)
      sum[i] += x[side.targets[e]];
  } else {
    for (; end - e >= 8; e += 8)
      for (int i = 0; i < 8; i++)
        sum[i] += x[side.targets[e + (GvEdge)i]] * side.weights[e + (GvEdge)i];
    for (int i = 0; e < end; e++, i++)
      sum[i] += x[side.targets[e]] * side.weights[e];
  }
  return ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
}
#endif
