/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/fit_report.h"

#include "algorithms/evaluation/fit_model.h"
#include "graph/base/array.h"

enum { ROUNDS = 200 }; /* resamples of the people held out */

/* Every single column beside the model: what it has to beat. */
typedef struct {
  GvRankingMethod *methods; /* [count], the model first */
  const GvFeature **feature;
  gboolean *turned;
  size_t count;
} Rivals;

static void rivals_clear(Rivals *r)
{
  g_free(r->methods);
  g_free(r->feature);
  g_free(r->turned);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rivals, rivals_clear)

static void find_rivals(Rivals *r, const GvFitRows *rows, const double *score)
{
  const size_t most = 1 + GV_FIT_WAYS * rows->features;

  r->methods = g_new0(GvRankingMethod, most);
  r->feature = g_new0(const GvFeature *, most);
  r->turned = g_new0(gboolean, most);
  r->methods[r->count++] = (GvRankingMethod){ "model", score, FALSE };
  for (size_t f = 0; f < rows->features; f++)
    for (int way = 0; way < GV_FIT_WAYS && rows->column[way][f]; way++) {
      r->feature[r->count] = gv_features()[f];
      r->turned[r->count] = way == GV_FIT_TURNED;
      r->methods[r->count++] =
          (GvRankingMethod){ gv_features()[f]->name, rows->column[way][f], TRUE };
    }
}

/* What nominate's own weights make of the rows. */
static void score_usual(const GvFitRows *rows, double *score)
{
  g_autofree double *weight = g_new(double, rows->features);

  for (size_t f = 0; f < rows->features; f++)
    weight[f] = gv_features()[f]->weight;
  gv_fit_model_score(&(GvFitModel){ .features = rows->features, .weight = weight }, rows, score);
}

/* Beside nominate's own weights. */
static gboolean compare_usual(GvFit *fit, const GvFitPlan *plan, const GvFitRows *rows,
                              const double *score, GvTask *task, GError **error)
{
  g_autofree double *usual = gv_array_new(rows->window.people, sizeof *usual, error);
  const GvRankingMethod methods[] = { { "model", score, FALSE }, { "default", usual, TRUE } };
  g_auto(GvComparison) comparison = { 0 };

  if (usual == NULL)
    return FALSE;
  score_usual(rows, usual);
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

  find_rivals(&rivals, rows, score);
  if (!gv_comparison_run(&comparison, rows->label, rows->audience, rows->window.people,
                         rivals.methods, rivals.count, ROUNDS, plan->nominate.seed, task, error))
    return FALSE;
  const size_t best = comparison.best[GV_AUC];
  fit->auc = *gv_estimate(&comparison, 0, GV_AUC);
  fit->auc_like_audience = *gv_estimate(&comparison, 0, GV_AUC_LIKE_AUDIENCE);
  fit->above_best = *gv_difference(&comparison, 0, GV_AUC);
  fit->best = rivals.feature[best];
  fit->best_turned = rivals.turned[best];
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
  GvFitModel marks = fit->model;

  if (p == NULL)
    return FALSE;
  for (size_t i = 0; i < people; i++)
    p[i] = (double)fit->second.positives / (double)fit->second.people;
  fit->base = losses_of(p, rows);
  marks.marked_share = 1;
  for (size_t i = 0; i < people; i++)
    p[i] = gv_fit_model_probability(&marks, score[i]);
  fit->losses = losses_of(p, rows);
  fit->bins = gv_reliability(p, rows->label, people, GV_FIT_BINS, fit->reliability, error);
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
  gv_fit_model_score(&fit->model, rows, score);
  if (!compare_usual(fit, plan, rows, score, task, error) ||
      !compare_single(fit, plan, rows, score, task, error) || !measure(fit, rows, score, error))
    return FALSE;
  fit->doubt = doubt_about(fit);
  return TRUE;
}
