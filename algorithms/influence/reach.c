/* Reach: how many other people one person reaches, expected, for all at once.
 *
 *   reach(u) = sum over v != u of P(u reaches v)
 *            = n * P(u is in the reverse reachable set of a random root v != u)
 *
 * so counting in how many of `sets` random sets u stands estimates it without
 * bias (Borgs et al. 2014). Roots are stratified: a round takes everybody as a
 * root once; where the budget may break it off, in waves that each take about
 * one root of every block of neighbouring ids. After r rounds, whole or not,
 *
 *   Var(reach(u)) <= (1/r) * sum over v of P(u reaches v) = reach(u) / r
 *
 * since roots are never taken together more often than at random. (Where the
 * budget decides when to stop, the bias is a small share of that error.)
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

enum { WAVE = 1 << 15 }; /* roots between two looks at the budget, about */

typedef struct {
  GvReverseModel model;
  const GvReachOptions *options;
  GvReverseSet *sets; /* [threads] */
  int threads;
  uint32_t *hits;    /* [n], sets of others in which v stands */
  double per_person; /* sets drawn of each root so far, expected */
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

/* The root that `block` gives to `wave` of `waves`: block b holds the ids b * waves
 * .. (b + 1) * waves - 1, and deals them out in an order of its own, step * wave
 * + first mod waves. As waves is prime, any two of them are as likely to be among
 * the first w dealt as in a random sample; the last block may have none. */
static uint64_t root_of(uint64_t seed, uint64_t round, GvVertex wave, GvVertex waves,
                        GvVertex block)
{
  if (waves == 1)
    return block;
  GvRng rng = gv_rng(seed ^ UINT64_C(0x726f6f7473), round << 32 | block);
  const uint64_t first = gv_rng_below(&rng, waves), step = 1 + gv_rng_below(&rng, waves - 1);

  return (uint64_t)block * waves + (step * wave + first) % waves;
}

/* Draws the root's set; returns its members. */
static uint64_t draw(Sampler *s, uint64_t round, GvVertex root)
{
  GvReverseSet *set = &s->sets[omp_get_thread_num()];

  gv_reverse_set_draw(set, &s->model, root, (uint64_t)s->options->seed,
                      round * s->model.ties.n + root);
  for (GvVertex k = 1; k < set->size; k++) {
#pragma omp atomic
    s->hits[set->members[k]]++;
  }
  return set->size;
}

static void draw_wave(Sampler *s, uint64_t round, GvVertex wave, GvVertex waves, const GvTask *task)
{
  const GvVertex n = s->model.ties.n, blocks = (n - 1) / waves + 1;
  const uint64_t seed = (uint64_t)s->options->seed;
  uint64_t members = 0, drawn = 0;

#pragma omp parallel for num_threads(s->threads) schedule(dynamic, 64) reduction(+ : members, drawn)
  for (GvVertex block = 0; block < blocks; block++) {
    const uint64_t root = root_of(seed, round, wave, waves, block);
    if (root >= n || gv_task_is_cancelled(task))
      continue;
    members += draw(s, round, (GvVertex)root);
    drawn++;
  }
  s->members += members;
  s->drawn += drawn;
  s->per_person = (double)round + (wave + 1.0) / waves;
}

static uint64_t ties_looked_at(const Sampler *s)
{
  uint64_t looked = 0;

  for (int t = 0; t < s->threads; t++)
    looked += s->sets[t].looked;
  return looked;
}

static gboolean is_prime(GvVertex p)
{
  for (uint64_t d = 2; d * d <= p; d++)
    if (p % d == 0)
      return FALSE;
  return p >= 2;
}

/* Waves in a round, each of about one root a block. */
static GvVertex waves_for(GvVertex n)
{
  GvVertex waves = n / WAVE + 2;

  while (!is_prime(waves))
    waves++;
  return waves;
}

/* A round that will not be broken off is one wave, in order of the ids, for the
 * cache's sake: which root comes when is then all the same. */
static GvVertex waves_in_round(const Sampler *s, uint64_t round)
{
  const double budget = (double)s->options->budget, looked = (double)ties_looked_at(s);
  const gboolean fits = round > 0 && looked + 2 * looked / (double)round < budget;

  return budget == 0 || fits ? 1 : waves_for(s->model.ties.n);
}

static gboolean draw_rounds(Sampler *s, GvTask *task, GError **error)
{
  const uint64_t rounds = (uint64_t)s->options->rounds, budget = (uint64_t)s->options->budget;

  for (uint64_t round = 0; round < rounds; round++) {
    const GvVertex waves = waves_in_round(s, round);
    for (GvVertex wave = 0; wave < waves; wave++) {
      if (!gv_task_step(task, (double)round / (double)rounds, error))
        return FALSE;
      if (budget && s->drawn && ties_looked_at(s) >= budget)
        return TRUE;
      draw_wave(s, round, wave, waves, task);
    }
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
  *figures = (GvReachFigures){ .sets = s.drawn,
                               .sets_per_person = s.per_person,
                               .mean_size = (double)s.members / (double)s.drawn };
  for (GvVertex v = 0; v < n; v++)
    reach[v] = s.hits[v] / figures->sets_per_person;
  return TRUE;
}
