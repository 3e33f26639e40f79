/* Seeds by reverse influence sampling. A set S reaches a share of all value that
 * is the probability that S stands in a random reverse reachable set and nobody
 * active does (Borgs et al. 2014), so people who stand together in most sets of a
 * pool are wanted: greedy coverage.
 *
 * The pool grows until it no longer flatters its choice: sets that come next had
 * no say in it, and what they say of it is compared with what the pool says. That
 * is more than the guarantee of (1 - 1/e - epsilon) asks for, where sets chosen
 * lose to a list by PageRank (docs/seeds.md). Then three such lists are tried too,
 * all on one fresh sample, and the best is taken.
 *
 * What is told of it comes from another fresh sample; the best possible reach is
 * bounded on the pool after greedy prefixes, as OPIM-C does (Tang et al. 2018).
 *
 * Directed attention, by the spread model. The same bits at any thread count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>
#include <string.h>

#include "algorithms/influence/search.h"
#include "algorithms/influence/sure.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum {
  FIRST = 1024,       /* sets of the pool at first; later times a power of two */
  SIZES = 40,         /* sizes it may have, for the union bound */
  LAST_HITS = 10000, /* sets that the last sample is to have covered, where settled is 1 % */
  LEAST_HITS = 2000,
  LEAST_SETS = 4096,  /* of a sample */
  ENOUGH_HITS = 1000, /* covered sets of the pool, before it may settle */
  ENOUGH_SETS = 1 << 22, /* but so many sets and … */
  ENOUGH_EACH = 64,      /* … so many a person are enough in any case */
  CUT_WORK = 4000000, /* ties and people looked at for the samples of a search cut short */
};

const GvParam gv_seed_params[] = {
  { "count", GV_PARAM_INT, offsetof(GvSeedOptions, count), 0, 1e9, 0, NULL, "K",
    "choose K people; 0 = as many as --budget buys" },
  { "budget", GV_PARAM_REAL, offsetof(GvSeedOptions, budget), 0, 1e300, 0, NULL, "B",
    "choose people whose cost of --users adds up to at most B; 0 = no bound" },
  { "epsilon", GV_PARAM_REAL, offsetof(GvSeedOptions, epsilon), 1e-6, 0.6, 0.1, NULL, "E",
    "the set reaches at least 1 - 1/e - E of what the best set does" },
  { "delta", GV_PARAM_REAL, offsetof(GvSeedOptions, delta), 1e-15, 0.5, 0.01, NULL, "D",
    "probability in which the guarantee and the bounds may fail" },
  { "rounds", GV_PARAM_INT, offsetof(GvSeedOptions, rounds), 0, 4e9, 0, NULL, "T",
    "the spread ends after T steps; 0 = when nobody new is won" },
  { "settled", GV_PARAM_REAL, offsetof(GvSeedOptions, settled), 1e-4, 1, 0.01, NULL, "SHARE",
    "sample until fresh sets say at most this share less of the choice than those it was made on" },
  { "work", GV_PARAM_REAL, offsetof(GvSeedOptions, work), 0, 1e18, 2e9, NULL, "STEPS",
    "look at about this many ties and people at most; 0 = no bound" },
  { "pool-memory", GV_PARAM_REAL, offsetof(GvSeedOptions, memory), 0, 1e18, 2e9, NULL, "BYTES",
    "keep random sets of about this size at most; 0 = no bound" },
  GV_PARAMS_END,
};
const size_t gv_seed_options_size = sizeof(GvSeedOptions);

static const char *const method_names[GV_SEED_METHODS] = { "greedy", "one-step", "pagerank",
                                                           "followers" };

const char *gv_seeds_end_sentence(GvSeedsEnd end)
{
  static const char *const sentences[] = {
    [GV_SEEDS_SETTLED] = "more sets would change little",
    [GV_SEEDS_WORK] = "the bound on work was reached (--work)",
    [GV_SEEDS_MEMORY] = "the pool of sets was full (--pool-memory)",
    [GV_SEEDS_TIME] = "the time was over (--time-limit)",
    [GV_SEEDS_STOPPED] = "interrupted",
    [GV_SEEDS_NO_ROOM] = "no more memory could be had (--memory)",
  };

  g_return_val_if_fail((size_t)end < G_N_ELEMENTS(sentences), "");
  return sentences[end];
}

void gv_seeds_clear(GvSeeds *s)
{
  g_free(s->seeds);
  g_free(s->cumulative);
  g_free(s->lower);
  g_free(s->upper);
  *s = (GvSeeds){ 0 };
}

/* How far the search is. */
typedef struct {
  GvSearch s;
  GvSeeds *result;
  gboolean ended;   /* result->end says why */
  double flattered; /* share by which the pool overrated the choice before; > 1 = not known */
  unsigned attempts;
} Search;

static double share_of_pool(const GvSearch *s)
{
  return (double)s->cover.total / (double)s->pool.drawn;
}

/* Sets to draw next: fewer steps while the choice is far from settled. Ends the search where
 * they would break a bound. */
static uint64_t next_growth(Search *r)
{
  const GvSearch *s = &r->s;
  const uint64_t more = s->pool.drawn == 0      ? FIRST
                        : r->flattered > 0.2 ? 3 * s->pool.drawn
                                                : s->pool.drawn;
  const double times = s->pool.drawn ? (double)(s->pool.drawn + more) / (double)s->pool.drawn : 1;
  const double work = (double)gv_set_source_work(&s->source);
  /* While a part is made its entries lie twice; and each part has offsets. */
  const double memory = 4.0 * (double)s->pool.entries * (2 * times - 1) +
                        4.0 * s->n * (double)(s->pool.part_count + 1);

  r->ended = s->pool.drawn > 0;
  if (r->ended && s->options->work > 0 && work * times > s->options->work)
    r->result->end = GV_SEEDS_WORK;
  else if (r->ended && s->options->memory > 0 && memory > s->options->memory)
    r->result->end = GV_SEEDS_MEMORY;
  else
    r->ended = FALSE;
  return more;
}

/* Grows the pool and asks the new sets what the choice was worth. */
static gboolean grow(Search *r, uint64_t more, GvTask *task, GError **error)
{
  GvSearch *s = &r->s;
  const size_t parts = s->pool.part_count;
  const uint64_t covered = s->pool.covered;
  const double said = s->pool.drawn ? share_of_pool(s) : 0;
  g_autofree uint32_t *alone = gv_array_new(s->cover.count, sizeof *alone, error);
  uint64_t fresh;

  if (alone == NULL)
    return FALSE;
  for (size_t i = 0; i < s->cover.count; i++)
    alone[i] = s->pool.alone[s->cover.seeds[i]];
  if (!gv_pool_grow(&s->pool, &s->source, more, task, error) ||
      !gv_pool_covered_since(&s->pool, parts, covered, s->cover.seeds, alone, s->cover.count,
                             &fresh, error))
    return FALSE;
  r->flattered = said > 0 ? 1 - (double)fresh / (double)more / said : 2;
  return TRUE;
}

/* Chooses anew on the whole pool; the choice before stays where that fails. */
static gboolean choose(GvSearch *s, gboolean bounded, GvTask *task, GError **error)
{
  g_auto(GvCover) cover = { 0 };
  GvCover before = s->cover;

  if (!gv_cover_init(&cover, s->most, error) ||
      !gv_cover_best(&cover, &s->pool, &s->rules, bounded, task, error))
    return FALSE;
  s->cover = cover;
  cover = before;
  return TRUE;
}

/* The last growth multiplied the pool; flattery shrinks about as the sets grow in number.
 * Where hardly any set is covered, more of them will not help: other methods will. */
static gboolean is_settled(const Search *r, uint64_t before)
{
  const GvSearch *s = &r->s;
  const double left = r->flattered * (double)before / (double)s->pool.drawn;

  if (s->cover.total < ENOUGH_HITS) {
    const uint64_t enough = s->cover.total == 0 ? ENOUGH_SETS / ENOUGH_EACH : ENOUGH_SETS;
    return s->pool.drawn >= enough && s->pool.drawn / ENOUGH_EACH >= s->n;
  }
  return before > 0 && left <= s->options->settled;
}

static gboolean settle(Search *r, GvTask *task, GError **error)
{
  for (gboolean settled = FALSE; !settled;) {
    const uint64_t before = r->s.pool.drawn, more = next_growth(r);
    if (r->ended)
      return TRUE;
    if (!grow(r, more, task, error) || !choose(&r->s, FALSE, task, error))
      return FALSE;
    settled = is_settled(r, before);
  }
  return TRUE;
}

/* Sets of a sample; of a search cut short as many as
 * are quick. Known before they are drawn. */
static uint64_t sample_size(const Search *r, double share_of_hits)
{
  const GvSearch *s = &r->s;
  const double hits = share_of_hits * CLAMP(LAST_HITS * 0.01 / s->options->settled, LEAST_HITS,
                                            LAST_HITS);
  const double drawn = (double)MAX(s->pool.drawn, FIRST);
  const double each = MAX((double)gv_set_source_work(&s->source) / drawn, 1);
  const double share = s->pool.drawn ? MAX(share_of_pool(s), 1 / drawn) : 1;
  double sets = MAX(MIN(hits / share, 4 * drawn), LEAST_SETS);

  if (r->ended && r->result->end >= GV_SEEDS_TIME)
    sets = MAX(MIN(sets, CUT_WORK / each), 64);
  return (uint64_t)sets;
}

static GvList list_of(const GvSearch *s, size_t method)
{
  return method == 0 ? (GvList){ s->cover.seeds, s->cover.count }
                     : (GvList){ s->rivals[method], s->rival_counts[method] };
}

/* Where the greedy set has fewer people than asked for, the others add nothing that the
 * pool could tell; the one-step list says who they are. */
static void fill_up(GvSearch *s)
{
  g_autoptr(GHashTable) chosen = g_hash_table_new(NULL, NULL);
  GvCover *c = &s->cover;

  if (isfinite(s->rules.budget) || s->rules.group || c->count >= s->rules.count)
    return;
  for (size_t i = 0; i < c->count; i++)
    g_hash_table_add(chosen, GUINT_TO_POINTER(c->seeds[i]));
  for (size_t i = 0; i < s->rival_counts[1] && c->count < s->rules.count; i++)
    if (g_hash_table_add(chosen, GUINT_TO_POINTER(s->rivals[1][i]))) {
      c->covered[c->count] = c->total;
      c->seeds[c->count++] = s->rivals[1][i];
    }
}

/* Tries every method on one fresh sample; the best one's number goes into the result. */
static gboolean compare(Search *r, GvTask *task, GError **error)
{
  GvSearch *s = &r->s;
  const uint64_t sets = sample_size(r, 0.5);
  uint64_t hits[GV_SEED_METHODS];
  GvList lists[GV_SEED_METHODS];
  GvSeeds *result = r->result;

  for (size_t i = 0; i < GV_SEED_METHODS; i++)
    lists[i] = list_of(s, i);
  if (!gv_sample_lists(&s->source, s->people, lists, GV_SEED_METHODS,
                       GV_STREAM_SCORE + r->attempts, sets, hits, task, error))
    return FALSE;
  result->method = 0;
  result->fresh_sets += sets;
  for (size_t i = 0; i < GV_SEED_METHODS; i++) {
    result->methods[i] = (GvSeedMethod){
      method_names[i], s->source.roots.total * (double)hits[i] / (double)sets
    };
    if (hits[i] > hits[result->method])
      result->method = i;
  }
  if (s->cover.total > 0)
    result->flattery = 1 - (double)hits[0] / (double)sets / share_of_pool(s);
  return TRUE;
}

/* The seeds themselves are won for sure, where nobody else may have won them. */
static double own_value(const GvSearch *s, GvVertex v)
{
  return s->campaign->active_count > 0 ? 0 : s->campaign->value ? s->campaign->value[v] : 1;
}

static gboolean result_alloc(GvSeeds *r, size_t count, GError **error)
{
  g_free(r->seeds);
  g_free(r->cumulative);
  g_free(r->lower);
  g_free(r->upper);
  r->cumulative = r->lower = r->upper = NULL;
  r->count = count;
  return (r->seeds = gv_array_new(count, sizeof *r->seeds, error)) &&
         (r->cumulative = gv_array_new(count, sizeof *r->cumulative, error)) &&
         (r->lower = gv_array_new(count, sizeof *r->lower, error)) &&
         (r->upper = gv_array_new(count, sizeof *r->upper, error));
}

/* Half of delta is for these bounds: a half, a quarter, … of it for each attempt. */
static double row_delta(const Search *r, size_t rows)
{
  return ldexp(r->s.options->delta, -2 - (int)r->attempts) / (2 * (double)rows);
}

static void fill_rows(const Search *r, const uint64_t *hits, uint64_t sets)
{
  GvSeeds *result = r->result;
  const double total = r->s.source.roots.total, delta = row_delta(r, result->count);
  double own = 0;
  uint64_t covered = 0;

  result->spent = 0;
  for (size_t i = 0; i < result->count; i++) {
    own += own_value(&r->s, result->seeds[i]);
    covered += hits[i];
    result->spent += gv_cost(&r->s.rules, result->seeds[i]);
    result->cumulative[i] = total * (double)covered / (double)sets;
    result->lower[i] = MAX(own, total * gv_sure_lower(covered, sets, delta));
    result->upper[i] = total * gv_sure_upper(covered, sets, delta);
  }
}

/* What the chosen set reaches, person by person, by sets that had no say in anything. */
static gboolean measure(Search *r, GvTask *task, GError **error)
{
  GvSearch *s = &r->s;
  const GvList list = list_of(s, r->result->method);
  const uint64_t sets = sample_size(r, 1);
  g_autofree uint64_t *hits = gv_array_new(list.count, sizeof *hits, error);

  if (hits == NULL || !result_alloc(r->result, list.count, error) ||
      !gv_sample_ordered(&s->source, s->people, list, GV_STREAM_LAST + r->attempts, sets, hits,
                         task, error))
    return FALSE;
  memcpy(r->result->seeds, list.people, list.count * sizeof *list.people);
  r->result->fresh_sets += sets;
  fill_rows(r, hits, sets);
  return TRUE;
}

static void bound(Search *r)
{
  GvSearch *s = &r->s;
  GvSeeds *result = r->result;
  const double total = s->source.roots.total, delta = s->options->delta / 2 / SIZES;
  const double best = s->pool.drawn && s->cover.bound < UINT64_MAX
                        ? gv_sure_upper(MIN(s->cover.bound, s->pool.drawn), s->pool.drawn, delta)
                        : 1;

  result->best_possible = total * best;
  result->guarantee =
    result->count ? result->lower[result->count - 1] / result->best_possible : 0;
}

/* Greedy coverage is 1 - 1/e of the best for a count, 1/2 under quotas (Fisher et al. 1978),
 * and the better one of plain and by cost (1 - 1/e) / 2 under a budget (Khuller et al. 1999);
 * under both nothing is known beforehand. */
static double promised(const GvSearch *s)
{
  const gboolean costs = isfinite(s->rules.budget) && s->rules.cost;
  const double greedy = 1 - exp(-1);
  const double share = costs && s->rules.group ? 0
                       : costs                 ? greedy / 2
                       : s->rules.group        ? 0.5
                                               : greedy;

  return MAX(share - s->options->epsilon, 0);
}

static gboolean tell(Search *r, GvTask *task, GError **error)
{
  g_autoptr(GError) no_bound = NULL;

  if (r->s.pool.drawn && !choose(&r->s, TRUE, task, &no_bound) && !(r->ended && r->s.cover.count)) {
    g_propagate_error(error, g_steal_pointer(&no_bound));
    return FALSE;
  }
  fill_up(&r->s);
  if (!compare(r, task, error) || !measure(r, task, error))
    return FALSE;
  bound(r);
  return TRUE;
}

/* Until settled and sure, or a bound is reached. */
static gboolean search(Search *r, GvTask *task, GError **error)
{
  GvSeeds *result = r->result;

  if (!gv_search_sentinels(&r->s, task, error))
    return FALSE;
  for (;; r->attempts++) {
    if (!settle(r, task, error) || !tell(r, task, error))
      return FALSE;
    if (r->ended || r->attempts >= 30 || r->s.cover.total < ENOUGH_HITS)
      return TRUE;
    if (result->guarantee >= result->promised &&
        (result->flattery <= 2 * r->s.options->settled || result->method != 0 || r->attempts > 2))
      return TRUE;
  }
}

static gboolean end_of(const GError *error, GvSeedsEnd *end)
{
  if (error->domain != GV_ERROR)
    return FALSE;
  *end = error->code == GV_ERROR_TIMEOUT     ? GV_SEEDS_TIME
         : error->code == GV_ERROR_CANCELLED ? GV_SEEDS_STOPPED
                                             : GV_SEEDS_NO_ROOM;
  return error->code == GV_ERROR_TIMEOUT || error->code == GV_ERROR_CANCELLED ||
         error->code == GV_ERROR_NO_MEMORY || error->code == GV_ERROR_LIMIT;
}

static void finish(Search *r)
{
  GvSeeds *result = r->result;

  result->pool_sets = r->s.pool.drawn;
  result->sentinels = r->s.rules.forced_count - r->s.rules.included_count;
  result->mean_size = r->s.pool.drawn ? (double)gv_set_source_work(&r->s.source) /
                                          (double)(r->s.pool.drawn + result->fresh_sets)
                                      : 0;
}

gboolean gv_seeds_run(GvGraph *attention, const GvSpread *spread, const GvSeedOptions *options,
                      const GvSeedCampaign *campaign, GvSeeds *seeds, GvTask *task, GError **error)
{
  Search r = { .s = { .attention = attention, .spread = spread, .options = options,
                      .campaign = campaign },
               .result = seeds,
               .flattered = 2 };
  g_autoptr(GError) cut = NULL;
  gboolean done;

  *seeds = (GvSeeds){ 0 };
  gv_task_set_label(task, "seeds");
  if (options->count == 0 && !(options->budget > 0)) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "how many people? --count K or --budget B says it");
    return FALSE;
  }
  if (gv_graph_vertices(attention) == 0)
    return TRUE;
  done = gv_search_init(&r.s, task, error);
  if (done) {
    seeds->promised = promised(&r.s);
    if (!search(&r, task, &cut)) {
      r.ended = end_of(cut, &seeds->end);
      done = r.ended && tell(&r, NULL, error);
      if (!r.ended)
        g_propagate_error(error, g_steal_pointer(&cut));
    }
  }
  if (done)
    finish(&r);
  else
    gv_seeds_clear(seeds);
  gv_search_clear(&r.s);
  return done;
}
