/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/evaluating.h"

#include <math.h>
#include <string.h>

#include "cli/evaluating_split.h"
#include "graph/base/array.h"

enum { FEWEST_PEOPLE = 10 };

static void ranking_free(gpointer data)
{
  Ranking *ranking = data;

  g_free(ranking->name);
  g_free(ranking->score);
  g_free(ranking);
}

static void weights_free(gpointer data)
{
  if (data)
    gv_weights_clear(data);
  g_free(data);
}

static gboolean is_taken(const Evaluation *e, const char *name)
{
  for (guint i = 0; i < e->names->len; i++)
    if (strcmp(e->names->pdata[i], name) == 0)
      return TRUE;
  for (guint i = 0; i < e->rankings->len; i++)
    if (strcmp(((Ranking *)e->rankings->pdata[i])->name, name) == 0)
      return TRUE;
  for (const GvBaseline *b = gv_baselines; b->name; b++)
    if (strcmp(b->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* What the table calls the ranking of a file: its name without folders, where that is free. */
static char *method_name(const Evaluation *e, const char *path)
{
  g_autofree char *shown = g_path_get_basename(path);

  return g_strdup(is_taken(e, shown) ? path : shown);
}

gboolean evaluation_prepare(Evaluation *e, Run *run, const EvaluateOptions *options, GError **error)
{
  const char *const *paths = arguments_texts(run->arguments, "weights");

  e->run = run;
  e->options = options;
  e->split = e->until = NAN;
  e->label_text = options->label ? options->label : "received";
  e->names = g_ptr_array_new_with_free_func(g_free);
  e->weights = g_ptr_array_new_with_free_func(weights_free);
  e->rankings = g_ptr_array_new_with_free_func(ranking_free);
  g_ptr_array_add(e->names, g_strdup("nominate"));
  g_ptr_array_add(e->weights, NULL);
  for (; paths && *paths; paths++) {
    GvWeights *weights = g_new0(GvWeights, 1);
    g_ptr_array_add(e->weights, weights);
    if (!gv_weights_read(*paths, weights, error))
      return FALSE;
    g_ptr_array_add(e->names, method_name(e, *paths));
  }
  if (!gv_label_parse(e->label_text, &e->label, error))
    return FALSE;
  e->outcome = e->label.kind == GV_LABEL_CREDIT ? "model" : "observed";
  if (!nominating_prepare(&e->nominating, run, error))
    return FALSE;
  nominating_take_everybody(&e->nominating, run);
  return TRUE;
}

static gboolean read_ranking(Evaluation *e, const char *path, GError **error)
{
  const GvSource source = { .path = path };
  Ranking *ranking = g_new0(Ranking, 1);
  GvScoreFigures figures;

  ranking->name = method_name(e, path);
  g_ptr_array_add(e->rankings, ranking);
  ranking->score = gv_array_new(gv_names_count(gv_network_names(e->past)), sizeof(double), error);
  if (ranking->score == NULL ||
      !gv_people_scores_read(&source, e->past, ranking->score, &figures, e->run->task, error))
    return FALSE;
  if (figures.known == 0) {
    g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
                "%s: names nobody who was known at the split; names are kept as written, 007 is "
                "not 7",
                path);
    return FALSE;
  }
  run_warn(e->run,
           "%s: ranks %" G_GSIZE_FORMAT " people%s; the others come last, all equal. Only "
           "its maker knows whether it was made from what was known at the split",
           path, figures.known, figures.scored ? "" : " in the order of its rows");
  if (figures.unknown)
    run_warn(e->run, "%s: %" G_GSIZE_FORMAT " of the people listed were not known at the split",
             path, figures.unknown);
  return TRUE;
}

gboolean evaluation_load(Evaluation *e, GError **error)
{
  const char *const *paths = arguments_texts(e->run->arguments, "ranking");

  if (!(e->network = run_read_network(e->run, error)))
    return FALSE;
  run_phase(e->run, "split");
  if (!evaluation_split(e, error))
    return FALSE;
  for (; paths && *paths; paths++)
    if (!read_ranking(e, *paths, error))
      return FALSE;
  return TRUE;
}

/* Those whom nominate scored, in order of first appearance. */
static gboolean take_people(Population *p, const Evaluation *e, const GvNominationView *view,
                            GError **error)
{
  if (!(p->people = gv_array_new(view->count, sizeof *p->people, error)) ||
      !(p->candidates = gv_array_new(view->count, sizeof *p->candidates, error)) ||
      !(p->gain = gv_array_new(view->count, sizeof *p->gain, error)) ||
      !(p->audience = gv_array_new(view->count, sizeof *p->audience, error)))
    return FALSE;
  for (size_t c = 0; c < view->count; c++) {
    const GvVertex v = view->candidates[c];
    if (e->options->seen && !e->seen[v])
      continue;
    p->candidates[p->count] = (GvVertex)c;
    p->people[p->count] = v;
    p->gain[p->count] = e->gain[v];
    p->audience[p->count++] = view->followers[c];
  }
  return TRUE;
}

/* NULL on error. */
static double *add_method(Population *p, const char *name, gboolean baseline, GError **error)
{
  double *score = gv_array_new(p->count, sizeof *score, error);

  if (score)
    p->methods[p->method_count++] = (GvRankingMethod){ name, score, baseline };
  return score;
}

static gboolean rank_anew(Population *p, const Evaluation *e, const GvNominateOptions *options,
                          GvNominateChoice choice, guint which, GError **error)
{
  double *score;

  choice.weights = e->weights->pdata[which];
  gv_task_set_label(e->run->task, e->names->pdata[which]);
  g_autoptr(GvNomination) nomination = gv_nominate(e->past, options, &choice, e->run->task, error);
  if (nomination == NULL)
    return FALSE;
  const GvNominationView view = gv_nomination_view(nomination);
  if ((which == 0 && !take_people(p, e, &view, error)) ||
      !(score = add_method(p, e->names->pdata[which], FALSE, error)))
    return FALSE;
  for (size_t i = 0; i < p->count; i++)
    score[i] = view.score[p->candidates[i]];
  return TRUE;
}

static gboolean take_column(Population *p, const char *name, const double *of_past,
                            gboolean baseline, GError **error)
{
  double *score = add_method(p, name, baseline, error);

  for (size_t i = 0; score && i < p->count; i++)
    score[i] = of_past[p->people[i]];
  return score != NULL;
}

static gboolean check_population(const Population *p, const Evaluation *e, GError **error)
{
  size_t gained = 0;

  for (size_t i = 0; i < p->count; i++)
    gained += p->gain[i] > 0;
  if (p->count >= FEWEST_PEOPLE && gained > 0)
    return TRUE;
  if (p->count < FEWEST_PEOPLE)
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "%s: %" G_GSIZE_FORMAT " people, too few to tell one ranking from another; it "
                "takes %d. A later --split or a wider gate (--max-followers) lets in more",
                p->name, p->count, FEWEST_PEOPLE);
  else
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "%s: none of %" G_GSIZE_FORMAT " people has anything of --label %s after the "
                "split; another --split, --until or --label is needed",
                p->name, p->count, e->label_text);
  return FALSE;
}

static gboolean make_population(Population *p, const Evaluation *e,
                                const GvNominateOptions *options, const GvNominateChoice *choice,
                                GError **error)
{
  p->methods = g_new0(GvRankingMethod, e->names->len + e->rankings->len + e->baselines.count);
  for (guint i = 0; i < e->names->len; i++)
    if (!rank_anew(p, e, options, *choice, i, error) || (i == 0 && !check_population(p, e, error)))
      return FALSE;
  for (guint i = 0; i < e->rankings->len; i++) {
    const Ranking *ranking = e->rankings->pdata[i];
    if (!take_column(p, ranking->name, ranking->score, FALSE, error))
      return FALSE;
  }
  for (size_t b = 0; b < e->baselines.count; b++)
    if (!take_column(p, e->baselines.columns[b].baseline->name, e->baselines.columns[b].score, TRUE,
                     error))
      return FALSE;
  return TRUE;
}

static gboolean compare(Population *p, const Evaluation *e, GError **error)
{
  return gv_comparison_run(&p->comparison, p->gain, p->audience, p->count, p->methods,
                           p->method_count, (size_t)e->options->bootstrap, e->run->common.seed,
                           e->run->task, error);
}

gboolean evaluation_compare(Evaluation *e, GError **error)
{
  GvNominateOptions open = e->nominating.options;
  const GvNominateChoice nobody = { .where = NULL };
  Population *grassroots = &e->populations[GRASSROOTS], *everyone = &e->populations[EVERYONE];

  open.max_followers = (char[]){ "100%" };
  open.min_followers = 0;
  open.opt_in = open.exclude_suspects = FALSE;
  grassroots->name = "grassroots";
  everyone->name = "everyone";
  run_phase(e->run, "baselines");
  if (!gv_baselines_run(e->past, e->run->common.seed, &e->baselines, e->run->task, error) ||
      !nominating_read_lists(&e->nominating, e->run, e->past, error))
    return FALSE;
  run_phase(e->run, "rank");
  if (!make_population(grassroots, e, &e->nominating.options, &e->nominating.choice, error) ||
      !make_population(everyone, e, &open, &nobody, error))
    return FALSE;
  run_phase(e->run, "compare");
  return compare(grassroots, e, error) && compare(everyone, e, error);
}

static void population_clear(Population *p)
{
  for (size_t m = 0; m < p->method_count; m++)
    g_free((gpointer)(gintptr)p->methods[m].score);
  g_free(p->methods);
  g_free(p->people);
  g_free(p->candidates);
  g_free(p->gain);
  g_free(p->audience);
  gv_comparison_clear(&p->comparison);
}

void evaluation_clear(Evaluation *e)
{
  for (int k = 0; k < POPULATIONS; k++)
    population_clear(&e->populations[k]);
  gv_baseline_columns_clear(&e->baselines);
  nominating_clear(&e->nominating);
  gv_label_clear(&e->label);
  g_clear_pointer(&e->names, g_ptr_array_unref);
  g_clear_pointer(&e->weights, g_ptr_array_unref);
  g_clear_pointer(&e->rankings, g_ptr_array_unref);
  gv_network_free(e->past);
  gv_network_free(e->network);
  g_free(e->now_of);
  g_free(e->gain);
  g_free(e->seen);
}
