/* Ridge logistic regression by Newton's method (iteratively reweighted least squares):
 *
 *   minimise  loss(b) + lambda / 2 * sum over columns j of b_j^2
 *
 * over b, the coefficients of standardised columns ((x - mean) / sd, by the rows' weights); the
 * intercept is not penalised. loss is in logistic_sums.c. Standard errors: square roots of the
 * diagonal of (hessian + lambda I)^-1; without a ridge the usual ones, with one those of the
 * posterior under the normal prior that the ridge stands for.
 *
 * A step that does not lower the sum is halved. Coefficients with a sign are kept on their side by
 * projection: those at 0 that would leave it are left out of a step (Bertsekas 1982). It ends
 * where a further step could lower the sum by less than 1e-20 of the weight of all rows.
 * le Cessie and van Houwelingen 1992. O(rows * columns^2) an iteration, about 8 of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/learning/logistic.h"

#include <string.h>

#include "algorithms/learning/lapack.h"
#include "algorithms/learning/logistic_sums.h"
#include "algorithms/learning/scale.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum { MOST_ITERATIONS = 100, MOST_HALVINGS = 40 };

static const double SETTLED = 1e-20;    /* of the rows' weight */
static const double UNDETERMINED = 1e5; /* standard errors of one row that tell nothing */

/* One fit under way. k = columns + 1, the intercept last. */
typedef struct {
  GvLogisticPass pass;
  const GvLogisticOptions *options;
  double total; /* weight of the rows */
  size_t k;
  double *beta, *trial;     /* [k] */
  GvLogisticSums now, next; /* penalised, at beta and at trial */
  size_t *moving;           /* [movers], coefficients that the step moves */
  size_t movers;
  double *matrix; /* [k * k] */
  double *step;   /* [k], by movers */
  gboolean clamped;
} Fit;

static void fit_clear(Fit *fit)
{
  gv_logistic_pass_clear(&fit->pass);
  g_free(fit->beta);
  g_free(fit->trial);
  g_free(fit->now.gradient);
  g_free(fit->now.hessian);
  g_free(fit->next.gradient);
  g_free(fit->next.hessian);
  g_free(fit->moving);
  g_free(fit->matrix);
  g_free(fit->step);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fit, fit_clear)

static gboolean fit_alloc(Fit *fit, size_t k, GError **error)
{
  fit->k = k;
  return (fit->beta = gv_array_new(k, sizeof(double), error)) &&
         (fit->trial = gv_array_new(k, sizeof(double), error)) &&
         (fit->now.gradient = gv_array_new(k, sizeof(double), error)) &&
         (fit->now.hessian = gv_array_new(k * k, sizeof(double), error)) &&
         (fit->next.gradient = gv_array_new(k, sizeof(double), error)) &&
         (fit->next.hessian = gv_array_new(k * k, sizeof(double), error)) &&
         (fit->moving = gv_array_new(k, sizeof(size_t), error)) &&
         (fit->matrix = gv_array_new(k * k, sizeof(double), error)) &&
         (fit->step = gv_array_new(k, sizeof(double), error));
}

/* The penalised sums at beta. */
static void evaluate(const Fit *fit, const double *beta, GvLogisticSums *sums, const GvTask *task)
{
  const double lambda = fit->options->lambda;

  gv_logistic_pass_run(&fit->pass, beta, sums, task);
  for (size_t j = 0; j + 1 < fit->k; j++) {
    sums->loss += lambda / 2 * beta[j] * beta[j];
    sums->gradient[j] += lambda * beta[j];
    sums->hessian[j * fit->k + j] += lambda;
  }
}

static int sign_of(const Fit *fit, size_t j)
{
  return fit->options->sign && j + 1 < fit->k ? fit->options->sign[j] : 0;
}

static gboolean is_constant(const Fit *fit, size_t j)
{
  return j + 1 < fit->k && !(fit->pass.sd[j] > 0);
}

/* Who moves: not what is constant, nor what stands at its bound and would leave it. */
static void find_movers(Fit *fit)
{
  fit->movers = 0;
  for (size_t j = 0; j < fit->k; j++) {
    const int sign = sign_of(fit, j);
    const gboolean held = sign != 0 && fit->beta[j] == 0 && sign * fit->now.gradient[j] >= 0;
    if (!held && !is_constant(fit, j))
      fit->moving[fit->movers++] = j;
  }
}

/* Cholesky factor of the movers' curvature in fit->matrix. */
static gboolean factorise(Fit *fit, GError **error)
{
  const int n = (int)fit->movers;
  int info = 0;

  for (size_t j = 0; j < fit->movers; j++)
    for (size_t l = 0; l <= j; l++)
      fit->matrix[j * fit->movers + l] = fit->now.hessian[fit->moving[j] * fit->k + fit->moving[l]];
  dpotrf_("U", &n, fit->matrix, &n, &info, 1);
  if (info == 0)
    return TRUE;
  g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                      "the columns depend on each other, or tell the labels apart without any "
                      "doubt, so that no coefficients are the best; give a ridge above 0");
  return FALSE;
}

/* Newton's step in fit->step. Returns twice what it promises to lower the sum by. */
static double find_step(Fit *fit)
{
  const int n = (int)fit->movers, one = 1;
  int info = 0;
  double promised = 0;

  for (size_t j = 0; j < fit->movers; j++)
    fit->step[j] = -fit->now.gradient[fit->moving[j]];
  dpotrs_("U", &n, &one, fit->matrix, &n, fit->step, &n, &info, 1);
  for (size_t j = 0; j < fit->movers; j++)
    promised -= fit->step[j] * fit->now.gradient[fit->moving[j]];
  return promised;
}

static void try_step(Fit *fit, double length)
{
  memcpy(fit->trial, fit->beta, fit->k * sizeof *fit->trial);
  fit->clamped = FALSE;
  for (size_t m = 0; m < fit->movers; m++) {
    const size_t j = fit->moving[m];
    fit->trial[j] += length * fit->step[m];
    if (sign_of(fit, j) * fit->trial[j] < 0) {
      fit->trial[j] = 0;
      fit->clamped = TRUE;
    }
  }
}

/* Goes as much of the step as lowers the sum (or leaves it within rounding). */
static void take_step(Fit *fit, const GvTask *task)
{
  double length = 1;

  for (int halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
    try_step(fit, length);
    evaluate(fit, fit->trial, &fit->next, task);
    if (fit->next.loss <= fit->now.loss * (1 + 1e-13)) {
      double *beta = fit->beta;
      GvLogisticSums now = fit->now;
      fit->beta = fit->trial;
      fit->trial = beta;
      fit->now = fit->next;
      fit->next = now;
      return;
    }
  }
}

static gboolean settle(Fit *fit, GvLogistic *model, GvTask *task, GError **error)
{
  const int most =
      fit->options->max_iterations > 0 ? fit->options->max_iterations : MOST_ITERATIONS;
  gboolean settled = FALSE;

  evaluate(fit, fit->beta, &fit->now, task);
  if (!gv_task_step(task, 0, error))
    return FALSE;
  while (!settled && model->iterations < most) {
    find_movers(fit);
    if (!factorise(fit, error))
      return FALSE;
    settled = find_step(fit) <= SETTLED * fit->total;
    take_step(fit, task);
    settled = settled && !fit->clamped;
    if (!gv_task_step(task, ++model->iterations / (double)most, error))
      return FALSE;
  }
  if (!settled)
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "the coefficients did not settle within %d iterations; give a larger ridge", most);
  return settled;
}

/* Standard errors of the columns as they came. fit->matrix becomes the movers' covariance. */
static gboolean find_errors(Fit *fit, GvLogistic *model, GError **error)
{
  const int n = (int)fit->movers;
  int info = 0;
  double variance = 0;

  if (!factorise(fit, error))
    return FALSE;
  dpotri_("U", &n, fit->matrix, &n, &info, 1);
  for (size_t m = 0; m < fit->movers; m++) {
    const size_t j = fit->moving[m];
    const double own = fit->matrix[m * fit->movers + m];
    if (!(own * fit->total < UNDETERMINED * UNDETERMINED)) {
      g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                          "the columns tell the labels apart without any doubt, or depend on each "
                          "other, so that no coefficients are the best; give a ridge above 0");
      return FALSE;
    }
    if (j + 1 < fit->k)
      model->error[j] = sqrt(own) / model->sd[j];
    /* The intercept of the columns as they came is b_0 - sum of b_j mean_j / sd_j. */
    for (size_t o = 0; o < fit->movers; o++) {
      const size_t l = fit->moving[o];
      const double a = j + 1 < fit->k ? -model->mean[j] / model->sd[j] : 1;
      const double b = l + 1 < fit->k ? -model->mean[l] / model->sd[l] : 1;
      variance += a * b * fit->matrix[MAX(m, o) * fit->movers + MIN(m, o)];
    }
  }
  model->intercept_error = sqrt(variance);
  return TRUE;
}

static void tell(const Fit *fit, GvLogistic *model)
{
  const double lambda = fit->options->lambda;
  double penalty = 0;

  model->intercept = fit->beta[fit->k - 1];
  for (size_t j = 0; j + 1 < fit->k; j++) {
    model->error[j] = NAN;
    if (is_constant(fit, j))
      continue;
    penalty += lambda / 2 * fit->beta[j] * fit->beta[j];
    model->coefficient[j] = fit->beta[j] / model->sd[j];
    model->intercept -= model->coefficient[j] * model->mean[j];
  }
  model->log_likelihood = penalty - fit->now.loss;
  model->lambda = lambda;
}

/* Where another model of the same rows ended, or what is best without any column. */
static void begin(Fit *fit, const GvLogistic *start, double share)
{
  double *intercept = &fit->beta[fit->k - 1];

  *intercept = start ? start->intercept : log(share / (1 - share));
  for (size_t j = 0; start && j + 1 < fit->k; j++) {
    fit->beta[j] = start->coefficient[j] * start->sd[j];
    *intercept += start->coefficient[j] * start->mean[j];
  }
}

/* start: a model to begin from, or NULL. */
static GvLogistic *fit_from(const GvLearningRows *rows, const GvLogisticOptions *options,
                            const GvLogistic *start, GvTask *task, GError **error)
{
  g_autoptr(GvLogistic) model = gv_logistic_new(rows->columns, error);
  g_auto(Fit) fit = { .options = options };
  double share;

  if (model == NULL || !gv_scale(rows, model->mean, model->sd, error) ||
      !gv_labels_weigh(rows, &fit.total, &share, error) ||
      !gv_logistic_pass_init(&fit.pass, rows, model->mean, model->sd, task, error) ||
      !fit_alloc(&fit, rows->columns + 1, error))
    return NULL;
  begin(&fit, start, share);
  if (!settle(&fit, model, task, error))
    return NULL;
  tell(&fit, model);
  find_movers(&fit);
  if (!find_errors(&fit, model, error))
    return NULL;
  return g_steal_pointer(&model);
}

GvLogistic *gv_logistic_fit(const GvLearningRows *rows, const GvLogisticOptions *options,
                            GvTask *task, GError **error)
{
  return fit_from(rows, options, NULL, task, error);
}

GvLogistic **gv_logistic_path(const GvLearningRows *rows, const GvLogisticOptions *options,
                              const double *lambda, size_t count, GvTask *task, GError **error)
{
  g_autofree GvLogistic **models = g_new0(GvLogistic *, count + 1);
  GvLogisticOptions each = *options;

  for (size_t l = 0; l < count; l++) {
    each.lambda = lambda[l];
    models[l] = fit_from(rows, &each, l > 0 ? models[l - 1] : NULL, task, error);
    for (size_t m = 0; models[l] == NULL && m < l; m++)
      gv_logistic_free(models[m]);
    if (models[l] == NULL)
      return NULL;
  }
  return g_steal_pointer(&models);
}
