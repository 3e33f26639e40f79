/* How free a fit may be: the strength of its ridge, and whether a feature may
 * count against its direction.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FIT_RIDGE_H
#define GV_FIT_RIDGE_H

#include "algorithms/evaluation/fit_rows.h"

typedef struct {
  gboolean free; /* coefficients of either sign */
  double ridge;
  double slope; /* Platt's on the last window: below 1 = too sure of itself */
} GvFitRidge;

/* Each window from the second on judges the models of those before it. */
gboolean gv_fit_ridge_find(GvFitRidge *ridge, const GvFitRows *const *windows, size_t count,
                           GvTask *task, GError **error);
#endif
