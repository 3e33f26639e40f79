/* Weights are fitted to all rows with the ridge and the freedom that did best on the second
 * (fit_ridge.c). Slope of the probabilities: as it was on rows not seen, since a model is too sure
 * of itself on those that it learnt from; level: so that the latest rows have their base rate.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/fit_model.h"

#include "algorithms/evaluation/fit_columns.h"
#include "algorithms/evaluation/fit_ridge.h"
#include "graph/base/array.h"

/* The intercept with which probabilities of this slope have the rows' base rate: by bisection,
 * since their mean rises with it. */
static double level(const GvFitRows *rows, const double *score, double slope)
{
  const double rate = (double)rows->window.positives / (double)rows->window.people;
  double low = -100 - fabs(slope), high = 100 + fabs(slope);

  for (int step = 0; step < 100; step++) {
    const double middle = (low + high) / 2;
    double sum = 0;
    for (size_t i = 0; i < rows->window.people; i++)
      sum += gv_logistic_probability(middle + slope * score[i]);
    if (sum < rate * (double)rows->window.people)
      low = middle;
    else
      high = middle;
  }
  return (low + high) / 2;
}

/* Coefficients as shares, and what turns their score into probabilities. */
static gboolean tell(GvFitModel *model, const GvFitColumns *c, const GvLogistic *logistic,
                     const GvFitRows *second, double slope, GError **error)
{
  g_autofree double *score = gv_array_new(second->window.people, sizeof *score, error);
  double total = 0;

  if (score == NULL)
    return FALSE;
  for (size_t j = 0; j < c->count; j++)
    total += logistic->coefficient[j];
  if (!(total > 0)) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_PARSE,
                        "no feature goes with the label in the same way at both times: the data "
                        "cannot support a fit");
    return FALSE;
  }
  for (size_t j = 0; j < c->count; j++)
    model->weight[c->feature[j]] =
        (c->way[j] == GV_FIT_TURNED ? -1 : 1) * logistic->coefficient[j] / total;
  model->lambda = logistic->lambda;
  model->slope = total * slope;
  gv_fit_model_score(model, second, score);
  model->intercept = level(second, score, model->slope);
  return TRUE;
}

gboolean gv_fit_model_init(GvFitModel *model, const GvFitRows *first, const GvFitRows *second,
                           GvTask *task, GError **error)
{
  g_auto(GvFitRows) both = { 0 };
  g_auto(GvFitColumns) columns = { 0 };
  GvFitRidge ridge;

  *model = (GvFitModel){ .features = first->features,
                         .weight = g_new0(double, first->features),
                         .marked_share = 1 };
  if (!gv_fit_ridge_find(&ridge, first, second, task, error) ||
      !gv_fit_rows_join(&both, first, second, error) ||
      !gv_fit_columns_init(&columns, &both, ridge.turned, task, error))
    return FALSE;
  g_autoptr(GvLogistic) logistic = gv_fit_columns_model(&columns, &both, ridge.ridge, task, error);
  return logistic && tell(model, &columns, logistic, second, ridge.slope, error);
}

void gv_fit_model_clear(GvFitModel *model)
{
  g_clear_pointer(&model->weight, g_free);
}

void gv_fit_model_score(const GvFitModel *model, const GvFitRows *rows, double *score)
{
  for (size_t i = 0; i < rows->window.people; i++)
    score[i] = 0;
  for (size_t f = 0; f < model->features; f++) {
    const double *column = rows->column[model->weight[f] < 0 ? GV_FIT_TURNED : GV_FIT_AS_IS][f];
    for (size_t i = 0; column && model->weight[f] != 0 && i < rows->window.people; i++)
      score[i] += fabs(model->weight[f]) * column[i];
  }
}

double gv_fit_model_probability(const GvFitModel *model, double score)
{
  return MIN(gv_logistic_probability(model->intercept + model->slope * score) /
                 model->marked_share,
             1);
}
