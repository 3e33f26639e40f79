/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/fit_columns.h"

void gv_fit_columns_clear(GvFitColumns *c)
{
  g_clear_pointer(&c->feature, g_free);
  g_clear_pointer(&c->sign, g_free);
  g_clear_pointer(&c->x, g_free);
}

void gv_fit_columns_init(GvFitColumns *c, const GvFitRows *const *windows, size_t count,
                         gboolean free)
{
  const size_t most = windows[0]->features;

  *c = (GvFitColumns){ 0, g_new(size_t, most), g_new(int8_t, most), g_new0(const double *, most) };
  for (size_t f = 0; f < most; f++) {
    if (!gv_fit_rows_tell(windows, count, f))
      continue;
    c->feature[c->count] = f;
    c->sign[c->count++] = (int8_t)(free ? 0 : gv_features()[f]->direction);
  }
}

void gv_fit_columns_point(const GvFitColumns *c, const GvFitRows *rows)
{
  for (size_t j = 0; j < c->count; j++)
    c->x[j] = rows->column[c->feature[j]];
}

static double information(const GvFitRows *rows)
{
  double people = 0, yes = 0;

  for (size_t i = 0; i < rows->window.people; i++) {
    const double weight = rows->weight ? rows->weight[i] : 1;
    people += weight;
    yes += weight * rows->label[i];
  }
  return yes * (people - yes) / people;
}

GvLogistic **gv_fit_columns_path(const GvFitColumns *c, const GvFitRows *rows, const double *ridge,
                                 size_t count, GvTask *task, GError **error)
{
  const GvLearningRows learning = { rows->window.people, c->count, c->x, rows->label, rows->weight };
  g_autofree double *lambda = g_new(double, count);

  gv_fit_columns_point(c, rows);
  for (size_t l = 0; l < count; l++)
    lambda[l] = ridge[l] * information(rows);
  return gv_logistic_path(&learning, &(GvLogisticOptions){ .sign = c->sign }, lambda, count, task,
                          error);
}

GvLogistic *gv_fit_columns_model(const GvFitColumns *c, const GvFitRows *rows, double ridge,
                                 GvTask *task, GError **error)
{
  g_autofree GvLogistic **one = gv_fit_columns_path(c, rows, &ridge, 1, task, error);

  return one ? one[0] : NULL;
}
