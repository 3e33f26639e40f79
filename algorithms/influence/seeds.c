/* Seeds by reverse influence sampling. A set S reaches a share of all value that
 * is the probability that S stands in a random reverse reachable set and nobody
 * active does (Borgs et al. 2014), so people who stand together in most sets of a
 * pool are wanted: greedy coverage.
 *
 * The pool grows until it no longer flatters its choice: sets that come next had
 * no say in it, and what they say of it is compared with what the pool says. That
 * is more than the guarantee of (1 - 1/e - epsilon) asks for, where sets chosen
 * lose to a list by PageRank (docs/seeds.md). Then four such lists are tried too,
 * all on one fresh sample, and the best is taken.
 *
 * What is told of it (tell.c) comes from another fresh sample.
 *
 * Directed attention, by the spread model. The same bits at any thread count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>

#include "algorithms/influence/search.h"
#include "graph/base/array.h"
#include "graph/base/memory.h"
#include "graph/base/task.h"

enum {
  FIRST = 1024,          /* sets of the pool at first; later times a power of two */
  ENOUGH_HITS = 1000,    /* covered sets of the pool at least, before it may settle */
  ENOUGH_SETS = 1 << 22, /* but so many sets and … */
  ENOUGH_EACH = 64,      /* … so many a person are enough in any case */
  EACH_BYTES = 64,       /* of a person, for choosing and telling */
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
  { "method", GV_PARAM_CHOICE, offsetof(GvSeedOptions, way), 0, 7, 0, gv_seed_ways, NULL,
    "how people are chosen: best of five ways, or by one list; named, acquaintance and random are "
    "for those who have no network" },
  { "ask", GV_PARAM_INT, offsetof(GvSeedOptions, ask), 0, 4e9, 0, NULL, "N",
    "--method acquaintance: N random people name one they listen to; 0 = until there are enough" },
  { "work", GV_PARAM_REAL, offsetof(GvSeedOptions, work), 0, 1e18, 2e9, NULL, "STEPS",
    "look at about this many ties and people at most; 0 = no bound" },
  { "pool-memory", GV_PARAM_REAL, offsetof(GvSeedOptions, memory), 0, 1e18, 2e9, NULL, "BYTES",
    "keep random sets of about this size at most; 0 = no bound" },
  GV_PARAMS_END,
};
const size_t gv_seed_options_size = sizeof(GvSeedOptions);

const char *gv_seeds_end_sentence(GvSeedsEnd end)
{
  static const char *const sentences[] = {
    [GV_SEEDS_SETTLED] = "more sets would change little",
    [GV_SEEDS_WORK] = "the bound on work was reached (--work)",
    [GV_SEEDS_MEMORY] = "the pool of sets was full (--pool-memory)",
    [GV_SEEDS_LISTED] = "a list was asked for (--method)",
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

/* Whether memory can be had for that many sets more while they are made, for choosing anew and
 * for telling what was chosen. */
static gboolean has_room(const GvSearch *s, uint64_t more)
{
  const double sets = (double)more,
               entries = (double)s->pool.entries * sets / (double)s->pool.drawn;
  const size_t bytes = (size_t)(8 * entries + 16 * sets + EACH_BYTES * (double)s->n);

  if (gv_memory_excess(bytes) > 0)
    gv_memory_give_back();
  return gv_memory_excess(bytes) == 0;
}

/* Sets to draw next: fewer steps while the choice is far from settled. Ends the search where
 * they would break a bound. */
static uint64_t next_growth(GvSeedSearch *r)
{
  const GvSearch *s = &r->s;
  const uint64_t more = s->pool.drawn == 0   ? FIRST
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
  else if (r->ended && !has_room(s, more))
    r->result->end = GV_SEEDS_NO_ROOM;
  else
    r->ended = FALSE;
  return more;
}

/* Grows the pool and asks the new sets what the choice was worth. */
static gboolean grow(GvSeedSearch *r, uint64_t more, GvTask *task, GError **error)
{
  GvSearch *s = &r->s;
  const size_t parts = s->pool.part_count;
  const uint64_t covered = s->pool.covered;
  const double said = s->pool.drawn ? gv_search_share(s) : 0;
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

/* The last growth multiplied the pool; flattery shrinks about as the sets grow in number. What
 * few covered sets say of it is luck: so many more are asked for as less is to be told apart.
 * Where hardly any set is covered, more of them will not help: other methods will. */
static gboolean is_settled(const GvSeedSearch *r, uint64_t before)
{
  const GvSearch *s = &r->s;
  const double left = r->flattered * (double)before / (double)s->pool.drawn;
  const double hits = MAX(ENOUGH_HITS, 100 / s->options->settled);
  const uint64_t sets = s->cover.total == 0 ? ENOUGH_SETS / ENOUGH_EACH : ENOUGH_SETS;
  const gboolean many = s->pool.drawn >= sets && s->pool.drawn / ENOUGH_EACH >= s->n;

  if (s->cover.total < ENOUGH_HITS)
    return many;
  return before > 0 && left <= s->options->settled && (many || (double)s->cover.total >= hits);
}

static gboolean settle(GvSeedSearch *r, GvTask *task, GError **error)
{
  for (gboolean settled = FALSE; !settled;) {
    const uint64_t before = r->s.pool.drawn, more = next_growth(r);
    if (r->ended)
      return TRUE;
    if (!grow(r, more, task, error) || !gv_search_choose(&r->s, FALSE, task, error))
      return FALSE;
    settled = is_settled(r, before);
  }
  return TRUE;
}

/* Greedy coverage is 1 - 1/e of the best for a count, 1/2 under quotas (Fisher et al. 1978),
 * and the better one of plain and by cost (1 - 1/e) / 2 under a budget (Khuller et al. 1999);
 * under both, and for a list, nothing is known beforehand. */
static double promised(const GvSearch *s)
{
  const gboolean costs = isfinite(s->rules.budget) && s->rules.cost;
  const double greedy = 1 - exp(-1);
  const double share = s->options->way != GV_SEED_BEST || (costs && s->rules.group) ? 0
                       : costs                                                      ? greedy / 2
                       : s->rules.group                                             ? 0.5
                                                                                    : greedy;

  return MAX(share - s->options->epsilon, 0);
}

/* Until settled and sure, or a bound is reached. */
static gboolean search(GvSeedSearch *r, GvTask *task, GError **error)
{
  GvSeeds *result = r->result;

  if (r->s.options->way != GV_SEED_BEST) {
    result->end = GV_SEEDS_LISTED;
    return gv_search_list(&r->s, error) && gv_search_tell(r, task, error);
  }
  if (!gv_search_sentinels(&r->s, task, error))
    return FALSE;
  for (;; r->attempts++) {
    if (!settle(r, task, error) || !gv_search_tell(r, task, error))
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

static void finish(GvSeedSearch *r)
{
  GvSeeds *result = r->result;

  result->pool_sets = r->s.pool.drawn;
  result->sentinels = r->s.rules.forced_count - r->s.rules.included_count;
  const uint64_t sets = r->s.pool.drawn + result->fresh_sets;
  result->mean_size = sets ? (double)gv_set_source_work(&r->s.source) / (double)sets : 0;
}

gboolean gv_seeds_run(GvGraph *attention, const GvSpread *spread, const GvSeedOptions *options,
                      const GvSeedCampaign *campaign, GvSeeds *seeds, GvTask *task, GError **error)
{
  GvSeedSearch r = {
    .s = { .attention = attention, .spread = spread, .options = options, .campaign = campaign },
    .result = seeds,
    .flattered = 2
  };
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
      gv_memory_give_back();
      done = r.ended && gv_search_tell(&r, NULL, error);
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
