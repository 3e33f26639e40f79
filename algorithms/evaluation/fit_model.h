/* Weights, ridge and calibration from labelled rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FIT_MODEL_H
#define GV_FIT_MODEL_H

#include "algorithms/evaluation/fit_rows.h"

/* The ridge that, learnt from `first`, does best on `second`; weights by it from both; the level by
 * `second`. Errors: PARSE where
 * what went with the label at first did not later. */
gboolean gv_fit_model_init(GvFitModel *model, const GvFitRows *first, const GvFitRows *second,
                           GvTask *task, GError **error);
void gv_fit_model_clear(GvFitModel *model);

/* P(label): the score that nominate --weights gives. [people] */
void gv_fit_model_score(const GvFitModel *model, const GvFitRows *rows, double *score);
#endif
