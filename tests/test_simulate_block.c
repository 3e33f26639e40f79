/* Cascades 512 at a time come out as those 64 at a time do, to the bit, with every step of
 * instructions, any number of threads and any number of cascades.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/simulate.h>

#include "algorithms/influence/forward_player.h"
#include "failing.h"
#include "spreads.h"

enum { N = 400, SPREADS = 8, FIRST = 3 /* batch */ };

static const GvVertex starters[] = { 5, 77 }, active[] = { 30, 5 };
static const uint8_t uncounted[N] = { [5] = 1, [77] = 1 };

/* Ties whose lanes are drawn one by one, side by side, or both; certain ones; thresholds. */
static GvSpread spread_of(int i)
{
  static const double chances[] = { .005, .03, 1. / 24, .3, 1 };
  GvSpread spread = i < 5 ? uniform(chances[i]) : i == 7 ? uniform(.02) : cascade;

  spread.cascade = i < 6 ? GV_CASCADE_INDEPENDENT : GV_CASCADE_THRESHOLD;
  return spread;
}

/* Of cascades from 64 FIRST on. */
typedef struct {
  uint32_t lanes[GV_BLOCK_LANES], hits[N];
  int64_t by_round[N];
  uint64_t looked;
} Outcome;

static void keep(Outcome *o, const GvForwardTally *tally)
{
  o->looked = tally->looked;
  g_assert_cmpuint(tally->round_count, <=, N);
  for (size_t r = 0; r < tally->round_count; r++)
    o->by_round[r] = tally->by_round[r];
}

static void play_batches(const GvForwardModel *model, unsigned count, uint64_t rounds, Outcome *o)
{
  const GvForwardStart start = { starters, 2, o->hits, 1 };
  GvForwardBatch b;

  g_assert_true(gv_forward_batch_init(&b, model, NULL, NULL));
  b.tally.uncounted = uncounted;
  b.tally.rounds = rounds;
  for (unsigned at = 0; at < count; at += GV_LANES) {
    const unsigned lanes = MIN(count - at, GV_LANES);
    const uint64_t mask = lanes < GV_LANES ? (UINT64_C(1) << lanes) - 1 : UINT64_MAX;
    g_assert_true(gv_forward_batch_run(&b, &start, 8, FIRST + at / GV_LANES, mask, NULL));
    memcpy(o->lanes + at, b.tally.lanes, lanes * sizeof *o->lanes);
  }
  keep(o, &b.tally);
  gv_forward_batch_clear(&b);
}

/* Twice, so that what the first leaves behind would show. */
static void play_block(const GvForwardModel *model, GvCpu cpu, unsigned count, uint64_t rounds,
                       Outcome *o)
{
  uint32_t before[N] = { 0 };
  const GvForwardStart other = { active, 2, before, 1 }, start = { starters, 2, o->hits, 1 };
  GvForwardBlockRun *run = gv_forward_block_run(cpu);
  GvForwardBlock b;

  g_assert_true(gv_forward_block_init(&b, model, NULL, NULL));
  b.tally.uncounted = uncounted;
  b.tally.rounds = rounds;
  g_assert_true(run(&b, &other, 4, FIRST + 9, GV_BLOCK_LANES, NULL));
  b.tally.looked = 0;
  for (size_t r = 0; r < b.tally.round_count; r++)
    b.tally.by_round[r] = 0;
  g_assert_true(run(&b, &start, 8, FIRST, count, NULL));
  memcpy(o->lanes, b.tally.lanes, count * sizeof *o->lanes);
  keep(o, &b.tally);
  gv_forward_block_clear(&b);
}

static void check_block(GvGraph *g, GvSpread spread, unsigned count, uint64_t rounds)
{
  g_auto(GvForwardModel) model = { 0 };
  g_autofree Outcome *expected = g_new0(Outcome, 1);

  g_assert_true(gv_forward_model_init(&model, g, &spread, NULL, NULL));
  play_batches(&model, count, rounds, expected);
  for (GvCpu cpu = GV_CPU_ANY; cpu <= gv_cpu(); cpu++) {
    g_autofree Outcome *o = g_new0(Outcome, 1);
    play_block(&model, cpu, count, rounds, o);
    g_assert_true(memcmp(o, expected, sizeof *o) == 0);
  }
}

static void a_block_is_eight_batches(void)
{
  static const unsigned counts[] = { 1, 63, 64, 65, 255, 257, 500, GV_BLOCK_LANES };

  for (int i = 0; i < SPREADS; i++)
    for (size_t c = 0; c < G_N_ELEMENTS(counts); c++) {
      g_autoptr(GvGraph) g = random_graph(N, 4000, 8 + (uint32_t)c, i & 1, c & 1);
      check_block(g, spread_of(i), counts[c], 0);
      check_block(g, spread_of(i), counts[c], 2);
    }
}

static GvSimulation run_with(GvGraph *g, GvSpread spread, GvSimulateOptions options,
                             const char *cpu, unsigned threads)
{
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_autoptr(GError) error = NULL;
  GvSimulation s;

  g_setenv(GV_CPU_VARIABLE, cpu, TRUE);
  g_assert_true(gv_simulate_run(g, &spread, starters, 2, &options, &s, task, &error));
  g_unsetenv(GV_CPU_VARIABLE);
  g_assert_no_error(error);
  return s;
}

static void assert_same(const GvSimulation *a, const GvSimulation *b)
{
  g_assert_cmpuint(a->cascades, ==, b->cascades);
  g_assert_cmpuint(a->looked, ==, b->looked);
  g_assert_cmpuint(a->round_count, ==, b->round_count);
  g_assert_true(memcmp(&a->mean, &b->mean, sizeof a->mean) == 0);
  g_assert_true(memcmp(&a->active_won, &b->active_won, sizeof a->active_won) == 0);
  g_assert_true(memcmp(a->reached, b->reached, a->cascades * sizeof *a->reached) == 0);
  g_assert_true(memcmp(a->won, b->won, a->cascades * sizeof *a->won) == 0);
  g_assert_true(memcmp(a->by_round, b->by_round, a->round_count * sizeof *a->by_round) == 0);
  g_assert_true(memcmp(a->probability, b->probability, N * sizeof *a->probability) == 0);
  if (a->active_probability)
    g_assert_true(memcmp(a->active_probability, b->active_probability,
                         N * sizeof *a->active_probability) == 0);
}

/* 0 cascades: until the mean is known; 5: or a budget is used up. */
static void same_bits_on_any_cpu_and_thread_count(void)
{
  static const int64_t cascades[] = { 0, 1, 63, 65, 255, 257, 513, 5000, 0 };
  static const unsigned threads[] = { 1, 2, 3, 8 };

  for (size_t c = 0; c < G_N_ELEMENTS(cascades); c++) {
    g_autoptr(GvGraph) g = random_graph(N, 2000, 5 + (uint32_t)c, c & 1, TRUE);
    const GvSpread spread = spread_of((int)(c % SPREADS));
    const GvSimulateOptions options = { .seed = 3 + (int64_t)c,
                                        .cascades = cascades[c],
                                        .rounds = c % 3 == 2 ? 3 : 0,
                                        .budget = c == 8 ? 100000 : 0,
                                        .active = active,
                                        .active_count = c & 1 ? 2 : 0 };
    g_auto(GvSimulation) expected = run_with(g, spread, options, "any", 1);
    for (int cpu = 0; gv_cpu_names[cpu]; cpu++)
      for (size_t t = 0; t < G_N_ELEMENTS(threads); t++) {
        g_auto(GvSimulation) s = run_with(g, spread, options, gv_cpu_names[cpu], threads[t]);
        assert_same(&expected, &s);
      }
  }
}

/* Where the room for 512 at a time is not there the run goes on without: at any of its
 * allocations. */
static void does_with_less_memory(void)
{
  g_autoptr(GvGraph) g = random_graph(N, 2000, 5, TRUE, TRUE);
  g_auto(GvForwardModel) model = { 0 };
  gboolean wide = FALSE;

  g_assert_true(gv_forward_model_init(&model, g, &cascade, NULL, NULL));
  for (gint k = 1; gv_cpu() == GV_CPU_AVX512 && !wide; k++) {
    GvForwardPlayer players[2] = { { 0 } };
    g_assert_cmpint(k, <, 100);
    fail_allocation(k);
    g_assert_true(gv_forward_players_init(players, 2, &model, 4096, NULL, NULL));
    wide = none_failed();
    for (int t = 0; t < 2; t++)
      g_assert_cmpuint(gv_forward_player_words(&players[t]), ==, wide ? GV_BLOCK_WORDS : 1);
    gv_forward_players_clear(players, 2);
  }
}

/* Where every thread has cascades enough, and the lanes of all ties room. */
static void is_wide_where_that_pays(void)
{
  g_autoptr(GvGraph) g = random_graph(N, 2000, 5, TRUE, TRUE);
  g_auto(GvForwardModel) model = { 0 };
  GvForwardPlayer players[4] = { { 0 } };

  g_assert_true(gv_forward_model_init(&model, g, &cascade, NULL, NULL));
  for (int wide = 0; wide < 2; wide++) {
    g_assert_true(gv_forward_players_init(players, 4, &model, wide ? 1536 : 1535, NULL, NULL));
    for (int t = 0; t < 4; t++)
      g_assert_cmpuint(gv_forward_player_words(&players[t]), ==,
                       wide && gv_cpu() == GV_CPU_AVX512 ? GV_BLOCK_WORDS : 1);
    gv_forward_players_clear(players, 4);
  }
  GvForwardModel large = model;
  GvEdge many[2] = { 0, GV_WIDE_BYTES / 4 / sizeof(GvLaneSet) };
  large.ties.n = 1;
  large.ties.offsets = many;
  g_assert_cmpuint(gv_forward_block_bytes(&large), >, GV_WIDE_BYTES / 4);
  g_assert_true(gv_forward_players_init(players, 4, &large, 4096, NULL, NULL));
  g_assert_cmpuint(gv_forward_player_words(players), ==, 1);
  gv_forward_players_clear(players, 4);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/simulate/a-block-is-eight-batches", a_block_is_eight_batches);
  g_test_add_func("/simulate/same-bits-on-any-cpu-and-thread-count",
                  same_bits_on_any_cpu_and_thread_count);
  g_test_add_func("/simulate/does-with-less-memory", does_with_less_memory);
  g_test_add_func("/simulate/is-wide-where-that-pays", is_wide_where_that_pays);
  return g_test_run();
}
