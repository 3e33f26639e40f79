/* How free a fit may be: the strength of its ridge, and whether a feature may
 * count against its direction.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FIT_RIDGE_H
#define GV_FIT_RIDGE_H

#include "algorithms/evaluation/fit_rows.h"

typedef struct {
  gboolean free; /* coefficients of either sign */
  double ridge;
  double slope; /* Platt's on the second rows: below 1 = too sure of itself */
} GvFitRidge;

/* Models of `first` are judged by `second`. */
gboolean gv_fit_ridge_find(GvFitRidge *ridge, const GvFitRows *first, const GvFitRows *second,
                           GvTask *task, GError **error);
#endif
