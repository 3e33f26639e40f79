/* Weights, ridge and calibration from labelled rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FIT_MODEL_H
#define GV_FIT_MODEL_H

#include "algorithms/evaluation/fit_rows.h"

/* windows: two or more, in order of time. The ridge with which each is best foretold by those before
 * it; weights by it from all, the later the more; the level by the last. Errors: PARSE where what
 * went with the label in one did not in the next. */
gboolean gv_fit_model_init(GvFitModel *model, const GvFitRows *const *windows, size_t count,
                           GvTask *task, GError **error);
void gv_fit_model_clear(GvFitModel *model);

/* P(label): the score that nominate --weights gives. [people] */
void gv_fit_model_score(const GvFitModel *model, const GvFitRows *rows, double *score);
#endif
