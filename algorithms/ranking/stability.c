/* The bootstrap of a nomination (Efron 1979): the log is drawn anew, the same candidates
 * are ranked again by the same features, as often as wanted. Cost: a nomination a round, less
 * what weighs nothing; memory: one more network, and 8 bytes a person of the shortlist a round.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/stability.h"

#include <math.h>
#include <stdlib.h>

#include "algorithms/quantile.h"
#include "algorithms/ranking/nomination.h"
#include "graph/base/array.h"
#include "graph/base/random.h"
#include "graph/base/task.h"

void gv_stability_clear(GvStability *s)
{
  g_free(s->low);
  g_free(s->high);
  g_free(s->share);
  *s = (GvStability){ 0 };
}

void gv_score_draws_clear(GvScoreDraws *d)
{
  g_free(d->scores);
  g_free(d->in);
}

/* at [candidates]: where in `people` a candidate stands, + 1; 0 = not there. */
static void take_round(GvScoreDraws *d, const GvNomination *drawn, const size_t *at,
                       GvVertex *shortlist)
{
  const size_t listed = gv_nomination_shortlist(drawn, d->top, d->per_community, shortlist);

  for (size_t i = 0; i < d->count; i++)
    d->scores[i * d->rounds + d->done] = drawn->score[d->people[i]];
  for (size_t r = 0; r < listed; r++)
    if (at[shortlist[r]])
      d->in[at[shortlist[r]] - 1]++;
  d->done++;
}

/* What is drawn for reach differs from round to round too. */
static gboolean one_round(GvScoreDraws *d, const GvNomination *nom,
                          const GvNominateOptions *options, const size_t *at, GvVertex *shortlist,
                          GvTask *task, GError **error)
{
  const uint64_t seed = (uint64_t)options->seed;
  GvNominateOptions own = *options;
  g_autoptr(GvNetwork) network =
      gv_network_resample(nom->evidence.network, seed, d->done, task, error);
  g_autoptr(GvNomination) drawn = NULL;

  own.seed = (int64_t)(gv_mix64(gv_mix64(seed) + d->done) >> 11);
  if (network == NULL ||
      !(drawn = gv_nomination_again(nom, network, &own, d->per_community > 0, task, error)))
    return FALSE;
  take_round(d, drawn, at, shortlist);
  return TRUE;
}

gboolean gv_score_draws_run(GvScoreDraws *d, const GvNomination *nom,
                            const GvNominateOptions *options, GvTask *task, GError **error)
{
  g_autofree size_t *at = gv_array_new(nom->count, sizeof *at, error);
  g_autofree GvVertex *shortlist = at ? gv_array_new(nom->count, sizeof *shortlist, error) : NULL;
  gboolean good = TRUE;

  if (shortlist == NULL || !gv_network_can_resample(nom->evidence.network, error) ||
      !(d->in = gv_array_new(d->count, sizeof *d->in, error)) ||
      !(d->scores = gv_array_new(d->count, d->rounds * sizeof *d->scores, error)))
    return FALSE;
  for (size_t i = 0; i < d->count; i++)
    at[d->people[i]] = i + 1;
  while (good && d->done < d->rounds) {
    gv_task_set_part(task, "bootstrap", (double)d->done / (double)d->rounds, 1 / (double)d->rounds);
    good = one_round(d, nom, options, at, shortlist, task, error);
  }
  gv_task_set_part(task, NULL, 0, 0);
  return good;
}

static gboolean stability_alloc(GvStability *s, size_t count, GError **error)
{
  s->count = count;
  if ((s->low = gv_array_new(count, sizeof *s->low, error)) &&
      (s->high = gv_array_new(count, sizeof *s->high, error)) &&
      (s->share = gv_array_new(count, sizeof *s->share, error)))
    return TRUE;
  gv_stability_clear(s);
  return FALSE;
}

/* All of it or nothing. Without a round there may be no draws either. */
static gboolean describe(GvStability *s, GvScoreDraws *d, GError **error)
{
  if (!stability_alloc(s, d->count, error))
    return FALSE;
  s->rounds = d->done;
  for (size_t i = 0; i < d->count; i++) {
    s->low[i] = s->high[i] = s->share[i] = NAN;
    if (d->done == 0)
      continue;
    double *scores = d->scores + i * d->rounds;
    qsort(scores, d->done, sizeof *scores, gv_ascending);
    s->low[i] = gv_quantile(scores, d->done, .025);
    s->high[i] = gv_quantile(scores, d->done, .975);
    s->share[i] = (double)d->in[i] / (double)d->done;
  }
  return TRUE;
}

/* The rounds before are worth having: what was too little for one more network is given back. */
static gboolean was_ended(const GError *error)
{
  return g_error_matches(error, GV_ERROR, GV_ERROR_TIMEOUT) ||
         g_error_matches(error, GV_ERROR, GV_ERROR_CANCELLED) ||
         g_error_matches(error, GV_ERROR, GV_ERROR_NO_MEMORY);
}

gboolean gv_nomination_bootstrap(const GvNomination *nom, const GvNominateOptions *options,
                                 size_t top, size_t per_community, size_t rounds,
                                 GvStability *stability, GvTask *task, GError **error)
{
  g_autofree GvVertex *people = gv_array_new(nom->count, sizeof *people, error);
  g_auto(GvScoreDraws)
      draws = { .people = people, .top = top, .per_community = per_community, .rounds = rounds };
  g_autoptr(GError) ended = NULL;

  *stability = (GvStability){ 0 };
  if (people == NULL)
    return FALSE;
  draws.count = gv_nomination_shortlist(nom, top, per_community, people);
  if (!gv_score_draws_run(&draws, nom, options, task, &ended) && !was_ended(ended)) {
    g_propagate_error(error, g_steal_pointer(&ended));
    return FALSE;
  }
  if (!describe(stability, &draws, error))
    return FALSE;
  if (ended)
    g_propagate_error(error, g_steal_pointer(&ended));
  return stability->rounds == rounds;
}

GvVertex *gv_nomination_reseeded(const GvNomination *nom, const GvNominateOptions *options,
                                 int64_t seed, size_t top, size_t per_community, size_t *count,
                                 GvTask *task, GError **error)
{
  GvNominateOptions own = *options;
  g_autofree GvVertex *shortlist = gv_array_new(nom->count, sizeof *shortlist, error);
  g_autoptr(GvNomination) again = NULL;

  own.seed = seed;
  if (shortlist == NULL || !(again = gv_nomination_again(nom, nom->evidence.network, &own,
                                                         per_community > 0, task, error)))
    return NULL;
  *count = gv_nomination_shortlist(again, top, per_community, shortlist);
  return g_steal_pointer(&shortlist);
}
