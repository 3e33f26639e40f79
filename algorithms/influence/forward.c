/* Cascades forwards, 64 or 512 at a time, until the mean is known well enough.
 *
 *   reached(i) = | won by seeds and active in cascade i | - | won by the active alone |
 *
 * over people who are neither, in the same outcome of all ties: the difference is
 * taken within each cascade, so what the active do adds nothing to its error.
 * Independent cascade or linear threshold (by live edges) of Kempe, Kleinberg, Tardos
 * 2003, directed attention, weights as the model says.
 *
 * Each batch of 64 is a function of its number, whether it is played alone or in a block of
 * eight; counts are integers and a cascade's figure has one writer, so the bits are the same
 * at any thread count. When to stop is decided between waves of a fixed number of batches.
 *
 * O(ties of those won x rounds in which they are newly won in some lane) a batch or block; 4
 * bytes a tie (threshold: 16; one probability for all: none), 24 bytes x n; a thread 48 x n and 12
 * a tie up to GV_LIVE_TIES, or, with blocks, 212 x n and 68 a tie (forward_player.h).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/simulate.h>
#include <omp.h>
#include <string.h>

#include "algorithms/influence/forward_player.h"
#include "algorithms/influence/forward_stop.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

typedef struct {
  GvForwardModel model;
  const GvSimulateOptions *options;
  GvForwardPlayer *players; /* [threads] */
  int threads;
  uint8_t *uncounted;    /* [n], 1 = seed or active */
  GvVertex *starters;    /* the active, then the seeds */
  uint32_t *hits;        /* [n], cascades in which each is won */
  uint32_t *active_hits; /* [n], by the active alone; NULL where there are none */
  size_t capacity;       /* of reached */
  size_t won_capacity;
  uint64_t active_won; /* in all cascades */
  GError *failure;     /* of a batch */
} Simulator;

static void simulator_clear(Simulator *s)
{
  if (s->players)
    gv_forward_players_clear(s->players, s->threads);
  g_free(s->players);
  g_free(s->uncounted);
  g_free(s->starters);
  g_free(s->hits);
  g_free(s->active_hits);
  gv_forward_model_clear(&s->model);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Simulator, simulator_clear)

void gv_simulation_clear(GvSimulation *r)
{
  g_free(r->reached);
  g_free(r->won);
  g_free(r->by_round);
  g_free(r->probability);
  g_free(r->active_probability);
  *r = (GvSimulation){ 0 };
}

/* Puts those who do not stand there yet among the starters. */
static gboolean add_starters(Simulator *s, const GvVertex *people, size_t count, size_t *at,
                             GError **error)
{
  const GvVertex n = s->model.ties.n;

  for (size_t i = 0; i < count; i++) {
    const GvVertex v = people[i];
    if (v >= n) {
      g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                  "simulate: person %u is not among the %u of the graph", v, n);
      return FALSE;
    }
    if (s->uncounted[v])
      continue;
    s->uncounted[v] = 1;
    s->starters[(*at)++] = v;
  }
  return TRUE;
}

static gboolean simulator_starters(Simulator *s, GvSimulation *r, const GvVertex *seeds,
                                   size_t count, GError **error)
{
  const GvSimulateOptions *o = s->options;
  const GvVertex n = s->model.ties.n;
  size_t at = 0;

  if (!(s->uncounted = gv_array_new(n, sizeof *s->uncounted, error)) ||
      !(s->starters = gv_array_new(n, sizeof *s->starters, error)) ||
      !add_starters(s, o->active, o->active_count, &at, error))
    return FALSE;
  r->active = (GvVertex)at;
  if (!add_starters(s, seeds, count, &at, error))
    return FALSE;
  r->seeds = (GvVertex)at - r->active;
  return TRUE;
}

static gboolean simulator_init(Simulator *s, GvSimulation *r, GvTask *task, GError **error)
{
  const GvVertex n = s->model.ties.n;

  s->threads = gv_task_threads(task);
  if (!(s->hits = gv_array_new(n, sizeof *s->hits, error)) ||
      (r->active && !(s->active_hits = gv_array_new(n, sizeof *s->active_hits, error))) ||
      !(s->players = gv_array_new((size_t)s->threads, sizeof *s->players, error)) ||
      !gv_forward_players_init(s->players, s->threads, &s->model, gv_forward_at_once(s->options),
                               task, error))
    return FALSE;
  for (int t = 0; t < s->threads; t++) {
    s->players[t].tally->uncounted = s->uncounted;
    s->players[t].tally->rounds = (uint64_t)s->options->rounds;
  }
  return TRUE;
}

/* Of cascades 64 index …, of which there are `count`. Returns how many the active won. */
static uint64_t run_batch(Simulator *s, const GvSimulation *r, uint64_t index, unsigned count,
                          GError **error)
{
  GvForwardPlayer *player = &s->players[omp_get_thread_num()];
  const uint32_t *lanes = player->tally->lanes;
  const uint64_t seed = (uint64_t)s->options->seed;
  const GvForwardStart all = { s->starters, (size_t)r->active + r->seeds, s->hits, 1 };
  const GvForwardStart active = { s->starters, r->active, s->active_hits, -1 };
  uint32_t without[GV_BLOCK_LANES] = { 0 };
  uint64_t active_won = 0;

  if (r->active) {
    if (!gv_forward_play(player, &active, seed, index, count, error))
      return 0;
    memcpy(without, lanes, sizeof without);
  }
  if (!gv_forward_play(player, &all, seed, index, count, error))
    return 0;
  for (unsigned lane = 0; lane < count; lane++) {
    r->reached[index * GV_LANES + lane] = lanes[lane] - without[lane];
    r->won[index * GV_LANES + lane] = (uint32_t)all.count + lanes[lane];
    active_won += without[lane];
  }
  return active_won;
}

static void keep_first(GError **kept, GError *error)
{
#pragma omp critical(gv_forward_failure)
  {
    if (*kept == NULL)
      *kept = g_steal_pointer(&error);
  }
  g_clear_error(&error);
}

static gboolean make_room(Simulator *s, GvSimulation *r, size_t cascades, GError **error)
{
  return gv_array_reserve(&r->reached, &s->capacity, cascades, sizeof *r->reached, error) &&
         gv_array_reserve(&r->won, &s->won_capacity, cascades, sizeof *r->won, error);
}

/* Cascades from r->cascades up to `end`, the first of which is a multiple of 64. */
static gboolean run_wave(Simulator *s, GvSimulation *r, size_t end, GvTask *task, GError **error)
{
  const uint64_t first = r->cascades / GV_LANES, beyond = (end + GV_LANES - 1) / GV_LANES;
  const unsigned words = gv_forward_player_words(s->players);
  uint64_t active_won = 0;

  if (!make_room(s, r, end, error))
    return FALSE;
#pragma omp parallel for num_threads(s->threads) schedule(dynamic, 1) reduction(+ : active_won)
  for (uint64_t index = first; index < beyond; index += words) {
    GError *failure = NULL;
    if (gv_task_is_cancelled(task))
      continue;
    active_won +=
        run_batch(s, r, index, (unsigned)MIN(end - index * GV_LANES, words * GV_LANES), &failure);
    if (failure)
      keep_first(&s->failure, failure);
  }
  if (s->failure) {
    g_propagate_error(error, g_steal_pointer(&s->failure));
    return FALSE;
  }
  s->active_won += active_won;
  r->cascades = end;
  return TRUE;
}

static void add_up(const Simulator *s, GvSimulation *r)
{
  r->active_won = (double)s->active_won / (double)r->cascades;
  r->looked = 0;
  for (int t = 0; t < s->threads; t++)
    r->looked += s->players[t].tally->looked;
}

static gboolean simulate(Simulator *s, GvSimulation *r, GvTask *task, GError **error)
{
  if (!make_room(s, r, (size_t)s->options->cascades, error)) /* before the work, not after */
    return FALSE;
  for (;;) {
    const size_t end = gv_forward_end(r, s->options);
    if (!gv_task_step(task, gv_forward_progress(r, s->options), error))
      return FALSE;
    if (end == r->cascades)
      return TRUE;
    if (!run_wave(s, r, end, task, error))
      return FALSE;
    if (gv_task_is_cancelled(task)) /* what the batches left is nonsense */
      continue;
    add_up(s, r);
    gv_forward_measure(r);
  }
}

static gboolean take_rounds(const Simulator *s, GvSimulation *r, GError **error)
{
  for (int t = 0; t < s->threads; t++)
    r->round_count = MAX(r->round_count, s->players[t].tally->round_count);
  if (!(r->by_round = gv_array_new(r->round_count, sizeof *r->by_round, error)))
    return FALSE;
  for (size_t round = 0; round < r->round_count; round++) {
    int64_t sum = 0;
    for (int t = 0; t < s->threads; t++)
      sum += round < s->players[t].tally->round_count ? s->players[t].tally->by_round[round] : 0;
    r->by_round[round] = (double)sum / (double)r->cascades;
  }
  return TRUE;
}

static double *shares(const uint32_t *hits, GvVertex n, size_t cascades, GError **error)
{
  double *share = gv_array_new_raw(n, sizeof *share, error);

  for (GvVertex v = 0; share && v < n; v++)
    share[v] = hits[v] / (double)cascades;
  return share;
}

static gboolean take_results(const Simulator *s, GvSimulation *r, GError **error)
{
  const GvVertex n = s->model.ties.n;

  return take_rounds(s, r, error) &&
         (r->probability = shares(s->hits, n, r->cascades, error)) != NULL &&
         (!s->active_hits ||
          (r->active_probability = shares(s->active_hits, n, r->cascades, error)) != NULL);
}

gboolean gv_simulate_run(GvGraph *attention, const GvSpread *spread, const GvVertex *seeds,
                         size_t count, const GvSimulateOptions *options, GvSimulation *simulation,
                         GvTask *task, GError **error)
{
  g_auto(Simulator) s = { .options = options };
  g_auto(GvSimulation) r = { 0 };

  g_return_val_if_fail(options->cascades >= 0 && options->cascades <= UINT32_MAX, FALSE);
  g_return_val_if_fail(options->rounds >= 0, FALSE);
  *simulation = (GvSimulation){ 0 };
  gv_task_set_label(task, "cascades");
  if (!gv_forward_model_init(&s.model, attention, spread, task, error) ||
      !simulator_starters(&s, &r, seeds, count, error) || !simulator_init(&s, &r, task, error) ||
      !simulate(&s, &r, task, error) || !take_results(&s, &r, error))
    return FALSE;
  *simulation = r;
  r = (GvSimulation){ 0 };
  return TRUE;
}
