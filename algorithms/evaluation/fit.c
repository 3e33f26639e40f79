/* Three times, at which a share of .4, .6 and .8 of the dated rows (acts and events) lies behind:
 *
 *   first    features as known at .4, labels up to .6      the ridge is learnt here …
 *   second   features as known at .6, labels up to .8      … and chosen here; weights from both
 *   held out features as known at .8, labels up to the end the report: how weights so found do
 *
 * What was held out is then learnt from too: the report is of weights found in the same way a window
 * earlier, and those from the latest rows are rather better for what comes next.
 *
 * Shares of rows, not of days: a log with a burst in it then still has as much to learn from in
 * each. Where labels know no time, people are drawn into three instead.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/fit.h"

#include <stdlib.h>

#include "algorithms/evaluation/fit_model.h"
#include "algorithms/evaluation/fit_report.h"
#include "algorithms/learning/unlabelled.h"
#include "algorithms/quantile.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

/* Times of all dated rows that may be looked at, ascending. Caller frees. */
static double *dated_times(const GvFitPlan *plan, size_t *count, GError **error)
{
  const GvActs acts = gv_network_acts(plan->network);
  const GvEvents events = gv_network_events(plan->network);
  double *times = gv_array_new_raw(acts.dated + events.count, sizeof *times, error);

  *count = 0;
  for (size_t i = 0; times && i < acts.dated; i++)
    times[(*count)++] = acts.time[acts.by_time[i]];
  for (size_t i = 0; times && i < events.count; i++)
    times[(*count)++] = events.time[i];
  if (times == NULL)
    return NULL;
  qsort(times, *count, sizeof *times, gv_ascending);
  while (*count > 0 && times[*count - 1] > plan->until)
    (*count)--;
  return times;
}

/* The last four different times, where rows are dated so coarsely, by the year say, that shares
 * of them fall together. FALSE where there are fewer. */
static gboolean take_last_times(const double *times, size_t count, double time[4])
{
  size_t found = 0;

  for (size_t i = count; i > 0 && found < 4; i--)
    if (found == 0 || times[i - 1] < time[4 - found])
      time[3 - found++] = times[i - 1];
  return found == 4;
}

/* time[4]: the three times of knowledge, and the end. */
static gboolean find_times(const GvFitPlan *plan, double time[4], GError **error)
{
  static const double shares[] = { .4, .6, .8 };
  size_t count;
  g_autofree double *times = dated_times(plan, &count, error);

  if (times == NULL)
    return FALSE;
  if (count == 0) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_PARSE,
                        "no row that may be looked at has a time, so that there is no before and "
                        "after; give tables with a column time, a later --split, or --label "
                        "column:NAME or advocates");
    return FALSE;
  }
  for (size_t s = 0; s < G_N_ELEMENTS(shares); s++)
    time[s] = times[(size_t)ceil(shares[s] * (double)count) - 1];
  time[3] = times[count - 1];
  if ((time[0] < time[1] && time[1] < time[2] && time[2] < time[3]) ||
      take_last_times(times, count, time))
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
              "the span of the %" G_GSIZE_FORMAT " dated rows is too short: 40 %%, 60 %%, 80 %% and "
              "all of them do not lie at four different times",
              count);
  return FALSE;
}

/* Three windows of rows. */
typedef struct {
  GvFitRows first, second, held_out;
} Windows;

static void windows_clear(Windows *w)
{
  gv_fit_rows_clear(&w->first);
  gv_fit_rows_clear(&w->second);
  gv_fit_rows_clear(&w->held_out);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Windows, windows_clear)

static gboolean by_calendar(Windows *w, const GvFitPlan *plan, GvTask *task, GError **error)
{
  double time[4];

  return find_times(plan, time, error) &&
         gv_fit_rows_init(&w->first, plan, time[0], time[1], task, error) &&
         gv_fit_rows_init(&w->second, plan, time[1], time[2], task, error) &&
         gv_fit_rows_init(&w->held_out, plan, time[2], time[3], task, error);
}

static gboolean by_people(Windows *w, const GvFitPlan *plan, GvTask *task, GError **error)
{
  const int64_t seed = plan->nominate.seed;
  g_auto(GvFitRows) all = { 0 };

  return gv_fit_rows_init(&all, plan, NAN, NAN, task, error) &&
         gv_fit_rows_part(&w->first, &all, seed, 0, 1.0 / 3, error) &&
         gv_fit_rows_part(&w->second, &all, seed, 1.0 / 3, 2.0 / 3, error) &&
         gv_fit_rows_part(&w->held_out, &all, seed, 2.0 / 3, 1, error);
}

static gboolean has_enough(const GvFitRows *rows, const char *what, GError **error)
{
  const size_t people = rows->window.people, yes = rows->window.positives;

  if (yes < GV_FIT_LEAST_POSITIVES)
    g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
                "the data cannot support a fit: %s, %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT
                " people have the label; at least %d must; give more data, a wider label, or a "
                "later --split",
                what, yes, people, GV_FIT_LEAST_POSITIVES);
  else if (people - yes < GV_FIT_LEAST_POSITIVES)
    g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
                "the data cannot support a fit: %s, all but %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT
                " people have the label; at least %d must not; give a narrower label",
                what, people - yes, people, GV_FIT_LEAST_POSITIVES);
  else
    return TRUE;
  return FALSE;
}

/* Level of the marks: what share of the positives carries one. */
static gboolean find_marked_share(GvFitModel *model, const GvFitRows *rows, GError **error)
{
  const size_t people = rows->window.people;
  g_autofree double *g = gv_array_new(people, sizeof *g, error);

  if (g == NULL)
    return FALSE;
  gv_fit_model_score(model, rows, g);
  model->marked_share = gv_marked_share(g, rows->label, people, NULL);
  return TRUE;
}

void gv_fit_clear(GvFit *fit)
{
  gv_fit_model_clear(&fit->tried);
  gv_fit_model_clear(&fit->anew);
}

/* Of marks the share that is marked stays that of people whom the model had not seen. Where what was
 * held out turns round what was learnt before, there is nothing to learn anew. */
static gboolean learn_anew(GvFit *fit, const GvFitRows *const *windows, GvTask *task,
                           GError **error)
{
  GError *failure = NULL;

  if (!gv_fit_model_init(&fit->anew, windows, 3, task, &failure)) {
    if (!g_error_matches(failure, GV_ERROR, GV_ERROR_PARSE)) {
      g_propagate_error(error, failure);
      return FALSE;
    }
    g_error_free(failure);
    return TRUE;
  }
  fit->anew.marked_share = fit->tried.marked_share;
  fit->model = &fit->anew;
  return TRUE;
}

gboolean gv_fit_run(GvFit *fit, const GvFitPlan *plan, GvTask *task, GError **error)
{
  const gboolean timeless = plan->label == NULL || plan->label->kind == GV_LABEL_COLUMN;
  g_auto(Windows) w = { 0 };
  const GvFitRows *const windows[] = { &w.first, &w.second, &w.held_out };

  *fit = (GvFit){ 0 };
  if (!(timeless ? by_people(&w, plan, task, error) : by_calendar(&w, plan, task, error)) ||
      !has_enough(&w.first, "in the first window", error) ||
      !has_enough(&w.second, "in the second window", error) ||
      !has_enough(&w.held_out, "in the window held out", error))
    return FALSE;
  fit->first = w.first.window;
  fit->second = w.second.window;
  fit->held_out = w.held_out.window;
  gv_task_set_label(task, "fit");
  fit->model = &fit->tried;
  return gv_fit_model_init(&fit->tried, windows, 2, task, error) &&
         (plan->label || find_marked_share(&fit->tried, &w.held_out, error)) &&
         gv_fit_report(fit, plan, &w.held_out, task, error) &&
         (plan->as_tried || learn_anew(fit, windows, task, error));
}
