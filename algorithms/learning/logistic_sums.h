/* One pass over the rows: the loss of given coefficients, its slope and its curvature.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_LOGISTIC_SUMS_H
#define GV_LOGISTIC_SUMS_H

#include "algorithms/learning/logistic.h"

/* k = columns + 1; the last is the intercept, whose column is 1 everywhere. */
typedef struct {
  double loss;      /* minus log-likelihood */
  double *gradient; /* [k], of loss */
  double *hessian;  /* [k * k], its upper triangle, column by column */
} GvLogisticSums;

/* A pass's memory, made once. */
typedef struct {
  const GvLearningRows *rows;
  const double *mean, *sd; /* [columns]; columns of sd 0 are taken as 0 */
  size_t k;
  size_t own;      /* doubles of one thread */
  double *scratch; /* [threads * own] */
} GvLogisticPass;

gboolean gv_logistic_pass_init(GvLogisticPass *pass, const GvLearningRows *rows, const double *mean,
                               const double *sd, const GvTask *task, GError **error);
void gv_logistic_pass_clear(GvLogisticPass *pass);

/* beta [k], of standardised columns. Rows are added up in blocks of fixed size, blocks in order. */
void gv_logistic_pass_run(const GvLogisticPass *pass, const double *beta, GvLogisticSums *sums,
                          const GvTask *task);
#endif
