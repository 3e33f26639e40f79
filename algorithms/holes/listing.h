/* The triangles of a row, and what they give to the ties of that row and of others.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_HOLES_LISTING_H
#define GV_HOLES_LISTING_H

#include "algorithms/triangles/orientation.h"

typedef struct {
  GvAdjacency rows;
  const double *inverse_strength; /* [n], 1 / W */
  const double *inverse_largest;  /* [n], 1 / M; NULL where unweighted */
  double *indirect, *overlap;     /* [m], see GvTieSums */
  GvEdge *triangles;              /* [n] */
} GvListing;

/* Two sums that grow together. */
typedef double GvHolesPair __attribute__((vector_size(16)));

/* A thread's own. */
typedef struct {
  uint8_t *seen;      /* [n], 1 where the row at hand has a target; else 0 */
  GvVertex *position; /* [n], of the target in that row; elsewhere any content */
  GvHolesPair *own;   /* [longest + 1], the row's sums; zero between rows */
} GvListingScratch;

/* In a triangle u > v > w (ranks) row u writes its own ties. What it gives to
 * the tie (v, w) it only notes: the hits of (u, v) are the words v, u, count and
 * then of each hit the position of w in the row of v; weighted also that in the
 * row of u. */
GvEdge gv_listing_words(const GvListing *l, GvVertex u);

/* Returns the end of what it noted, at most gv_listing_words() on. */
uint32_t *gv_listing_row(const GvListing *l, GvVertex u, const GvListingScratch *scratch,
                         uint32_t *notes);

/* Adds notes [begin, end) to the ties of the rows v with v % owners == owner. A
 * tie gets the sum over its own row first, then one addend for each u. */
typedef struct {
  GvVertex owner, owners;
} GvListingShare;

void gv_listing_settle(const GvListing *l, const uint32_t *begin, const uint32_t *end,
                       GvListingShare share);
#endif
