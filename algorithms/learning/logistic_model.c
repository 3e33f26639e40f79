/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/learning/logistic_model.h"

#include <math.h>

#include "graph/base/array.h"

void gv_logistic_free(GvLogistic *model)
{
  if (model == NULL)
    return;
  g_free(model->coefficient);
  g_free(model->error);
  g_free(model->mean);
  g_free(model->sd);
  g_free(model);
}

GvLogistic *gv_logistic_new(size_t columns, GError **error)
{
  g_autoptr(GvLogistic) model = g_new0(GvLogistic, 1);

  model->columns = columns;
  if (!(model->coefficient = gv_array_new(columns, sizeof(double), error)) ||
      !(model->error = gv_array_new(columns, sizeof(double), error)) ||
      !(model->mean = gv_array_new(columns, sizeof(double), error)) ||
      !(model->sd = gv_array_new(columns, sizeof(double), error)))
    return NULL;
  return g_steal_pointer(&model);
}

void gv_logistic_odds(const GvLogistic *model, const double *const *x, size_t rows, double *odds)
{
  for (size_t i = 0; i < rows; i++)
    odds[i] = model->intercept;
  for (size_t j = 0; j < model->columns; j++)
    for (size_t i = 0; model->coefficient[j] != 0 && i < rows; i++)
      odds[i] += model->coefficient[j] * x[j][i];
}

double gv_logistic_probability(double odds)
{
  const double small = exp(-fabs(odds));

  return (odds > 0 ? 1 : small) / (1 + small);
}
