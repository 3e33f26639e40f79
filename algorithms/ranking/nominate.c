/* The nomination.
 *
 *   score(c)    = sum over features f of |w_f| * strength_f(c),   sum of |w_f| = 1
 *   strength(c) = -log(1 - standing(c)) / log(2 * candidates)
 *
 * standing_f(c): share of the compared candidates that c does better than on f
 * (ties half): everybody, or only people with an audience of like size, as f
 * says; a negative weight turns it round. So scores lie in [0, 1] and
 * |w_f| * strength_f is what f contributes. A fitted model has
 *
 *   score(c) = 1 / (1 + exp(-(intercept + sum over f of w_f * level_f(c))))
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "algorithms/ranking/nomination.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

const GvParam gv_nominate_params[] = {
  { "max-followers", GV_PARAM_TEXT, offsetof(GvNominateOptions, max_followers), 0, 0, 0, NULL,
    "N|P%", "nobody with more followers than N, or than P % of everybody have (default 99%)" },
  { "min-followers", GV_PARAM_INT, offsetof(GvNominateOptions, min_followers), 0, 1e15, 1, NULL,
    "N", "nobody with fewer followers; evaluate and fit take 0 where it is not given" },
  { "probability", GV_PARAM_TEXT, offsetof(GvNominateOptions, probability), 0, 0, 0, NULL, "MODEL",
    "how a listener is won: weighted-cascade, weight, a number, or learned[:MODEL,…] from --events "
    "with items, else from dated interactions (default weighted-cascade)" },
  { "opt-in", GV_PARAM_FLAG, offsetof(GvNominateOptions, opt_in), 0, 1, 0, NULL, NULL,
    "only people who agreed to be contacted (column opt_in of --users)" },
  { "exclude-suspects", GV_PARAM_FLAG, offsetof(GvNominateOptions, exclude_suspects), 0, 1, 0, NULL,
    NULL, "nobody whom bursts, twins or lockstep warn of (\"suspect: …\" among the reasons)" },
  { "seed", GV_PARAM_INT, offsetof(GvNominateOptions, seed), 0, 9007199254740991.0, 1, NULL, "N",
    "seed of every random draw" },
  GV_PARAMS_END,
};
const size_t gv_nominate_options_size = sizeof(GvNominateOptions);

static gboolean is_candidate(const GvNomination *nom, const GvNominateChoice *choice, GvVertex v)
{
  return nom->gates.of[v] == GV_GATE_OPEN || (choice->admits && choice->admitted == v);
}

static gboolean find_candidates(GvNomination *nom, const GvNominateChoice *choice, GError **error)
{
  const GvEvidence *e = &nom->evidence;
  const size_t count = (size_t)nom->gates.people[GV_GATE_OPEN] + 1;

  if (!(nom->compared = gv_array_new(e->n, sizeof *nom->compared, error)) ||
      !(nom->candidates = gv_array_new(count, sizeof *nom->candidates, error)) ||
      !(nom->followers = gv_array_new(count, sizeof *nom->followers, error)))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++) {
    nom->compared[v] = gv_gates_compares(&nom->gates, e, choice, v) ? 1 : 0;
    if (is_candidate(nom, choice, v)) {
      nom->followers[nom->count] = e->followers[v];
      nom->candidates[nom->count++] = v;
    }
  }
  return gv_audience_classes_init(&nom->classes, nom->followers, (GvVertex)nom->count, error);
}

/* Turns weights into shares. */
static gboolean share_weights(GvNomination *nom, GError **error)
{
  double total = 0;

  for (size_t f = 0; f < nom->column_count; f++)
    total += fabs(nom->columns[f].weight);
  if (nom->fitted && total > 0 && isfinite(total))
    return TRUE; /* coefficients stay what they are */
  if (!(total > 0 && isfinite(total))) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "the weights of the features that these data can tell add up to nothing "
                        "(or to more than a number holds); weigh others, or give the tables that "
                        "those weighed need");
    return FALSE;
  }
  for (size_t f = 0; f < nom->column_count; f++)
    nom->columns[f].weight /= total;
  return TRUE;
}

/* Columns for the features that the data can tell. */
static void choose_features(GvNomination *nom, const GvWeights *weights)
{
  const GvFeature *const *all = gv_features();
  const size_t count = g_strv_length((char **)(gintptr)all);
  size_t left_out = 0;

  nom->fitted = weights && weights->fitted;
  nom->intercept = nom->fitted ? weights->intercept : 0;
  nom->columns = g_new0(GvFeatureColumn, count + 1);
  nom->left_out = g_new0(const GvFeature *, count + 1);
  for (size_t f = 0; f < count; f++) {
    if (all[f]->applies && !all[f]->applies(&nom->evidence)) {
      nom->left_out[left_out++] = all[f];
      continue;
    }
    GvFeatureColumn *column = &nom->columns[nom->column_count++];
    column->feature = all[f];
    column->weight = weights ? weights->by_feature[f] : all[f]->weight;
    column->fitted = nom->fitted;
  }
}

static double *gather(const GvNomination *nom, const double *values, GError **error)
{
  double *column = gv_array_new_raw(nom->count, sizeof *column, error);

  for (size_t c = 0; column && c < nom->count; c++)
    column[c] = values[nom->candidates[c]];
  return column;
}

static gboolean fill_column(GvNomination *nom, GvFeatureColumn *column, double *everybody,
                            GvTask *task, GError **error)
{
  const GvFeature *f = column->feature;
  const GvVertex count = (GvVertex)nom->count;
  g_autofree GvRanked *scratch = gv_array_new_raw(count, sizeof *scratch, error);
  double *standing, *strength, *level;

  gv_task_set_label(task, f->name);
  if (scratch == NULL || !f->compute(&nom->evidence, everybody, task, error) ||
      !(column->values = gather(nom, everybody, error)) ||
      !(column->standing = standing = gv_array_new(count, sizeof *standing, error)) ||
      !(column->strength = strength = gv_array_new(count, sizeof *strength, error)) ||
      !(column->level = level = gv_array_new(count, sizeof *level, error)))
    return FALSE;
  if (f->among == GV_AMONG_ALL)
    gv_standing_among_all(column->values, count, f->direction, standing, scratch);
  else
    gv_standing_among_like(column->values, &nom->classes, f->direction, standing, scratch);
  gv_strength_of_standing(standing, count, column->weight < 0, strength);
  gv_level_of_values(everybody, nom->compared, nom->candidates, count, f->scale, &nom->evidence,
                     level);
  return TRUE;
}

gboolean gv_nomination_fill(GvNomination *nom, GvTask *task, GError **error)
{
  g_autofree double *everybody = gv_array_new(nom->evidence.n, sizeof *everybody, error);

  if (everybody == NULL)
    return FALSE;
  for (size_t f = 0; f < nom->column_count; f++)
    if (!fill_column(nom, &nom->columns[f], everybody, task, error))
      return FALSE;
  return TRUE;
}

/* The standing in the direction in which the weight counts it. */
static double turned_standing(const GvFeatureColumn *column, size_t candidate)
{
  return column->weight >= 0 ? column->standing[candidate] : 1 - column->standing[candidate];
}

/* Weighted mean of the family's standings; unweighted where all its weights are 0. */
static gboolean score_family(GvNomination *nom, GvFamily family, GError **error)
{
  double total = 0;
  size_t members = 0;

  for (size_t f = 0; f < nom->column_count; f++)
    if (nom->columns[f].feature->family == family) {
      total += fabs(nom->columns[f].weight);
      members++;
    }
  if (members == 0)
    return TRUE;
  if (!(nom->family[family] = gv_array_new(nom->count, sizeof(double), error)))
    return FALSE;
  for (size_t f = 0; f < nom->column_count; f++)
    for (size_t c = 0; nom->columns[f].feature->family == family && c < nom->count; c++)
      nom->family[family][c] +=
          turned_standing(&nom->columns[f], c) *
          (total > 0 ? fabs(nom->columns[f].weight) / total : 1 / (double)members);
  return TRUE;
}

static int by_score(const void *a, const void *b)
{
  const GvRanked *x = a, *y = b;

  if (x->value != y->value)
    return x->value > y->value ? -1 : 1;
  return (x->candidate > y->candidate) - (x->candidate < y->candidate);
}

gboolean gv_nomination_score(GvNomination *nom, GError **error)
{
  g_autofree GvRanked *order = gv_array_new(nom->count, sizeof *order, error);

  if (order == NULL || !(nom->score = gv_array_new(nom->count, sizeof *nom->score, error)) ||
      !(nom->ranked = gv_array_new(nom->count, sizeof *nom->ranked, error)))
    return FALSE;
  for (size_t f = 0; f < nom->column_count; f++)
    for (size_t c = 0; c < nom->count; c++)
      nom->score[c] += gv_nomination_contribution(&nom->columns[f], c);
  for (size_t c = 0; nom->fitted && c < nom->count; c++)
    nom->score[c] = 1 / (1 + exp(-(nom->intercept + nom->score[c])));
  for (size_t c = 0; c < nom->count; c++)
    order[c] = (GvRanked){ nom->score[c], (GvVertex)c };
  qsort(order, nom->count, sizeof *order, by_score);
  for (size_t c = 0; c < nom->count; c++)
    nom->ranked[c] = order[c].candidate;
  return TRUE;
}

static gboolean score_families(GvNomination *nom, GError **error)
{
  for (int k = 0; k < GV_FAMILIES; k++)
    if (!score_family(nom, (GvFamily)k, error))
      return FALSE;
  return TRUE;
}

/* Columns that every shortlist shows, whatever the weights. */
static gboolean fill_facts(GvNomination *nom, GvTask *task, GError **error)
{
  GvEvidence *e = &nom->evidence;

  return gv_evidence_need_reach(e, task, error) &&
         (nom->reach = gather(nom, e->reach, error)) &&
         gv_nomination_find_communities(nom, task, error);
}

gboolean gv_nomination_find_communities(GvNomination *nom, GvTask *task, GError **error)
{
  if (!gv_evidence_need_communities(&nom->evidence, task, error) ||
      !(nom->community = gv_array_new(nom->count, sizeof *nom->community, error)))
    return FALSE;
  for (size_t c = 0; c < nom->count; c++)
    nom->community[c] = nom->evidence.community[nom->candidates[c]];
  return TRUE;
}

gboolean gv_nomination_look(GvNomination *nom, GvNetwork *network, const GvNominateOptions *options,
                            GvTask *task, GError **error)
{
  const char *text = options->probability ? options->probability : "weighted-cascade";
  GvLearnOptions learn = GV_LEARN_OPTIONS_INIT;
  GvSpread spread = { .kind = GV_SPREAD_WEIGHT };
  GError *failure = NULL;
  const gboolean learned = gv_learn_parse(text, &learn, &failure);

  if (failure) {
    g_propagate_error(error, failure);
    return FALSE;
  }
  learn.seed = options->seed;
  return (learned || gv_spread_parse(text, &spread, error)) &&
         gv_evidence_init(&nom->evidence, network, &spread, options->seed, task, error) &&
         (!learned || gv_evidence_learn(&nom->evidence, &learn, task, error));
}

GvNomination *gv_nominate(GvNetwork *network, const GvNominateOptions *options,
                          const GvNominateChoice *choice, GvTask *task, GError **error)
{
  g_autoptr(GvNomination) nom = g_new0(GvNomination, 1);

  if (!gv_options_check(options, gv_nominate_params, error) ||
      !gv_nomination_look(nom, network, options, task, error) ||
      !gv_gates_init(&nom->gates, &nom->evidence, options, choice, task, error) ||
      !find_candidates(nom, choice, error))
    return NULL;
  choose_features(nom, choice->weights);
  if (!share_weights(nom, error) || !gv_nomination_fill(nom, task, error) ||
      !fill_facts(nom, task, error) || !gv_nomination_score(nom, error) || !score_families(nom, error))
    return NULL;
  return g_steal_pointer(&nom);
}
