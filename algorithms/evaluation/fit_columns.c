/* A score is a sum of columns that weigh 0 or more, each feature's as it is or turned round. So
 * both are offered to a regression whose coefficients may not be negative; of a feature that takes
 * both, the stronger stays.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/fit_columns.h"

#include "graph/base/array.h"

static const double CHOOSING_RIDGE = .03;

void gv_fit_columns_clear(GvFitColumns *c)
{
  g_clear_pointer(&c->feature, g_free);
  g_clear_pointer(&c->way, g_free);
  g_clear_pointer(&c->sign, g_free);
  g_clear_pointer(&c->x, g_free);
}

static void choose_all(GvFitColumns *c, const GvFitRows *rows, int ways)
{
  const size_t most = GV_FIT_WAYS * rows->features;

  *c = (GvFitColumns){ 0, g_new(size_t, most), g_new(GvFitWay, most), g_new(int8_t, most),
                       g_new0(const double *, most) };
  for (size_t f = 0; f < rows->features; f++)
    for (int way = 0; way < ways && rows->column[way][f]; way++) {
      c->feature[c->count] = f;
      c->way[c->count] = (GvFitWay)way;
      c->sign[c->count++] = 1;
    }
}

void gv_fit_columns_point(const GvFitColumns *c, const GvFitRows *rows)
{
  for (size_t j = 0; j < c->count; j++)
    c->x[j] = rows->column[c->way[j]][c->feature[j]];
}

static double information(const GvFitRows *rows)
{
  const double people = (double)rows->window.people, yes = (double)rows->window.positives;

  return yes * (people - yes) / people;
}

GvLogistic **gv_fit_columns_path(const GvFitColumns *c, const GvFitRows *rows, const double *ridge,
                                 size_t count, GvTask *task, GError **error)
{
  const GvLearningRows learning = { rows->window.people, c->count, c->x, rows->label, NULL };
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

/* Of each feature the way that counts more, and only columns that count. */
static void keep_stronger(GvFitColumns *c, const GvLogistic *model)
{
  size_t kept = 0;
  double last = 0; /* what the column kept last counts */

  for (size_t j = 0; j < c->count; j++) {
    const double counts = model->coefficient[j] * model->sd[j];
    if (!(counts > 0))
      continue;
    const gboolean again = kept > 0 && c->feature[kept - 1] == c->feature[j];
    if (again && counts <= last)
      continue;
    kept -= again ? 1 : 0;
    c->feature[kept] = c->feature[j];
    c->way[kept++] = c->way[j];
    last = counts;
  }
  c->count = kept;
}

gboolean gv_fit_columns_init(GvFitColumns *columns, const GvFitRows *rows, gboolean turned,
                             GvTask *task, GError **error)
{
  choose_all(columns, rows, turned ? GV_FIT_WAYS : 1);
  g_autoptr(GvLogistic) model = gv_fit_columns_model(columns, rows, CHOOSING_RIDGE, task, error);
  if (model == NULL)
    return FALSE;
  keep_stronger(columns, model);
  if (columns->count > 0)
    return TRUE;
  g_set_error_literal(error, GV_ERROR, GV_ERROR_PARSE,
                      "no feature goes with the label at all: the data cannot support a fit");
  return FALSE;
}
