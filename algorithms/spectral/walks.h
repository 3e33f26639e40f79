/* One step of walks along the ties.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SPECTRAL_WALKS_H
#define GV_SPECTRAL_WALKS_H

#include <grapevine/graph.h>

/* sum over u -> v of w(u,v) x(u), in the order of the row. */
static inline double gv_walks_arriving(GvAdjacency in, const double *x /* [n] */, GvVertex v)
{
  double sum = 0;

  if (in.weights == NULL)
    for (GvEdge e = in.offsets[v]; e < in.offsets[v + 1]; e++)
      sum += x[in.targets[e]];
  else
    for (GvEdge e = in.offsets[v]; e < in.offsets[v + 1]; e++)
      sum += x[in.targets[e]] * in.weights[e];
  return sum;
}
#endif
