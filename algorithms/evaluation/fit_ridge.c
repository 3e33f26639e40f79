/* Windows in order of time: models of the first are judged by their log loss on the second, those of
 * the first two on the third; once they are calibrated there (Platt), so that a level that changed
 * from one time to the next is not held against them. The one that loses least over all people is
 * taken, the plainest of equals: features that count in their direction only before free ones, the
 * stronger ridge before the weaker. (Taking the plainest within one standard error of the best did
 * worse on what came later on four of nine splits and better on none.)
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/fit_ridge.h"

#include "algorithms/evaluation/fit_columns.h"
#include "graph/base/array.h"

static const double ridges[] = { 30, 10, 3, 1, .3, .1, .03, .01, .003 }; /* strongest first */
enum { RIDGES = G_N_ELEMENTS(ridges), MODELS = 2 * RIDGES };

/* Models from the plainest on. */
typedef struct {
  double loss[MODELS];
  double slope[MODELS]; /* in the window that judged last */
} Trial;

static gboolean judge(Trial *trial, size_t at, const GvFitColumns *columns,
                      const GvLogistic *model, const GvFitRows *rows, GvTask *task, GError **error)
{
  const size_t people = rows->window.people;
  g_autofree double *odds = gv_array_new(people, sizeof *odds, error);
  GvPlatt platt;

  if (odds == NULL)
    return FALSE;
  gv_fit_columns_point(columns, rows);
  gv_logistic_odds(model, columns->x, people, odds);
  if (!gv_platt_fit(odds, rows->label, people, &platt, task, error))
    return FALSE;
  trial->slope[at] = platt.slope;
  if (!(platt.slope > 0))
    trial->loss[at] = INFINITY; /* it ranks the wrong way round */
  for (size_t i = 0; i < people; i++)
    odds[i] = gv_platt_at(&platt, odds[i]);
  trial->loss[at] += (double)people * gv_log_loss(odds, rows->label, people);
  return TRUE;
}

static gboolean try_columns(Trial *trial, gboolean free, const GvFitRows *before,
                            const GvFitRows *after, GvTask *task, GError **error)
{
  const GvFitRows *const both[] = { before, after };
  const size_t first = free ? RIDGES : 0;
  g_auto(GvFitColumns) columns = { 0 };
  gboolean good = TRUE;

  gv_fit_columns_init(&columns, both, 2, free);
  g_autofree GvLogistic **path =
      gv_fit_columns_path(&columns, before, ridges, RIDGES, task, error);
  for (size_t l = 0; path && l < RIDGES; l++) {
    good = good && judge(trial, first + l, &columns, path[l], after, task, error);
    gv_logistic_free(path[l]);
  }
  return path && good;
}

/* Those before windows[last] against it. */
static gboolean try_window(Trial *trial, const GvFitRows *const *windows, size_t last, GvTask *task,
                           GError **error)
{
  g_auto(GvFitRows) before = { 0 };

  return gv_fit_rows_join(&before, windows, last, error) &&
         try_columns(trial, FALSE, &before, windows[last], task, error) &&
         try_columns(trial, TRUE, &before, windows[last], task, error);
}

gboolean gv_fit_ridge_find(GvFitRidge *ridge, const GvFitRows *const *windows, size_t count,
                           GvTask *task, GError **error)
{
  Trial trial = { 0 };
  size_t best = 0;

  for (size_t w = 1; w < count; w++)
    if (!try_window(&trial, windows, w, task, error))
      return FALSE;
  for (size_t m = 1; m < MODELS; m++)
    if (trial.loss[m] < trial.loss[best])
      best = m;
  *ridge = (GvFitRidge){ best >= RIDGES, ridges[best % RIDGES], trial.slope[best] };
  if (isfinite(trial.loss[best]))
    return TRUE;
  g_set_error_literal(error, GV_ERROR, GV_ERROR_PARSE,
                      "what went with the label in one window did not in the next: the data cannot "
                      "support a fit");
  return FALSE;
}
