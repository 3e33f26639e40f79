/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/search.h"

#include "graph/base/array.h"
#include "graph/base/refuse.h"
#include "graph/base/task.h"

void gv_search_clear(GvSearch *s)
{
  gv_pool_clear(&s->pool);
  gv_cover_clear(&s->cover);
  gv_set_source_clear(&s->source);
  gv_reverse_model_clear(&s->model);
  g_free(s->people);
  g_free(s->forced);
  g_free(s->near);
  for (size_t i = 0; i < GV_SEED_METHODS; i++)
    g_free(s->rivals[i]);
}

static gboolean check_costs(const GvSearch *s, GError **error)
{
  const double *cost = s->campaign->cost;

  for (GvVertex v = 0; cost && v < s->n; v++)
    if (s->people[v] & GV_POOL_CANDIDATE && !(cost[v] > 0 && isfinite(cost[v])))
      return gv_refuse(error, "every cost must be above 0, but one is %g", cost[v]);
  return TRUE;
}

/* value: [n] with the active taken out. */
static gboolean check_values(const GvSearch *s, const double *value, GError **error)
{
  double total = 0;

  for (GvVertex v = 0; v < s->n; v++) {
    if (!(value[v] >= 0 && isfinite(value[v])))
      return gv_refuse(error, "every value must be a number from 0 on, but one is %g", value[v]);
    total += value[v];
  }
  if (!(total > 0) || !isfinite(total))
    return gv_refuse(error, total > 0
                                ? "the values add up to more than a number holds"
                                : "nobody is left to be won: no value is above 0 but those of "
                                  "people who are won already");
  return TRUE;
}

static void mark_people(GvSearch *s)
{
  const GvSeedCampaign *c = s->campaign;

  for (GvVertex v = 0; v < s->n; v++)
    s->people[v] = c->barred && c->barred[v] ? 0 : GV_POOL_CANDIDATE;
  for (size_t i = 0; i < c->included_count; i++)
    s->people[c->included[i]] = GV_POOL_CANDIDATE;
  for (size_t i = 0; i < c->active_count; i++)
    s->people[c->active[i]] = GV_POOL_ACTIVE;
}

/* Takes the included ones, each once, as far as the rules have room for them. */
static gboolean include(GvSearch *s, GError **error)
{
  const GvSeedCampaign *c = s->campaign;
  g_autofree uint8_t *seen = gv_array_new(s->n, 1, error);
  g_auto(GvRoom) room = { 0 };

  if (seen == NULL || !gv_room_init(&room, &s->rules, error))
    return FALSE;
  for (size_t i = 0; i < c->included_count; i++) {
    const GvVertex v = c->included[i];
    if (seen[v] || s->people[v] & GV_POOL_ACTIVE)
      continue;
    if (!gv_room_has(&room, v))
      return gv_refuse(error, "--include names more people than --count, --budget or "
                              "--per-community leave room for");
    seen[v] = 1;
    gv_room_take(&room, v);
    s->forced[s->rules.forced_count++] = v;
  }
  s->rules.included_count = s->rules.forced_count;
  return TRUE;
}

/* What winning somebody is worth who is not won yet; NULL where all are alike. */
static double *values_left(const GvSearch *s, GError **error)
{
  const GvSeedCampaign *c = s->campaign;
  double *value = gv_array_new_raw(s->n, sizeof *value, error);

  for (GvVertex v = 0; value && v < s->n; v++)
    value[v] = s->people[v] & GV_POOL_ACTIVE ? 0 : c->value ? c->value[v] : 1;
  if (value && !check_values(s, value, error))
    g_clear_pointer(&value, g_free);
  return value;
}

/* Whether an active person could be met in a set: somebody listens to one of them. */
static gboolean may_meet_active(const GvSearch *s)
{
  const GvSeedCampaign *c = s->campaign;
  const GvAdjacency in = gv_graph_in(s->attention);

  for (size_t i = 0; i < c->active_count; i++)
    if (gv_degree(in, c->active[i]) > 0)
      return TRUE;
  return FALSE;
}

static gboolean source_init(GvSearch *s, const GvTask *task, GError **error)
{
  const gboolean alike = s->campaign->value == NULL && s->campaign->active_count == 0;
  g_autofree double *value = alike ? NULL : values_left(s, error);

  if ((!alike && value == NULL) ||
      !gv_set_source_init(&s->source, &s->model, value, (uint64_t)s->options->seed, task, error))
    return FALSE;
  s->source.patient = may_meet_active(s);
  return TRUE;
}

static gboolean rivals_init(GvSearch *s, GvTask *task, GError **error)
{
  const GvContest contest = { s->attention, s->spread, s->campaign->value, s->people, &s->rules };
  const gboolean by_cost = isfinite(s->rules.budget) && s->rules.cost;
  const int rounds =
      s->options->way == GV_SEED_PAGERANK ? GV_RIVAL_MANY_ROUNDS : GV_RIVAL_FEW_ROUNDS;
  size_t *counts = s->rival_counts;

  for (size_t i = 1; i < GV_SEED_METHODS; i++)
    if (!(s->rivals[i] = gv_array_new(s->most, sizeof **s->rivals, error)))
      return FALSE;
  return gv_rival_steps(&contest, by_cost, s->rivals[1], &counts[1], s->rivals[4], &counts[4], task,
                        error) &&
         gv_rival_pagerank(&contest, by_cost, rounds, s->rivals[2], &counts[2], task, error) &&
         gv_rival_followers(&contest, by_cost, s->rivals[3], &counts[3], error);
}

static void rules_init(GvSearch *s)
{
  const GvSeedCampaign *c = s->campaign;
  const GvSeedOptions *o = s->options;

  s->most = o->count > 0 ? (size_t)MIN((uint64_t)o->count, s->n) : s->n;
  s->rules = (GvCoverRules){ .count = s->most,
                             .cost = c->cost,
                             .budget = o->budget > 0 ? o->budget : INFINITY,
                             .group = c->group,
                             .groups = c->groups,
                             .per_group = c->per_group };
}

gboolean gv_search_init(GvSearch *s, GvTask *task, GError **error)
{
  s->n = gv_graph_vertices(s->attention);
  rules_init(s);
  if (!(s->people = gv_array_new(s->n, 1, error)) ||
      !(s->forced = gv_array_new(s->most, sizeof *s->forced, error)))
    return FALSE;
  s->rules.forced = s->forced;
  mark_people(s);
  if (!check_costs(s, error) || !include(s, error) ||
      !gv_reverse_model_init(&s->model, s->attention, s->spread, task, error))
    return FALSE;
  s->model.rounds = (GvVertex)MIN(s->options->rounds, UINT32_MAX);
  return source_init(s, task, error) && rivals_init(s, task, error) &&
         gv_cover_init(&s->cover, s->most, error) &&
         gv_pool_init(&s->pool, s->n, s->people, GV_STREAM_POOL, error);
}

enum {
  PILOT_MOST = 4096,    /* sets by which the work is measured at most, … */
  PILOT_WORK = 1 << 18, /* … or until so many people and ties were looked at: whether sets are
                         * large at all; … */
  PILOT_LESS = 1 << 15, /* … and whether they still are with a sentinel */
  LARGE = 48,           /* people and ties looked at for a set, from which sentinels pay */
  SENTINELS = 8,        /* as many do */
};

static void make_sentinel(GvSearch *s, GvVertex v)
{
  s->people[v] |= GV_POOL_SENTINEL;
  gv_reverse_watch_near(&s->model, v, s->people, s->near);
}

/* The next of the one-step list become sentinels, up to `have` beside the included ones: where
 * most people hear of it in the end, hubs are in every good set. */
static void add_sentinels(GvSearch *s, size_t have)
{
  const GvVertex *list = s->rivals[1];

  for (size_t i = s->rules.included_count;
       i < s->rival_counts[1] && s->rules.forced_count < s->rules.included_count + have; i++)
    if (!(s->people[list[i]] & GV_POOL_SENTINEL)) {
      make_sentinel(s, list[i]);
      s->forced[s->rules.forced_count++] = list[i];
    }
}

/* Under a budget or quotas nobody is taken before the whole is seen; and active people must
 * be looked for whomever a set has met. */
static gboolean may_have_sentinels(const GvSearch *s)
{
  return !isfinite(s->rules.budget) && s->rules.group == NULL && !s->source.patient;
}

static void forget(const GvReverseSet *set, void *data)
{
  (void)set;
  (void)data;
}

/* What a set costs now. Where few sets are large, they are most of the work: 64 sets would
 * decide by luck (Epinions, .01: 1.8 large ones expected), and a search without sentinels that
 * wants them takes 15 times as long. Where many are, the first ones tell. */
static gboolean pilot(GvSearch *s, size_t sentinels, double *work, GvTask *task, GError **error)
{
  const double most = s->rules.forced_count ? PILOT_LESS : PILOT_WORK;
  const uint64_t before = gv_set_source_work(&s->source);
  GvSetSample sample = { .source = &s->source,
                         .watch = { s->people, GV_POOL_SENTINEL, s->near },
                         .stream = GV_STREAM_PILOT + (unsigned)sentinels,
                         .take = forget };

  do {
    const uint64_t more = MAX(sample.first, 1);
    if (!gv_set_sample_draw(&sample, more, task, error))
      return FALSE;
    sample.first += more;
    *work = (double)(gv_set_source_work(&s->source) - before);
  } while (sample.first < PILOT_MOST && *work < most);
  *work /= (double)sample.first;
  return TRUE;
}

gboolean gv_search_sentinels(GvSearch *s, GvTask *task, GError **error)
{
  const size_t included = s->rules.included_count;
  const size_t most = MIN((s->most - included) / 4, SENTINELS);
  double work;

  if (!(s->near = gv_array_new(s->n, sizeof *s->near, error)))
    return FALSE;
  s->pool.near = s->near;
  for (size_t i = 0; i < included; i++)
    make_sentinel(s, s->forced[i]);
  for (size_t have = 1; may_have_sentinels(s) && have <= most; have *= 2) {
    if (!pilot(s, have, &work, task, error))
      return FALSE;
    if (work <= LARGE)
      break;
    add_sentinels(s, have);
  }
  return TRUE;
}
