/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/fit_report.h"

#include "algorithms/evaluation/fit_model.h"
#include "graph/base/array.h"

enum { ROUNDS = 200 }; /* resamples of the people held out */

/* Every single feature beside the model: what it has to beat. */
typedef struct {
  GvRankingMethod *methods; /* [count], the model first */
  const GvFeature **feature;
  double **turned; /* [count], owned; NULL where a feature's direction is up */
  size_t count;
} Rivals;

static void rivals_clear(Rivals *r)
{
  for (size_t i = 0; i < r->count; i++)
    g_free(r->turned[i]);
  g_free(r->methods);
  g_free(r->feature);
  g_free(r->turned);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rivals, rivals_clear)

static gboolean add_rival(Rivals *r, const GvFitRows *rows, size_t f, GError **error)
{
  const GvFeature *feature = gv_features()[f];
  const size_t at = r->count++;
  const double *score = rows->column[f];

  r->feature[at] = feature;
  if (feature->direction < 0) {
    if (!(r->turned[at] = gv_array_new(rows->window.people, sizeof(double), error)))
      return FALSE;
    for (size_t i = 0; i < rows->window.people; i++)
      r->turned[at][i] = -score[i];
    score = r->turned[at];
  }
  r->methods[at] = (GvRankingMethod){ feature->name, score, TRUE };
  return TRUE;
}

static gboolean find_rivals(Rivals *r, const GvFitRows *rows, const double *score, GError **error)
{
  r->methods = g_new0(GvRankingMethod, 1 + rows->features);
  r->feature = g_new0(const GvFeature *, 1 + rows->features);
  r->turned = g_new0(double *, 1 + rows->features);
  r->methods[r->count++] = (GvRankingMethod){ "model", score, FALSE };
  for (size_t f = 0; f < rows->features; f++)
    if (rows->column[f] && !add_rival(r, rows, f, error))
      return FALSE;
  return TRUE;
}

/* Beside nominate's own weights; of marks, these see the stage that is the mark. */
static gboolean compare_usual(GvFit *fit, const GvFitPlan *plan, const GvFitRows *rows,
                              const double *score, GvTask *task, GError **error)
{
  const GvRankingMethod methods[] = { { "model", score, FALSE }, { "default", rows->usual, TRUE } };
  g_auto(GvComparison) comparison = { 0 };

  fit->default_auc = NAN;
  fit->above_default = (GvEstimate){ NAN, NAN, NAN };
  if (plan->label == NULL)
    return TRUE;
  if (!gv_comparison_run(&comparison, rows->label, rows->audience, rows->window.people, methods, 2,
                         ROUNDS, plan->nominate.seed, task, error))
    return FALSE;
  fit->default_auc = gv_estimate(&comparison, 1, GV_AUC)->value;
  fit->above_default = *gv_difference(&comparison, 0, GV_AUC);
  return TRUE;
}

static gboolean compare_single(GvFit *fit, const GvFitPlan *plan, const GvFitRows *rows,
                               const double *score, GvTask *task, GError **error)
{
  g_auto(GvComparison) comparison = { 0 };
  g_auto(Rivals) rivals = { 0 };

  if (!find_rivals(&rivals, rows, score, error) ||
      !gv_comparison_run(&comparison, rows->label, rows->audience, rows->window.people,
                         rivals.methods, rivals.count, ROUNDS, plan->nominate.seed, task, error))
    return FALSE;
  const size_t best = comparison.best[GV_AUC];
  fit->auc = *gv_estimate(&comparison, 0, GV_AUC);
  fit->auc_like_audience = *gv_estimate(&comparison, 0, GV_AUC_LIKE_AUDIENCE);
  fit->above_best = *gv_difference(&comparison, 0, GV_AUC);
  fit->best = rivals.feature[best];
  fit->best_auc = gv_estimate(&comparison, best, GV_AUC)->value;
  return TRUE;
}

static GvFitLosses losses_of(const double *p, const GvFitRows *rows)
{
  return (GvFitLosses){ gv_brier(p, rows->label, rows->window.people),
                        gv_log_loss(p, rows->label, rows->window.people) };
}

/* How probable the label was said to be, and how often it came: of marks, the marks. */
static gboolean measure(GvFit *fit, const GvFitRows *rows, const double *score, GError **error)
{
  const size_t people = rows->window.people;
  g_autofree double *p = gv_array_new(people, sizeof *p, error);

  if (p == NULL)
    return FALSE;
  for (size_t i = 0; i < people; i++)
    p[i] = (double)fit->second.positives / (double)fit->second.people;
  fit->base = losses_of(p, rows);
  fit->losses = losses_of(score, rows);
  fit->bins = gv_reliability(score, rows->label, people, GV_FIT_BINS, fit->reliability, error);
  return fit->bins > 0;
}

static const char *doubt_about(const GvFit *fit)
{
  if (!(fit->auc.low > .5))
    return "on what was held out the order is not told from chance (AUC)";
  if (fit->above_default.high < 0)
    return "on what was held out the weights that nominate has without a file order people better "
           "(AUC)";
  if (!(fit->losses.log_loss < fit->base.log_loss))
    return "on what was held out the probabilities are no better than the base rate for everybody "
           "(log loss)";
  return NULL;
}

gboolean gv_fit_report(GvFit *fit, const GvFitPlan *plan, const GvFitRows *rows, GvTask *task,
                       GError **error)
{
  g_autofree double *score = gv_array_new(rows->window.people, sizeof *score, error);

  if (score == NULL)
    return FALSE;
  gv_fit_model_score(&fit->tried, rows, score);
  if (!compare_usual(fit, plan, rows, score, task, error) ||
      !compare_single(fit, plan, rows, score, task, error) || !measure(fit, rows, score, error))
    return FALSE;
  fit->doubt = doubt_about(fit);
  return TRUE;
}
