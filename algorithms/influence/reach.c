/* Reach: how many other people one person reaches, expected, for all at once.
 *
 *   reach(u) = sum over v != u of P(u reaches v)
 *            = n * P(u is in the reverse reachable set of a random root v != u)
 *
 * so counting in how many of `sets` random sets u stands estimates it without
 * bias (Borgs et al. 2014). Roots are stratified: a round takes everybody as a
 * root once, in an order that is random. After r whole rounds
 *
 *   Var(reach(u)) = (1/r) * sum over v of P (1 - P) <= reach(u) / r
 *
 * Directed attention, by the spread model; weights as the model says. Counts
 * are integers, so threads may add them in any order.
 *
 * O(sets * size of a set); 4 bytes x n, and 8 bytes x n per thread.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <omp.h>

#include "algorithms/influence/reverse_sets.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum {
  RUN = 64,      /* roots drawn one after the other */
  WAVE = 1 << 9, /* runs between two looks at the budget */
};

typedef struct {
  GvReverseModel model;
  const GvReachOptions *options;
  GvReverseSet *sets; /* [threads] */
  int threads;
  uint32_t *hits; /* [n], sets of others in which v stands */
  uint64_t drawn, members;
} Sampler;

static void sampler_clear(Sampler *s)
{
  for (int t = 0; s->sets && t < s->threads; t++)
    gv_reverse_set_clear(&s->sets[t]);
  g_free(s->sets);
  g_free(s->hits);
  gv_reverse_model_clear(&s->model);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sampler, sampler_clear)

static gboolean sampler_init(Sampler *s, GvGraph *attention, const GvSpread *spread, GvTask *task,
                             GError **error)
{
  const GvVertex n = gv_graph_vertices(attention);

  s->threads = gv_task_threads(task);
  if (!gv_reverse_model_init(&s->model, attention, spread, task, error) ||
      !(s->hits = gv_array_new(n, sizeof *s->hits, error)) ||
      !(s->sets = gv_array_new((size_t)s->threads, sizeof *s->sets, error)))
    return FALSE;
  for (int t = 0; t < s->threads; t++)
    if (!gv_reverse_set_init(&s->sets[t], n, error))
      return FALSE;
  return TRUE;
}

static GvVertex common_divisor(GvVertex a, GvVertex b)
{
  while (b) {
    GvVertex rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/* One round's order of roots: runs of neighbouring ids, for the cache's sake, of
 * which run k is (step * k + first) mod runs; so everybody comes by once. */
typedef struct {
  uint64_t step, first;
  GvVertex runs;
} Order;

static Order random_order(uint64_t seed, uint64_t round, GvVertex n)
{
  const GvVertex runs = (n - 1) / RUN + 1;
  GvRng rng = gv_rng(seed ^ UINT64_C(0x726f6f7473), round);
  GvVertex step = 1 + gv_rng_below(&rng, runs), first = gv_rng_below(&rng, runs);

  while (common_divisor(step, runs) != 1)
    step++;
  return (Order){ step, first, runs };
}

/* Draws the sets of one run of roots; returns the members of all. */
static uint64_t draw_run(Sampler *s, uint64_t round, GvVertex run, const GvTask *task)
{
  const GvVertex n = s->model.ties.n, begin = run * RUN, end = MIN(begin + RUN, n);
  GvReverseSet *set = &s->sets[omp_get_thread_num()];
  uint64_t members = 0;

  for (GvVertex root = begin; root < end && !gv_task_is_cancelled(task); root++) {
    gv_reverse_set_draw(set, &s->model, root, (uint64_t)s->options->seed, round * n + root);
    members += set->size;
    for (GvVertex k = 1; k < set->size; k++) {
#pragma omp atomic
      s->hits[set->members[k]]++;
    }
  }
  return members;
}

/* Draws the runs `begin` .. `end` of one round. */
static void draw_wave(Sampler *s, uint64_t round, GvVertex begin, GvVertex end, const GvTask *task)
{
  const GvVertex n = s->model.ties.n;
  const Order order = random_order((uint64_t)s->options->seed, round, n);
  uint64_t members = 0, drawn = 0;

#pragma omp parallel for num_threads(s->threads) schedule(dynamic, 1) reduction(+ : members, drawn)
  for (GvVertex k = begin; k < end; k++) {
    GvVertex run = (GvVertex)((order.step * k + order.first) % order.runs);
    drawn += MIN(RUN, n - run * RUN);
    members += draw_run(s, round, run, task);
  }
  s->members += members;
  s->drawn += drawn;
}

static uint64_t ties_looked_at(const Sampler *s)
{
  uint64_t looked = 0;

  for (int t = 0; t < s->threads; t++)
    looked += s->sets[t].looked;
  return looked;
}

static gboolean draw_rounds(Sampler *s, GvTask *task, GError **error)
{
  const GvVertex n = s->model.ties.n, runs = (n - 1) / RUN + 1;
  const uint64_t rounds = (uint64_t)s->options->rounds, budget = (uint64_t)s->options->budget;

  for (uint64_t round = 0; round < rounds; round++)
    for (GvVertex begin = 0; begin < runs; begin += WAVE) {
      if (!gv_task_step(task, (double)round / (double)rounds, error))
        return FALSE;
      if (budget && s->drawn && ties_looked_at(s) >= budget)
        return TRUE;
      draw_wave(s, round, begin, MIN(begin + WAVE, runs), task);
    }
  return gv_task_step(task, 1, error);
}

gboolean gv_reach_run(GvGraph *attention, const GvSpread *spread, const GvReachOptions *options,
                      double *reach, GvReachFigures *figures, GvTask *task, GError **error)
{
  const GvVertex n = gv_graph_vertices(attention);
  g_auto(Sampler) s = { .options = options };

  g_return_val_if_fail(options->rounds > 0, FALSE);
  *figures = (GvReachFigures){ 0 };
  gv_task_set_label(task, "reach");
  if (n == 0)
    return TRUE;
  if (!sampler_init(&s, attention, spread, task, error) || !draw_rounds(&s, task, error))
    return FALSE;
  *figures = (GvReachFigures){ s.drawn, (double)s.drawn / n, (double)s.members / (double)s.drawn };
  for (GvVertex v = 0; v < n; v++)
    reach[v] = s.hits[v] / figures->sets_per_person;
  return TRUE;
}
