/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/outcome.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/random.h"

/* 0 below 1, else 1 + floor(log2 audience). */
static uint32_t audience_class(double audience)
{
  if (!(audience >= 1))
    return 0;
  return (uint32_t)MIN(1 + (isinf(audience) ? 1024 : ilogb(audience)), GV_MARK_CLASS);
}

static int ascending(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

/* The different gains above 0, ascending, behind the 0. */
static gboolean find_levels(GvOutcome *o, const double *gain, GError **error)
{
  size_t count = 1;

  if (!(o->level_gain = gv_array_new(o->gainer_count + 1, sizeof(double), error)))
    return FALSE;
  for (size_t i = 0; i < o->gainer_count; i++)
    o->level_gain[i + 1] = gain[o->gainers[i]];
  qsort(o->level_gain + 1, o->gainer_count, sizeof(double), ascending);
  for (size_t i = 1; i <= o->gainer_count; i++)
    if (o->level_gain[i] > o->level_gain[count - 1])
      o->level_gain[count++] = o->level_gain[i];
  o->levels = count;
  if (!(o->level_log = gv_array_new(count, sizeof(double), error)))
    return FALSE;
  for (size_t l = 0; l < count; l++)
    o->level_log[l] = log2(1 + o->level_gain[l]);
  return TRUE;
}

static GvVertex level_of(const GvOutcome *o, double gain)
{
  const double *found = bsearch(&gain, o->level_gain, o->levels, sizeof *o->level_gain, ascending);

  return found ? (GvVertex)(found - o->level_gain) : 0;
}

static gboolean find_gainers(GvOutcome *o, const double *gain, GError **error)
{
  for (size_t i = 0; i < o->n; i++) {
    if (!(gain[i] >= 0) || isinf(gain[i])) {
      g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                  "a gain must be a finite number from 0, not %g", gain[i]);
      return FALSE;
    }
    o->gainer_count += gain[i] > 0;
  }
  if (!(o->gainers = gv_array_new(o->gainer_count, sizeof *o->gainers, error)))
    return FALSE;
  for (size_t i = 0, at = 0; i < o->n; i++)
    if (gain[i] > 0)
      o->gainers[at++] = (GvVertex)i;
  return TRUE;
}

gboolean gv_outcome_init(GvOutcome *o, const double *gain, const double *audience, size_t n,
                         GError **error)
{
  *o = (GvOutcome){ .n = n };
  if (!find_gainers(o, gain, error) || !find_levels(o, gain, error) ||
      !(o->marks = gv_array_new(n, sizeof *o->marks, error)) ||
      !(o->level = gv_array_new(n, sizeof *o->level, error)) ||
      !(o->discount = gv_array_new(n + 1, sizeof *o->discount, error)))
    return FALSE;
  for (size_t i = 0; i < n; i++) {
    o->marks[i] = audience_class(audience[i]) | (gain[i] > 0 ? GV_MARK_GAINED : 0) | GV_MARK_ONCE;
    o->discount[i + 1] = o->discount[i] + 1 / log2(2 + (double)i);
  }
  for (size_t i = 0; i < o->gainer_count; i++)
    o->level[o->gainers[i]] = level_of(o, gain[o->gainers[i]]);
  return TRUE;
}

void gv_outcome_clear(GvOutcome *o)
{
  g_free(o->marks);
  g_free(o->level);
  g_free(o->level_gain);
  g_free(o->level_log);
  g_free(o->gainers);
  g_free(o->discount);
}

gboolean gv_sample_init(GvSample *s, const GvOutcome *o, GError **error)
{
  *s = (GvSample){ .gained = 0 };
  return (s->marks = gv_array_new(o->n, sizeof *s->marks, error)) &&
         (s->level_count = gv_array_new(o->levels, sizeof *s->level_count, error)) &&
         (s->level_rank = gv_array_new(o->levels, sizeof *s->level_rank, error));
}

void gv_sample_clear(GvSample *s)
{
  g_free(s->marks);
  g_free(s->level_count);
  g_free(s->level_rank);
}

static void count_levels(GvSample *s, const GvOutcome *o)
{
  memset(s->level_count, 0, o->levels * sizeof *s->level_count);
  s->gained = 0;
  for (size_t i = 0; i < o->gainer_count; i++) {
    const GvVertex v = o->gainers[i];
    const uint64_t count = s->marks[v] >> GV_MARK_COUNT;
    s->level_count[o->level[v]] += count;
    s->gained += count;
  }
  s->level_count[0] = o->n - s->gained;
}

/* Ranks by gain, and the best that an order could do. */
static void weigh_levels(GvSample *s, const GvOutcome *o)
{
  uint64_t below = 0;

  s->gain = s->ideal = s->rank_spread = 0;
  for (size_t l = 0; l < o->levels; l++) {
    const double count = (double)s->level_count[l];
    const uint64_t above = o->n - below - s->level_count[l];
    s->level_rank[l] = 2 * (double)below + count - (double)o->n; /* mean of all: n + 1 */
    s->gain += count * o->level_gain[l];
    s->ideal += o->level_log[l] * (o->discount[o->n - below] - o->discount[above]);
    s->rank_spread += count * s->level_rank[l] * s->level_rank[l];
    below += s->level_count[l];
  }
}

static void count_like_pairs(GvSample *s, const GvOutcome *o)
{
  uint64_t people[GV_AUDIENCE_CLASSES] = { 0 }, gained[GV_AUDIENCE_CLASSES] = { 0 };

  for (size_t i = 0; i < o->n; i++)
    people[s->marks[i] & GV_MARK_CLASS] += s->marks[i] >> GV_MARK_COUNT;
  for (size_t i = 0; i < o->gainer_count; i++) {
    const uint32_t mark = s->marks[o->gainers[i]];
    gained[mark & GV_MARK_CLASS] += mark >> GV_MARK_COUNT;
  }
  s->like_pairs = 0;
  for (int c = 0; c < GV_AUDIENCE_CLASSES; c++)
    s->like_pairs += gained[c] * (people[c] - gained[c]);
}

static void describe(GvSample *s, const GvOutcome *o)
{
  count_levels(s, o);
  weigh_levels(s, o);
  count_like_pairs(s, o);
}

void gv_sample_all(GvSample *s, const GvOutcome *o)
{
  memcpy(s->marks, o->marks, o->n * sizeof *s->marks);
  describe(s, o);
}

void gv_sample_draw(GvSample *s, const GvOutcome *o, uint64_t seed, uint64_t round)
{
  GvRng rng = gv_rng(seed, round);

  for (size_t i = 0; i < o->n; i++)
    s->marks[i] = o->marks[i] & (GV_MARK_CLASS | GV_MARK_GAINED);
  for (size_t i = 0; i < o->n; i++)
    s->marks[gv_rng_below(&rng, (uint32_t)o->n)] += GV_MARK_ONCE;
  describe(s, o);
}
