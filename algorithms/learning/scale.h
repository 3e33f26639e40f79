/* What columns and labels are like, before anything is learnt from them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SCALE_H
#define GV_SCALE_H

#include "algorithms/learning/logistic.h"

/* Weighted mean and standard deviation (divided by the weight, not by one less) of each column;
 * sd 0 = constant, or as good as: it varies by less than 1e-12 of its size. Errors:
 * INVALID_ARGUMENT where a column is not finite. */
gboolean gv_scale(const GvLearningRows *rows, double *mean, double *sd, GError **error);

/* Weight of all rows, and the share of it whose label is 1; an error where a label is outside
 * 0 .. 1, a weight negative, or all labels are alike. */
gboolean gv_labels_weigh(const GvLearningRows *rows, double *total, double *share, GError **error);
#endif
