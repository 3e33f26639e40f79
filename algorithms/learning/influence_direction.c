/* Whether the order of actions speaks for the direction of attention: how much later
 * actions the ties explain either way round, against the same with times shuffled among
 * those who acted on an item.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <omp.h>

#include "algorithms/learning/influence.h"
#include "graph/base/array.h"
#include "graph/base/random.h"
#include "graph/base/task.h"

enum { DECLARED = 1, REVERSED = 2 };

typedef struct {
  const GvAdoptions *adoptions;
  const GvMeetings *meetings;
  double within;
  size_t *begin;   /* [items + 1], into members */
  size_t *members; /* [adoptions], of each item */
  uint64_t later;  /* actions that were not the first on their item */
} Check;

static void check_clear(Check *c)
{
  g_free(c->begin);
  g_free(c->members);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Check, check_clear)

static gboolean check_init(Check *c, GError **error)
{
  const GvAdoptions *a = c->adoptions;

  if (!(c->begin = gv_array_new((size_t)a->items + 2, sizeof *c->begin, error)) ||
      !(c->members = gv_array_new(MAX(a->count, 1), sizeof *c->members, error)))
    return FALSE;
  for (size_t i = 0; i < a->count; i++)
    c->begin[a->item[i] + 2]++;
  for (size_t k = 2; k <= (size_t)a->items + 1; k++)
    c->begin[k] += c->begin[k - 1];
  for (size_t i = 0; i < a->count; i++)
    c->members[c->begin[a->item[i] + 1]++] = i;
  for (uint32_t k = 0; k < a->items; k++) {
    double first = INFINITY;
    for (size_t i = c->begin[k]; i < c->begin[k + 1]; i++)
      first = fmin(first, a->time[c->members[i]]);
    for (size_t i = c->begin[k]; i < c->begin[k + 1]; i++)
      c->later += a->time[c->members[i]] > first;
  }
  return TRUE;
}

/* Times of each item's members change places. */
static void shuffle(const Check *c, double *time, uint64_t seed, uint64_t round)
{
  GvRng rng = gv_rng(seed, round);

  for (uint32_t k = 0; k < c->adoptions->items; k++)
    for (size_t left = c->begin[k + 1] - c->begin[k]; left > 1; left--) {
      const size_t *own = c->members + c->begin[k];
      const size_t i = own[left - 1], j = own[gv_rng_below(&rng, (uint32_t)left)];
      const double other = time[i];
      time[i] = time[j];
      time[j] = other;
    }
}

/* Shares of later actions that are explained. flags: [adoptions], scratch. */
static void explain(const Check *c, const double *time, uint8_t *flags, double *declared,
                    double *reversed)
{
  const GvMeetings *m = c->meetings;
  uint64_t counts[2] = { 0 };

  for (size_t i = 0; i < c->adoptions->count; i++)
    flags[i] = 0;
  for (size_t k = 0; k < m->count; k++) {
    const double delay = time[m->listener[k]] - time[m->speaker[k]];
    if (c->within > 0 && fabs(delay) > c->within)
      continue;
    flags[m->listener[k]] |= delay > 0 ? DECLARED : 0;
    flags[m->speaker[k]] |= delay < 0 ? REVERSED : 0;
  }
  for (size_t i = 0; i < c->adoptions->count; i++) {
    counts[0] += (flags[i] & DECLARED) != 0;
    counts[1] += (flags[i] & REVERSED) != 0;
  }
  *declared = (double)counts[0] / (double)c->later;
  *reversed = (double)counts[1] / (double)c->later;
}

/* differences: [rounds]. Scratch of a thread: [adoptions] each. */
static gboolean shuffle_all(const Check *c, const GvLearnOptions *o, double *differences,
                            GvTask *task, GError **error)
{
  const size_t count = c->adoptions->count;
  const int threads = (int)MIN(gv_task_threads(task), o->rounds);
  g_autofree double *times = gv_array_new_raw((size_t)threads * count, sizeof *times, error);
  g_autofree uint8_t *flags =
      times ? gv_array_new_raw((size_t)threads * count, sizeof *flags, error) : NULL;

  if (flags == NULL)
    return FALSE;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
  for (int64_t r = 0; r < o->rounds; r++) {
    const size_t at = (size_t)omp_get_thread_num() * count;
    double declared, reversed;
    if (gv_task_is_cancelled(task))
      continue;
    for (size_t i = 0; i < count; i++)
      times[at + i] = c->adoptions->time[i];
    shuffle(c, times + at, (uint64_t)o->seed, (uint64_t)r);
    explain(c, times + at, flags + at, &declared, &reversed);
    differences[r] = declared - reversed;
  }
  return gv_task_check(task, error);
}

static int ascending(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

gboolean gv_influence_direction(const GvAdoptions *adoptions, const GvMeetings *meetings,
                                const GvLearnOptions *o, GvLearnFigures *f, GvTask *task,
                                GError **error)
{
  g_auto(Check) c = { .adoptions = adoptions, .meetings = meetings, .within = o->within };

  if (o->rounds <= 0)
    return TRUE;
  if (!check_init(&c, error))
    return FALSE;
  if (c.later == 0)
    return TRUE;
  g_autofree double *differences = gv_array_new((size_t)o->rounds, sizeof *differences, error);
  g_autofree uint8_t *flags = differences ? gv_array_new(adoptions->count, 1, error) : NULL;
  if (flags == NULL || !shuffle_all(&c, o, differences, task, error))
    return FALSE;
  explain(&c, adoptions->time, flags, &f->explained, &f->explained_reversed);
  qsort(differences, (size_t)o->rounds, sizeof *differences, ascending);
  const int64_t tail = (o->rounds - 1) / 40; /* 2.5 % */
  f->chance_low = differences[tail];
  f->chance_high = differences[o->rounds - 1 - tail];
  f->backwards = f->explained - f->explained_reversed < f->chance_low;
  return TRUE;
}
