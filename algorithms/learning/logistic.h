/* Ridge logistic regression.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_LOGISTIC_H
#define GV_LOGISTIC_H

#include "algorithms/learning/logistic_model.h"

/* What is learnt from. Columns are as the caller has them; they are standardised inside. */
typedef struct {
  size_t rows, columns;
  const double *const *x; /* [columns], each [rows], finite */
  const double *y;        /* [rows], 0 .. 1; what lies between counts partly for each label */
  const double *weight;   /* [rows], >= 0, finite; NULL = 1 each */
} GvLearningRows;

typedef struct {
  double lambda;      /* >= 0, strength of the ridge on standardised coefficients; 0 = none */
  const int8_t *sign; /* [columns], +1: not below 0, -1: not above 0, 0: free; NULL = all free */
  int max_iterations; /* 0 = 100 */
} GvLogisticOptions;

/* Errors: INVALID_ARGUMENT (all labels alike, a column that is not finite, labels that the columns
 * tell apart without any doubt or columns that depend on each other while lambda is 0),
 * NO_MEMORY, CANCELLED. The same bits at any thread count. */
GvLogistic *gv_logistic_fit(const GvLearningRows *rows, const GvLogisticOptions *options,
                            GvTask *task, GError **error);

/* A model for each lambda; each starts from the one before, so strong ridges first are quickest.
 * NULL on error, with no model kept. An array of count models, to be freed one by one. */
GvLogistic **gv_logistic_path(const GvLearningRows *rows, const GvLogisticOptions *options,
                              const double *lambda, size_t count, GvTask *task, GError **error);
#endif
