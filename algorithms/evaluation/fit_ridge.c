/* Windows in order of time: models of the first are judged by their log loss on the second, those of
 * the first two on the third; once they are calibrated there (Platt), so that a level that changed
 * from one time to the next is not held against them. Of those within one standard error of the
 * best (of the difference, person by person) the plainest is taken: features that count in their
 * direction only before free ones, the stronger ridge before the weaker (Breiman et al. 1984). What
 * a time told is itself a draw; the next may be another.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/fit_ridge.h"

#include "algorithms/evaluation/fit_columns.h"
#include "graph/base/array.h"

static const double ridges[] = { 30, 10, 3, 1, .3, .1, .03, .01, .003 }; /* strongest first */
enum { RIDGES = G_N_ELEMENTS(ridges), MODELS = 2 * RIDGES };

/* Models from the plainest on; people of all windows that judge. */
typedef struct {
  size_t people;
  double *loss; /* [MODELS][people] */
  double total[MODELS];
  double slope[MODELS]; /* in the window that judged last */
} Trial;

/* People of the window are those from `begin` on. */
static gboolean judge(Trial *trial, size_t at, size_t begin, const GvFitColumns *columns,
                      const GvLogistic *model, const GvFitRows *rows, GvTask *task, GError **error)
{
  double *loss = trial->loss + at * trial->people + begin;
  GvPlatt platt;

  gv_fit_columns_point(columns, rows);
  gv_logistic_odds(model, columns->x, rows->window.people, loss);
  if (!gv_platt_fit(loss, rows->label, rows->window.people, &platt, task, error))
    return FALSE;
  trial->slope[at] = platt.slope;
  if (!(platt.slope > 0))
    trial->total[at] = INFINITY; /* it ranks the wrong way round */
  for (size_t i = 0; i < rows->window.people; i++) {
    const double p = gv_platt_at(&platt, loss[i]);
    loss[i] = gv_log_loss(&p, &rows->label[i], 1);
    trial->total[at] += loss[i];
  }
  return TRUE;
}

static gboolean try_columns(Trial *trial, size_t begin, gboolean free, const GvFitRows *before,
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
    good = good && judge(trial, first + l, begin, &columns, path[l], after, task, error);
    gv_logistic_free(path[l]);
  }
  return path && good;
}

/* Those before windows[last] against it. */
static gboolean try_window(Trial *trial, size_t begin, const GvFitRows *const *windows, size_t last,
                           GvTask *task, GError **error)
{
  g_auto(GvFitRows) before = { 0 };

  return gv_fit_rows_join(&before, windows, last, error) &&
         try_columns(trial, begin, FALSE, &before, windows[last], task, error) &&
         try_columns(trial, begin, TRUE, &before, windows[last], task, error);
}

/* TRUE where a loses more than b by more than the standard error of that. */
static gboolean is_worse(const Trial *trial, size_t a, size_t b)
{
  const double people = (double)trial->people, mean = (trial->total[a] - trial->total[b]) / people;
  double squares = 0;

  for (size_t i = 0; i < trial->people; i++) {
    const double each = trial->loss[a * trial->people + i] - trial->loss[b * trial->people + i];
    squares += (each - mean) * (each - mean);
  }
  return !(mean <= sqrt(squares) / people);
}

static gboolean take_plainest(const Trial *trial, GvFitRidge *ridge, GError **error)
{
  size_t best = 0, taken = 0;

  for (size_t m = 1; m < MODELS; m++)
    if (trial->total[m] < trial->total[best])
      best = m;
  if (!isfinite(trial->total[best])) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_PARSE,
                        "what went with the label in one window did not in the next: the data "
                        "cannot support a fit");
    return FALSE;
  }
  while (taken < best && (!isfinite(trial->total[taken]) || is_worse(trial, taken, best)))
    taken++;
  *ridge = (GvFitRidge){ taken >= RIDGES, ridges[taken % RIDGES], trial->slope[taken] };
  return TRUE;
}

gboolean gv_fit_ridge_find(GvFitRidge *ridge, const GvFitRows *const *windows, size_t count,
                           GvTask *task, GError **error)
{
  Trial trial = { 0 };
  size_t begin = 0;

  for (size_t w = 1; w < count; w++)
    trial.people += windows[w]->window.people;
  g_autofree double *loss = gv_array_new(MODELS * trial.people, sizeof *loss, error);
  if ((trial.loss = loss) == NULL)
    return FALSE;
  for (size_t w = 1; w < count; begin += windows[w++]->window.people)
    if (!try_window(&trial, begin, windows, w, task, error))
      return FALSE;
  return take_plainest(&trial, ridge, error);
}
