/* Weights are fitted to all rows with the ridge and the freedom that foretold best (fit_ridge.c).
 * Slope of the probabilities: as it was on rows not seen, since a model is too sure of itself on
 * those that it learnt from; level: so that the latest rows have their base rate.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/fit_model.h"

#include "algorithms/evaluation/fit_columns.h"
#include "algorithms/evaluation/fit_ridge.h"
#include "graph/base/array.h"

/* The intercept with which the probabilities have the rows' base rate: by bisection, since their mean
 * rises with it. odds [people], without intercept. */
static double level(const GvFitRows *rows, const double *odds)
{
  const double positives = (double)rows->window.positives;
  double most = 0;

  for (size_t i = 0; i < rows->window.people; i++)
    most = MAX(most, fabs(odds[i]));
  double low = -100 - most, high = 100 + most;
  for (int step = 0; step < 100; step++) {
    const double middle = (low + high) / 2;
    double sum = 0;
    for (size_t i = 0; i < rows->window.people; i++)
      sum += gv_logistic_probability(middle + odds[i]);
    if (sum < positives)
      low = middle;
    else
      high = middle;
  }
  return (low + high) / 2;
}

static void add_up(const GvFitModel *model, const GvFitRows *rows, double *odds)
{
  for (size_t i = 0; i < rows->window.people; i++)
    odds[i] = 0;
  for (size_t f = 0; f < model->features; f++)
    for (size_t i = 0; model->weight[f] != 0 && i < rows->window.people; i++)
      odds[i] += model->weight[f] * rows->column[f][i];
}

/* Coefficients, as sure of themselves as they were on rows not seen. */
static gboolean tell(GvFitModel *model, const GvFitColumns *c, const GvLogistic *logistic,
                     const GvFitRows *last, const GvFitRidge *ridge, GError **error)
{
  g_autofree double *odds = gv_array_new(last->window.people, sizeof *odds, error);

  if (odds == NULL)
    return FALSE;
  for (size_t j = 0; j < c->count; j++)
    model->weight[c->feature[j]] = logistic->coefficient[j] * ridge->slope;
  model->lambda = logistic->lambda;
  model->calibration = ridge->slope;
  add_up(model, last, odds);
  model->intercept = level(last, odds);
  return TRUE;
}

gboolean gv_fit_model_init(GvFitModel *model, const GvFitRows *const *windows, size_t count,
                           GvTask *task, GError **error)
{
  const size_t features = windows[0]->features;
  g_auto(GvFitRows) all = { 0 };
  g_auto(GvFitColumns) columns = { 0 };
  GvFitRidge ridge;

  *model = (GvFitModel){ .features = features,
                         .weight = g_new0(double, features),
                         .marked_share = 1 };
  if (!gv_fit_ridge_find(&ridge, windows, count, task, error) ||
      !gv_fit_rows_join(&all, windows, count, error))
    return FALSE;
  gv_fit_columns_init(&columns, windows, count, ridge.free);
  g_autoptr(GvLogistic) logistic = gv_fit_columns_model(&columns, &all, ridge.ridge, task, error);
  return logistic && tell(model, &columns, logistic, windows[count - 1], &ridge, error);
}

void gv_fit_model_clear(GvFitModel *model)
{
  g_clear_pointer(&model->weight, g_free);
}

void gv_fit_model_score(const GvFitModel *model, const GvFitRows *rows, double *score)
{
  add_up(model, rows, score);
  for (size_t i = 0; i < rows->window.people; i++)
    score[i] = gv_logistic_probability(model->intercept + score[i]);
}
