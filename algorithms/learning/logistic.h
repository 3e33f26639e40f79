/* Ridge logistic regression: how probable it is that somebody's label is 1.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_LOGISTIC_H
#define GV_LOGISTIC_H

#include <grapevine/base.h>

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

/* P(label = 1 | x) = 1 / (1 + exp(-(intercept + sum of coefficient[j] * x[j]))) */
typedef struct {
  size_t columns;
  double intercept;
  double intercept_error;
  double *coefficient;   /* [columns], of the columns as they came; 0 where one is constant */
  double *error;         /* [columns], standard errors; NaN where constant or held at its bound */
  double *mean, *sd;     /* [columns], of the rows learnt from; sd 0 = constant */
  double log_likelihood; /* without the ridge's penalty */
  double lambda;
  int iterations;
} GvLogistic;

/* Errors: INVALID_ARGUMENT (all labels alike, a column that is not finite, labels that the columns
 * tell apart without any doubt or columns that depend on each other while lambda is 0),
 * NO_MEMORY, CANCELLED. The same bits at any thread count. */
GvLogistic *gv_logistic_fit(const GvLearningRows *rows, const GvLogisticOptions *options,
                            GvTask *task, GError **error);
void gv_logistic_free(GvLogistic *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvLogistic, gv_logistic_free)

/* A model for each lambda; each starts from the one before, so strong ridges first are quickest.
 * NULL on error, with no model kept. An array of count models, to be freed one by one. */
GvLogistic **gv_logistic_path(const GvLearningRows *rows, const GvLogisticOptions *options,
                              const double *lambda, size_t count, GvTask *task, GError **error);

/* Log-odds of each row; gv_logistic_probability turns them into probabilities. */
void gv_logistic_odds(const GvLogistic *model, const double *const *x, size_t rows, double *odds);
double gv_logistic_probability(double odds);
#endif
