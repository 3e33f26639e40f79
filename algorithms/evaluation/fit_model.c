/* A score is a sum of columns that weigh 0 or more, each feature's as it is or turned round. So
 * both are offered to a logistic regression whose coefficients may not be negative; of a feature
 * that takes both, the stronger stays. What remains is fitted along a path of ridges, each judged
 * by its log loss on rows that it has not seen, once they are calibrated (Platt): so that a level
 * that changed from one time to the next is not held against it.
 *
 * The weights are then fitted to all rows, and slope and level of the probabilities: the slope as
 * it was on the rows not seen (a model is too sure of itself on those that it learnt from), the
 * level so that the latest rows have their base rate.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/fit_model.h"

#include "algorithms/learning/logistic.h"
#include "graph/base/array.h"

/* Ridges, strongest first, in units of what the rows tell of a column: rows * rate * (1 - rate). */
static const double ridges[] = { 3, 1, .3, .1, .03, .01, .003, .001 };
enum { RIDGES = G_N_ELEMENTS(ridges), MIDDLE_RIDGE = 4 };

/* Columns that take part. */
typedef struct {
  size_t count;
  size_t *feature;    /* [count] */
  GvFitWay *way;      /* [count] */
  int8_t *sign;       /* [count], all +1 */
  const double **x;   /* [count], scratch for the rows at hand */
} Chosen;

static void chosen_clear(Chosen *c)
{
  g_free(c->feature);
  g_free(c->way);
  g_free(c->sign);
  g_free(c->x);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Chosen, chosen_clear)

/* Every feature, both ways. */
static void choose_all(Chosen *c, const GvFitRows *rows)
{
  const size_t most = GV_FIT_WAYS * rows->features;

  *c = (Chosen){ 0, g_new(size_t, most), g_new(GvFitWay, most), g_new(int8_t, most),
                 g_new0(const double *, most) };
  for (size_t f = 0; f < rows->features; f++)
    for (int way = 0; way < GV_FIT_WAYS && rows->column[way][f]; way++) {
      c->feature[c->count] = f;
      c->way[c->count] = (GvFitWay)way;
      c->sign[c->count++] = 1;
    }
}

static void point_at(const Chosen *c, const GvFitRows *rows)
{
  for (size_t j = 0; j < c->count; j++)
    c->x[j] = rows->column[c->way[j]][c->feature[j]];
}

static double information(const GvFitRows *rows)
{
  const double people = (double)rows->window.people, yes = (double)rows->window.positives;

  return yes * (people - yes) / people;
}

static GvLogistic **fit_path(const Chosen *c, const GvFitRows *rows, const double *ridge,
                             size_t count, GvTask *task, GError **error)
{
  const GvLearningRows learning = { rows->window.people, c->count, c->x, rows->label, NULL };
  double lambda[RIDGES];

  point_at(c, rows);
  for (size_t l = 0; l < count; l++)
    lambda[l] = ridge[l] * information(rows);
  return gv_logistic_path(&learning, &(GvLogisticOptions){ .sign = c->sign }, lambda, count, task,
                          error);
}

static GvLogistic *fit_one(const Chosen *c, const GvFitRows *rows, double ridge, GvTask *task,
                           GError **error)
{
  g_autofree GvLogistic **one = fit_path(c, rows, &ridge, 1, task, error);

  return one ? one[0] : NULL;
}

/* Of each feature the way that counts more, and only columns that count. */
static void keep_stronger(Chosen *c, const GvLogistic *model)
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

static gboolean choose_columns(Chosen *c, const GvFitRows *rows, GvTask *task, GError **error)
{
  choose_all(c, rows);
  g_autoptr(GvLogistic) model = fit_one(c, rows, ridges[MIDDLE_RIDGE], task, error);
  if (model == NULL)
    return FALSE;
  keep_stronger(c, model);
  if (c->count > 0)
    return TRUE;
  g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                      "no feature goes with the label at all: the data cannot support a fit");
  return FALSE;
}

/* Log loss of a model on rows that it has not seen, calibrated there. */
static gboolean judge(const Chosen *c, const GvLogistic *model, const GvFitRows *rows,
                      double *loss, GvPlatt *platt, GvTask *task, GError **error)
{
  const size_t people = rows->window.people;
  g_autofree double *odds = gv_array_new_raw(people, sizeof *odds, error);

  if (odds == NULL)
    return FALSE;
  point_at(c, rows);
  gv_logistic_odds(model, c->x, people, odds);
  if (!gv_platt_fit(odds, rows->label, people, platt, task, error))
    return FALSE;
  for (size_t i = 0; i < people; i++)
    odds[i] = gv_platt_at(platt, odds[i]);
  *loss = gv_log_loss(odds, rows->label, people);
  return TRUE;
}

/* Index into ridges of the best by `second`, and how sure it was of itself there. */
static gboolean choose_ridge(const Chosen *c, const GvFitRows *first, const GvFitRows *second,
                             size_t *best, double *slope, GvTask *task, GError **error)
{
  g_autofree GvLogistic **path = fit_path(c, first, ridges, RIDGES, task, error);
  double least = INFINITY, loss = 0;
  gboolean good = path != NULL;

  for (size_t l = 0; path && l < RIDGES; l++) {
    GvPlatt platt = { 0 };
    good = good && judge(c, path[l], second, &loss, &platt, task, error);
    if (good && loss < least) {
      least = loss;
      *best = l;
      *slope = platt.slope;
    }
    gv_logistic_free(path[l]);
  }
  return good;
}

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
static gboolean tell(GvFitModel *model, const Chosen *c, const GvLogistic *logistic,
                     const GvFitRows *second, double slope, GError **error)
{
  g_autofree double *score = gv_array_new(second->window.people, sizeof *score, error);
  double total = 0;

  if (score == NULL)
    return FALSE;
  for (size_t j = 0; j < c->count; j++)
    total += logistic->coefficient[j];
  if (!(total > 0)) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
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
  g_auto(Chosen) chosen = { 0 };
  size_t best = 0;
  double slope = 1;

  *model = (GvFitModel){ .features = first->features,
                         .weight = g_new0(double, first->features),
                         .marked_share = 1 };
  if (!gv_fit_rows_join(&both, first, second, error) ||
      !choose_columns(&chosen, &both, task, error) ||
      !choose_ridge(&chosen, first, second, &best, &slope, task, error))
    return FALSE;
  g_autoptr(GvLogistic) logistic = fit_one(&chosen, &both, ridges[best], task, error);
  return logistic && tell(model, &chosen, logistic, second, MAX(slope, 0), error);
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
