/* What a search tells: the best of several methods on one fresh sample, what it
 * reaches by another, and what no allowed set reaches more of.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "algorithms/influence/search.h"
#include "algorithms/influence/sure.h"
#include "graph/base/array.h"

enum {
  FIRST = 1024,       /* sets, where the pool has none yet */
  SIZES = 40,         /* sizes it may have, for the union bound */
  LAST_HITS = 10000,  /* sets that the last sample is to have covered, at most … */
  LEAST_HITS = 1000,  /* … and at least */
  LEAST_SETS = 4096,  /* of a sample */
  CUT_WORK = 4000000, /* ties and people looked at for the samples of a search cut short */
};

double gv_search_share(const GvSearch *s)
{
  return (double)s->cover.total / (double)s->pool.drawn;
}

/* Chooses anew on the whole pool; the choice before stays where that fails. */
gboolean gv_search_choose(GvSearch *s, gboolean bounded, GvTask *task, GError **error)
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

/* Share of all sets that the choice covers, by the pool; of a list by the sample before, 1 where
 * there is none yet. */
static double share_known(const GvSeedSearch *r)
{
  const GvSearch *s = &r->s;
  const double told = r->result->methods[r->result->method].reach / s->source.roots.total;

  if (s->pool.drawn)
    return MAX(gv_search_share(s), 1 / (double)s->pool.drawn);
  return s->options->way != GV_SEED_BEST && told > 0 ? told : 1;
}

/* Sets of a sample that is to have so many covered ones; of a search cut short as many as are
 * quick. Known before they are drawn. */
static uint64_t sample_size(const GvSeedSearch *r, double hits)
{
  const GvSearch *s = &r->s;
  const GvSeedOptions *o = s->options;
  const double drawn = (double)MAX(s->pool.drawn + r->result->fresh_sets, FIRST);
  const double each = MAX((double)gv_set_source_work(&s->source) / drawn, 1);
  const double most = o->way == GV_SEED_BEST ? 4 * (double)MAX(s->pool.drawn, FIRST)
                      : o->work > 0          ? o->work / each
                                             : INFINITY;
  double sets = MAX(MIN(hits / share_known(r), most), LEAST_SETS);

  if (r->ended && r->result->end >= GV_SEEDS_TIME)
    sets = MAX(MIN(sets, CUT_WORK / each), 64);
  return (uint64_t)MIN(sets, 1e15);
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

  if (isfinite(s->rules.budget) || s->rules.group || c->count >= s->rules.count ||
      s->options->way != GV_SEED_BEST)
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
static gboolean compare(GvSeedSearch *r, GvTask *task, GError **error)
{
  GvSearch *s = &r->s;
  const double settled = s->options->settled;
  const uint64_t sets = sample_size(r, CLAMP(50 / settled, LEAST_HITS, LAST_HITS / 2));
  const char *const names[GV_SEED_METHODS] = { gv_search_name(s), "one-step", "pagerank",
                                               "followers", "degree-discount" };
  const size_t way = (size_t)s->options->way;
  uint64_t hits[GV_SEED_METHODS];
  GvList lists[GV_SEED_METHODS];
  GvSeeds *result = r->result;

  for (size_t i = 0; i < GV_SEED_METHODS; i++)
    lists[i] = list_of(s, i);
  if (!gv_sample_lists(&s->source, s->people, lists, GV_SEED_METHODS, GV_STREAM_SCORE + r->attempts,
                       sets, hits, task, error))
    return FALSE;
  result->method = way < GV_SEED_METHODS ? way : 0;
  result->fresh_sets += sets;
  for (size_t i = 0; i < GV_SEED_METHODS; i++) {
    const double reach = s->source.roots.total * (double)hits[i] / (double)sets;
    const gboolean tried = i > 0 || way == GV_SEED_BEST || way >= GV_SEED_NAMED;
    result->methods[i] = (GvSeedMethod){ names[i], tried ? reach : (double)NAN };
    if (way == GV_SEED_BEST && hits[i] > hits[result->method])
      result->method = i;
  }
  if (s->cover.total > 0)
    result->flattery = 1 - (double)hits[0] / (double)sets / gv_search_share(s);
  return TRUE;
}

/* The seeds themselves are won for sure, where nobody else may have won them. */
static double own_value(const GvSearch *s, GvVertex v)
{
  return s->source.patient ? 0 : s->campaign->value ? s->campaign->value[v] : 1;
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
static double row_delta(const GvSeedSearch *r, size_t rows)
{
  return ldexp(r->s.options->delta, -2 - (int)r->attempts) / (2 * (double)rows);
}

static void fill_rows(const GvSeedSearch *r, const uint64_t *hits, uint64_t sets)
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
static gboolean measure(GvSeedSearch *r, GvTask *task, GError **error)
{
  GvSearch *s = &r->s;
  const GvList list = list_of(s, r->result->method);
  const double settled = s->options->settled; /* the standard error is to be as large */
  const uint64_t sets = sample_size(r, CLAMP(1 / (settled * settled), LEAST_HITS, LAST_HITS));
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

static void bound(GvSeedSearch *r)
{
  GvSearch *s = &r->s;
  GvSeeds *result = r->result;
  const double total = s->source.roots.total, delta = s->options->delta / 2 / SIZES;
  const double best = s->pool.drawn && s->cover.bound < UINT64_MAX
                          ? gv_sure_upper(MIN(s->cover.bound, s->pool.drawn), s->pool.drawn, delta)
                          : 1;

  result->best_possible = total * best;
  result->guarantee = result->count ? result->lower[result->count - 1] / result->best_possible : 0;
}

gboolean gv_search_tell(GvSeedSearch *r, GvTask *task, GError **error)
{
  g_autoptr(GError) no_bound = NULL;

  if (r->s.pool.drawn && !gv_search_choose(&r->s, TRUE, task, &no_bound) &&
      !(r->ended && r->s.cover.count)) {
    g_propagate_error(error, g_steal_pointer(&no_bound));
    return FALSE;
  }
  fill_up(&r->s);
  if (!compare(r, task, error) || !measure(r, task, error))
    return FALSE;
  bound(r);
  return TRUE;
}
