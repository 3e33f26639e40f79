/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/search.h"

#include "graph/base/array.h"
#include "graph/base/task.h"

void gv_search_clear(GvSearch *s)
{
  gv_pool_clear(&s->pool);
  gv_cover_clear(&s->cover);
  gv_set_source_clear(&s->source);
  gv_reverse_model_clear(&s->model);
  g_free(s->people);
  g_free(s->forced);
  for (size_t i = 0; i < GV_SEED_METHODS; i++)
    g_free(s->rivals[i]);
}

static gboolean refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
static gboolean refuse(GError **error, const char *format, ...)
{
  va_list arguments;

  va_start(arguments, format);
  *error = g_error_new_valist(GV_ERROR, GV_ERROR_INVALID_ARGUMENT, format, arguments);
  va_end(arguments);
  return FALSE;
}

static gboolean check_costs(const GvSearch *s, GError **error)
{
  const double *cost = s->campaign->cost;

  for (GvVertex v = 0; cost && v < s->n; v++)
    if (s->people[v] & GV_POOL_CANDIDATE && !(cost[v] > 0 && isfinite(cost[v])))
      return refuse(error, "every cost must be above 0, but one is %g", cost[v]);
  return TRUE;
}

/* value: [n] with the active taken out. */
static gboolean check_values(const GvSearch *s, const double *value, GError **error)
{
  double total = 0;

  for (GvVertex v = 0; v < s->n; v++) {
    if (!(value[v] >= 0 && isfinite(value[v])))
      return refuse(error, "every value must be a number from 0 on, but one is %g", value[v]);
    total += value[v];
  }
  if (!(total > 0) || !isfinite(total))
    return refuse(error, total > 0 ? "the values add up to more than a number holds"
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
      return refuse(error, "--include names more people than --count, --budget or "
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

static gboolean source_init(GvSearch *s, const GvTask *task, GError **error)
{
  const gboolean alike = s->campaign->value == NULL && s->campaign->active_count == 0;
  g_autofree double *value = alike ? NULL : values_left(s, error);

  if ((!alike && value == NULL) ||
      !gv_set_source_init(&s->source, &s->model, value, (uint64_t)s->options->seed, task, error))
    return FALSE;
  s->source.patient = s->campaign->active_count > 0;
  return TRUE;
}

static gboolean rivals_init(GvSearch *s, GvTask *task, GError **error)
{
  const GvContest contest = { s->attention, s->spread, s->campaign->value, s->people, &s->rules };
  const gboolean by_cost = isfinite(s->rules.budget) && s->rules.cost;
  size_t *counts = s->rival_counts;

  for (size_t i = 1; i < GV_SEED_METHODS; i++)
    if (!(s->rivals[i] = gv_array_new(s->most, sizeof **s->rivals, error)))
      return FALSE;
  return gv_rival_one_step(&contest, by_cost, s->rivals[1], &counts[1], task, error) &&
         gv_rival_pagerank(&contest, by_cost, s->rivals[2], &counts[2], task, error) &&
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
  PILOT = 64,       /* sets by which sentinels are chosen */
  LARGE = 48,       /* people looked at for a set, from which sentinels pay */
  FEW = 3,          /* sets that a sentinel must add */
  SENTINELS = 16,   /* as many are enough */
};

/* Chooses up to `more` sentinels from a pilot pool; how many in *chosen. */
static gboolean add_sentinels(GvSearch *s, const GvPool *pilot, size_t more, size_t *chosen,
                              GvTask *task, GError **error)
{
  g_auto(GvCover) cover = { 0 };
  GvCoverRules rules = s->rules;
  const size_t had = rules.forced_count;

  rules.count = MIN(rules.count, had + more);
  *chosen = 0;
  if (!gv_cover_init(&cover, rules.count, error) ||
      !gv_cover_greedy(&cover, pilot, &rules, FALSE, FALSE, task, error))
    return FALSE;
  for (size_t i = had; i < cover.count; i++) {
    const uint64_t before = i == 0 ? pilot->covered : cover.covered[i - 1];
    if (cover.covered[i] - before < FEW)
      break;
    s->people[cover.seeds[i]] |= GV_POOL_SENTINEL;
    s->forced[s->rules.forced_count++] = cover.seeds[i];
    ++*chosen;
  }
  return TRUE;
}

/* Under a budget or quotas nobody is taken before the whole is seen. */
static gboolean may_have_sentinels(const GvSearch *s)
{
  return !isfinite(s->rules.budget) && s->rules.group == NULL && !s->source.patient;
}

gboolean gv_search_sentinels(GvSearch *s, GvTask *task, GError **error)
{
  const size_t included = s->rules.included_count, most = (s->most - included) / 2;

  for (size_t i = 0; i < included; i++)
    s->people[s->forced[i]] |= GV_POOL_SENTINEL;
  while (may_have_sentinels(s)) {
    const size_t have = s->rules.forced_count - included;
    const uint64_t before = gv_set_source_work(&s->source);
    g_auto(GvPool) pilot = { 0 };
    size_t chosen;
    if (have >= MIN(most, SENTINELS))
      break;
    if (!gv_pool_init(&pilot, s->n, s->people, GV_STREAM_PILOT + (unsigned)have, error) ||
        !gv_pool_grow(&pilot, &s->source, PILOT, task, error))
      return FALSE;
    if (gv_set_source_work(&s->source) - before < (uint64_t)PILOT * LARGE)
      break;
    if (!add_sentinels(s, &pilot, MIN(MAX(have, 1), most - have), &chosen, task, error))
      return FALSE;
    if (chosen == 0)
      break;
  }
  return TRUE;
}
