/* The two ways through the triangles, weighted and not.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_HOLES_LISTING_H
#define GV_HOLES_LISTING_H

#include "algorithms/triangles/orientation.h"

typedef struct {
  GvAdjacency rows;
  const GvEdge *in_offsets;       /* [n + 1]; NULL on one thread */
  const GvVertex *in_sources;     /* [m], ascending in each row */
  const double *inverse_strength; /* [n], 1 / W */
  const double *inverse_largest;  /* [n], 1 / M; NULL where unweighted */
  double *indirect, *overlap;     /* [m], see GvTieSums */
  GvEdge *triangles;              /* [n] */
} GvListing;

/* In a triangle u > v > w (ranks) the ties of u are written by u's row: forward.
 * The tie (v, w) is written by v's row: collect, which walks the triangles a
 * second time. On one thread `alone` does both at once. A tie gets the sum over
 * its own row first, then one addend for each u in ascending order, either way:
 * so the bits agree. */
GvRowFn gv_listing_alone(gboolean weighted);
GvRowFn gv_listing_forward(gboolean weighted);
GvRowFn gv_listing_collect(gboolean weighted);
#endif
