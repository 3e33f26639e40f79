/* Weights, ridge and calibration from labelled rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FIT_MODEL_H
#define GV_FIT_MODEL_H

#include "algorithms/evaluation/fit_rows.h"

/* The ridge that, learnt from `first`, does best on `second`; weights by it from both; the level by
 * `second`. Errors: PARSE where no feature counts for anything. */
gboolean gv_fit_model_init(GvFitModel *model, const GvFitRows *first, const GvFitRows *second,
                           GvTask *task, GError **error);
void gv_fit_model_clear(GvFitModel *model);

/* sum of |weight| * column, turned where the weight is negative: what nominate --weights gives. */
void gv_fit_model_score(const GvFitModel *model, const GvFitRows *rows, double *score);
double gv_fit_model_probability(const GvFitModel *model, double score);
#endif
