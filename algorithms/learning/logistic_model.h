/* What a logistic regression leaves: how probable it is that somebody's label is 1.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_LOGISTIC_MODEL_H
#define GV_LOGISTIC_MODEL_H

#include <grapevine/base.h>

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

/* All 0. Errors: NO_MEMORY. */
GvLogistic *gv_logistic_new(size_t columns, GError **error);
void gv_logistic_free(GvLogistic *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvLogistic, gv_logistic_free)

/* Log-odds of each row; gv_logistic_probability turns them into probabilities. */
void gv_logistic_odds(const GvLogistic *model, const double *const *x, size_t rows, double *odds);
double gv_logistic_probability(double odds);
#endif
