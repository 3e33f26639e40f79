/* How good a partition is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_QUALITY_H
#define GV_COMMUNITIES_QUALITY_H

#include "algorithms/communities/level.h"

/* Modularity at resolution g is inside - g * expected. Both NaN without edges. */
typedef struct {
  double inside;   /* share of the weight within communities: sum_c w_in(c) / 2m */
  double expected; /* sum_c (K_c / 2m)^2, K_c the strength of c; directed: sum_c
                      (out_c / m) (in_c / m), what goes out of c and what comes in */
} GvModularity;

/* A partition whose quality is asked for. */
typedef struct {
  const GvVertex *labels; /* [n], below count */
  GvVertex count;
  gboolean directed; /* as the level's masses have it (GV_MASS_DIRECTED) */
} GvLabelling;

gboolean gv_modularity(const GvLevel *level, GvLabelling labelling, int threads,
                       GvModularity *modularity, GError **error);

/* Renames labels below n: 0 is the largest, equal sizes by smallest vertex.
 * Returns how many there are in *count. */
gboolean gv_labels_sort(GvVertex *labels, GvVertex n, GvVertex *count, GError **error);
#endif
