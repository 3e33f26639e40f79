/* The weight of a row.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_CENTRALITY_STRENGTH_H
#define GV_CENTRALITY_STRENGTH_H

#include <grapevine/graph.h>

/* Added up in the order of the row. */
static inline double gv_row_weight(GvAdjacency side, GvVertex v)
{
  double sum = 0;

  if (side.weights == NULL)
    return (double)gv_degree(side, v);
  for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++)
    sum += side.weights[e];
  return sum;
}
#endif
