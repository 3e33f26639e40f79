/* The curve of a set of seeds: how many random people, and what the people with most
 * followers, would do as well. From random reverse reachable sets drawn to their end:
 * with x of the C candidates in a set, s random ones miss it with probability
 *
 *   C(C - x, s) / C(C, s)
 *
 * so their expected reach needs no drawing of people. Akbarpour, Malladi, Saberi 2020.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/search.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum {
  HITS = 10000, /* sets that the seeds are to have covered */
  LEAST_SETS = 4096,
  MOST_WORK = 100000000, /* ties and people looked at, about */
  PILOT = 64,
};

void gv_seed_curve_clear(GvSeedCurve *c)
{
  g_free(c->cost);
  g_free(c->random_count);
  g_free(c->random_reach);
  g_free(c->followers);
  g_free(c->followers_same_cost);
  *c = (GvSeedCurve){ 0 };
}

/* What the sets say. */
typedef struct {
  const GvSearch *s;
  GvVertex candidates;
  GvVertex *by_followers; /* [candidates], most first */
  uint32_t *place;        /* [n], in it; UINT32_MAX = no candidate */
  uint64_t *firsts;       /* [candidates], sets whose first of them is at this place */
  uint32_t *order;        /* [n], place among the seeds; UINT32_MAX = none */
  uint64_t *ours;         /* [seeds], sets whose first seed is at this place */
  uint64_t *sizes;        /* [candidates + 1], sets with so many candidates */
  uint64_t sets;
} Tally;

static void tally_clear(Tally *t)
{
  g_free(t->by_followers);
  g_free(t->place);
  g_free(t->firsts);
  g_free(t->order);
  g_free(t->ours);
  g_free(t->sizes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tally, tally_clear)

/* Stable: buckets of equal degrees, the largest first. */
static gboolean sort_by_followers(Tally *t, GError **error)
{
  const GvAdjacency in = gv_graph_in(t->s->attention);
  g_autofree uint32_t *begin = gv_array_new((size_t)in.n + 1, sizeof *begin, error);
  GvVertex candidates = 0;

  if (begin == NULL)
    return FALSE;
  for (GvVertex v = 0; v < in.n; v++)
    if (t->s->people[v] & GV_POOL_CANDIDATE)
      begin[in.n - gv_degree(in, v)]++; /* a degree is below n */
  for (GvVertex d = 0; d <= in.n; d++) {
    const uint32_t here = begin[d];
    begin[d] = candidates;
    candidates += here;
  }
  t->candidates = candidates;
  if (!(t->by_followers = gv_array_new(candidates, sizeof *t->by_followers, error)))
    return FALSE;
  for (GvVertex v = 0; v < in.n; v++)
    if (t->s->people[v] & GV_POOL_CANDIDATE)
      t->by_followers[begin[in.n - gv_degree(in, v)]++] = v;
  return TRUE;
}

static gboolean tally_init(Tally *t, const GvSearch *s, const GvSeeds *seeds, GError **error)
{
  t->s = s;
  if (!sort_by_followers(t, error) || !(t->place = gv_array_new(s->n, sizeof *t->place, error)) ||
      !(t->firsts = gv_array_new(t->candidates, sizeof *t->firsts, error)) ||
      !(t->order = gv_array_new(s->n, sizeof *t->order, error)) ||
      !(t->ours = gv_array_new(seeds->count, sizeof *t->ours, error)) ||
      !(t->sizes = gv_array_new((size_t)t->candidates + 1, sizeof *t->sizes, error)))
    return FALSE;
  for (GvVertex v = 0; v < s->n; v++)
    t->place[v] = t->order[v] = UINT32_MAX;
  for (GvVertex i = 0; i < t->candidates; i++)
    t->place[t->by_followers[i]] = i;
  for (size_t i = 0; i < seeds->count; i++)
    t->order[seeds->seeds[i]] = (uint32_t)i;
  return TRUE;
}

static void take(const GvReverseSet *set, void *data)
{
  Tally *t = data;
  uint32_t first = UINT32_MAX, ours = UINT32_MAX, size = 0;

  for (GvVertex i = 0; i < set->size; i++) {
    const uint32_t place = t->place[set->members[i]];
    size += place != UINT32_MAX;
    first = MIN(first, place);
    ours = MIN(ours, t->order[set->members[i]]);
  }
  if (ours != UINT32_MAX) {
#pragma omp atomic
    t->ours[ours]++;
  }
  if (size > 0) {
#pragma omp atomic
    t->firsts[first]++;
#pragma omp atomic
    t->sizes[size]++;
  }
}

static gboolean draw(Tally *t, GvSearch *s, const GvSeeds *seeds, GvTask *task, GError **error)
{
  const double share = MAX(seeds->cumulative[seeds->count - 1] / s->source.roots.total, 1e-9);
  GvSetSample sample = { &s->source, { s->people, 0, NULL }, GV_STREAM_CURVE, take, t, 0 };
  double each;

  if (!gv_set_sample_draw(&sample, PILOT, task, error)) /* the first of the same sets */
    return FALSE;
  each = MAX((double)gv_set_source_work(&s->source) / PILOT, 1);
  for (GvVertex i = 0; i < t->candidates; i++)
    t->firsts[i] = t->sizes[i + 1] = 0;
  for (size_t i = 0; i < seeds->count; i++)
    t->ours[i] = 0;
  t->sets = (uint64_t)MAX(MIN(MAX(HITS / share, LEAST_SETS), MOST_WORK / each), PILOT);
  return gv_set_sample_draw(&sample, t->sets, task, error);
}

/* Reach of `count` random candidates. */
static double random_reach(const Tally *t, double count)
{
  const double all = t->candidates, log_ways = lgamma(all + 1) - lgamma(all - count + 1);
  double missed = 0, sets = 0;

  for (GvVertex x = 1; x <= t->candidates; x++) {
    if (t->sizes[x] == 0)
      continue;
    sets += (double)t->sizes[x];
    if (x <= all - count)
      missed +=
          (double)t->sizes[x] * exp(lgamma(all - x + 1) - lgamma(all - x - count + 1) - log_ways);
  }
  return t->s->source.roots.total * (sets - missed) / (double)t->sets;
}

/* The fewest whose reach is no less; at least `from` are needed. */
static double random_count(const Tally *t, double reach, double from)
{
  double low = MAX(from, 1), high = t->candidates;

  if (random_reach(t, high) < reach)
    return NAN;
  while (low < high) {
    const double middle = floor((low + high) / 2);
    if (random_reach(t, middle) >= reach)
      high = middle;
    else
      low = middle + 1;
  }
  return high;
}

/* Both on the same sets: where most people hear of it in the end all reaches are nearly the
 * same, and those of different sets would differ by chance alone. */
static void compare_with_random(const Tally *t, GvSeedCurve *c)
{
  const double scale = t->s->source.roots.total / (double)t->sets;
  uint64_t ours = 0;
  double from = 1;

  for (size_t i = 0; i < c->count; i++) {
    ours += t->ours[i];
    c->random_reach[i] = random_reach(t, (double)i + 1);
    c->random_count[i] =
        isnan(from) ? NAN : random_count(t, scale * (double)ours * (1 - 1e-12), from);
    from = c->random_count[i];
  }
}

static void compare_with_followers(const Tally *t, GvSeedCurve *c)
{
  const GvCoverRules *rules = &t->s->rules;
  const double scale = t->s->source.roots.total / (double)t->sets;
  uint64_t covered = 0, bought_covered = 0;
  GvVertex bought = 0;
  double spent = 0;

  for (size_t i = 0; i < c->count; i++) {
    covered += t->firsts[i];
    c->followers[i] = scale * (double)covered;
    while (bought < t->candidates &&
           spent + gv_cost(rules, t->by_followers[bought]) <= c->cost[i] * (1 + 1e-12)) {
      spent += gv_cost(rules, t->by_followers[bought]);
      bought_covered += t->firsts[bought++];
    }
    c->followers_same_cost[i] = scale * (double)bought_covered;
  }
}

/* By what the seeds reach on these sets and on those that told of them first. */
static void bring_to_scale(const Tally *t, const GvSeeds *seeds, GvSeedCurve *c)
{
  const double told = seeds->cumulative[c->count - 1];
  double ours = 0;

  for (size_t i = 0; i < c->count; i++)
    ours += t->s->source.roots.total * (double)t->ours[i] / (double)t->sets;
  for (size_t i = 0; i < c->count && ours > 0 && told > 0; i++) {
    c->random_reach[i] *= told / ours;
    c->followers[i] *= told / ours;
    c->followers_same_cost[i] *= told / ours;
  }
}

static gboolean curve_alloc(GvSeedCurve *c, size_t count, GError **error)
{
  c->count = count;
  return (c->cost = gv_array_new(count, sizeof *c->cost, error)) &&
         (c->random_count = gv_array_new(count, sizeof *c->random_count, error)) &&
         (c->random_reach = gv_array_new(count, sizeof *c->random_reach, error)) &&
         (c->followers = gv_array_new(count, sizeof *c->followers, error)) &&
         (c->followers_same_cost = gv_array_new(count, sizeof *c->followers, error));
}

gboolean gv_seeds_curve(GvGraph *attention, const GvSpread *spread, const GvSeedOptions *options,
                        const GvSeedCampaign *campaign, const GvSeeds *seeds, GvSeedCurve *curve,
                        GvTask *task, GError **error)
{
  g_auto(GvSearch)
      s = { .attention = attention, .spread = spread, .options = options, .campaign = campaign };
  g_auto(Tally) t = { 0 };

  *curve = (GvSeedCurve){ 0 };
  gv_task_set_label(task, "curve");
  if (seeds->count == 0)
    return TRUE;
  if (!gv_search_init(&s, task, error) || !curve_alloc(curve, seeds->count, error) ||
      !tally_init(&t, &s, seeds, error) || !draw(&t, &s, seeds, task, error)) {
    gv_seed_curve_clear(curve);
    return FALSE;
  }
  curve->sets = t.sets;
  for (size_t i = 0; i < curve->count; i++)
    curve->cost[i] = (i > 0 ? curve->cost[i - 1] : 0) + gv_cost(&s.rules, seeds->seeds[i]);
  compare_with_random(&t, curve);
  compare_with_followers(&t, curve);
  bring_to_scale(&t, seeds, curve);
  return TRUE;
}
