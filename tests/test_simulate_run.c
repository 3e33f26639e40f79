/* What a simulation promises beside its values: threads, seed sets compared in the same
 * outcomes, when it stops, wrong data.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/simulate.h>

#include "algorithms/influence/forward_batch.h"
#include "spreads.h"

static GvSpread threshold(GvSpread spread)
{
  spread.cascade = GV_CASCADE_THRESHOLD;
  return spread;
}

/* Must succeed. */
static GvSimulation run_on(GvGraph *g, GvSpread spread, const GvVertex *seeds, size_t count,
                           GvSimulateOptions options, unsigned threads)
{
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_autoptr(GError) error = NULL;
  GvSimulation s;

  g_assert_true(gv_simulate_run(g, &spread, seeds, count, &options, &s, task, &error));
  g_assert_no_error(error);
  return s;
}

static void assert_same(const GvSimulation *a, const GvSimulation *b, GvVertex n)
{
  g_assert_cmpuint(a->cascades, ==, b->cascades);
  g_assert_cmpuint(a->round_count, ==, b->round_count);
  g_assert_cmpuint(a->looked, ==, b->looked);
  g_assert_true(memcmp(&a->mean, &b->mean, sizeof a->mean) == 0);
  g_assert_true(memcmp(&a->deviation, &b->deviation, sizeof a->deviation) == 0);
  g_assert_true(memcmp(&a->active_won, &b->active_won, sizeof a->active_won) == 0);
  g_assert_true(memcmp(a->reached, b->reached, a->cascades * sizeof *a->reached) == 0);
  g_assert_true(memcmp(a->won, b->won, a->cascades * sizeof *a->won) == 0);
  g_assert_true(memcmp(a->by_round, b->by_round, a->round_count * sizeof *a->by_round) == 0);
  g_assert_true(memcmp(a->probability, b->probability, n * sizeof *a->probability) == 0);
}

static void same_bits_with(GvGraph *g, GvSpread spread, GvSimulateOptions options)
{
  static const unsigned threads[] = { 2, 3, 8 };
  const GvVertex seeds[] = { 17, 4, 900, 17, 2500 }, active[] = { 30, 4 };

  options.active = active;
  options.active_count = options.rounds ? 2 : 0;
  g_auto(GvSimulation) one = run_on(g, spread, seeds, 5, options, 1);
  for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
    g_auto(GvSimulation) many = run_on(g, spread, seeds, 5, options, threads[i]);
    assert_same(&one, &many, gv_graph_vertices(g));
  }
}

static void same_bits_on_any_thread_count(void)
{
  const GvSimulateOptions until = { .seed = 5 }, few = { .seed = 5, .cascades = 1500 },
                          short_ = { .seed = 6, .cascades = 1000, .rounds = 2 };

  for (int kind = 0; kind < 4; kind++) {
    g_autoptr(GvGraph) g = random_graph(3000, 9000, 3, kind & 1, kind & 2);
    same_bits_with(g, cascade, until);
    same_bits_with(g, threshold(cascade), few);
    same_bits_with(g, uniform(0.3), short_);
    same_bits_with(g, uniform(0.02), until);
  }
}

static void another_seed_plays_other_cascades(void)
{
  const GvVertex seed = 3;
  g_autoptr(GvGraph) g = random_graph(500, 3000, 3, TRUE, FALSE);
  g_auto(GvSimulation) one = run_on(g, cascade, &seed, 1, (GvSimulateOptions){ .seed = 1 }, 1);
  g_auto(GvSimulation) two = run_on(g, cascade, &seed, 1, (GvSimulateOptions){ .seed = 2 }, 1);

  g_assert_true(memcmp(one.reached, two.reached, 1024 * sizeof *one.reached) != 0);
}

/* In the same outcome of all ties, whom two sets win together is whom either wins: the sum
 * of probabilities bounds it, and who wins more with fewer never happens. */
static void check_same_outcomes(GvGraph *g, GvSpread spread, int64_t rounds)
{
  const GvSimulateOptions options = { .seed = 9, .cascades = 640, .rounds = rounds };
  const GvVertex seeds[] = { 7, 11, 200 };
  g_auto(GvSimulation) first = run_on(g, spread, seeds, 2, options, 2);
  g_auto(GvSimulation) second = run_on(g, spread, seeds + 2, 1, options, 2);
  g_auto(GvSimulation) all = run_on(g, spread, seeds, 3, options, 2);

  for (size_t i = 0; i < 640; i++) {
    g_assert_cmpuint(all.won[i], >=, MAX(first.won[i], second.won[i]));
    g_assert_cmpuint(all.won[i], <=, first.won[i] + second.won[i]);
  }
  for (GvVertex v = 0; v < gv_graph_vertices(g); v++)
    g_assert_cmpfloat(all.probability[v], >=, MAX(first.probability[v], second.probability[v]));
}

static void seed_sets_meet_the_same_outcomes(void)
{
  for (int kind = 0; kind < 4; kind++) {
    g_autoptr(GvGraph) g = random_graph(400, 1200, 8, kind & 1, kind & 2);
    for (int64_t rounds = 0; rounds < 4; rounds += 3) {
      check_same_outcomes(g, cascade, rounds);
      check_same_outcomes(g, threshold(cascade), rounds);
      check_same_outcomes(g, uniform(0.03), rounds);
      check_same_outcomes(g, uniform(0.4), rounds);
    }
  }
}

/* Seeds that somebody is active besides are worth what they add, cascade by cascade. */
static void the_active_are_counted_apart(void)
{
  const GvVertex both[] = { 3, 8, 40, 41 };
  g_autoptr(GvGraph) g = random_graph(300, 900, 2, TRUE, TRUE);
  const GvSimulateOptions plain = { .seed = 9, .cascades = 1000 };
  const GvSimulateOptions apart = {
    .seed = 9, .cascades = 1000, .active = both + 2, .active_count = 2
  };
  g_auto(GvSimulation) all = run_on(g, cascade, both, 4, plain, 2);
  g_auto(GvSimulation) active = run_on(g, cascade, both + 2, 2, plain, 2);
  g_auto(GvSimulation) seeds = run_on(g, cascade, both, 4, apart, 2);
  const double seeds_won = active.probability[3] + active.probability[8];

  g_assert_cmpuint(seeds.seeds, ==, 2);
  g_assert_cmpuint(seeds.active, ==, 2);
  assert_close(seeds.active_won, active.mean - seeds_won, 1e-12);
  assert_close(seeds.mean, all.mean - (active.mean - seeds_won), 1e-12);
  g_assert_true(memcmp(seeds.won, all.won, 1000 * sizeof *all.won) == 0);
  g_assert_true(memcmp(seeds.probability, all.probability, 300 * sizeof(double)) == 0);
  g_assert_true(memcmp(seeds.active_probability, active.probability, 300 * sizeof(double)) == 0);
  g_assert_null(all.active_probability);
}

static void a_cascade_does_not_know_how_many_there_are(void)
{
  const GvVertex seed = 3;
  g_autoptr(GvGraph) g = random_graph(300, 900, 2, TRUE, TRUE);
  g_auto(GvSimulation) few =
      run_on(g, cascade, &seed, 1, (GvSimulateOptions){ .seed = 9, .cascades = 100 }, 2);
  g_auto(GvSimulation) many =
      run_on(g, cascade, &seed, 1, (GvSimulateOptions){ .seed = 9, .cascades = 10001 }, 2);

  g_assert_cmpuint(few.cascades, ==, 100);
  g_assert_cmpuint(many.cascades, ==, 10001);
  g_assert_true(memcmp(few.reached, many.reached, 100 * sizeof *few.reached) == 0);
  for (GvVertex v = 0; v < 300; v++)
    assert_close(few.probability[v] * 100, round(few.probability[v] * 100), 1e-9);
}

/* Ties beyond those that a thread remembers are drawn again and come out the same. */
static void what_is_not_remembered_comes_out_the_same(void)
{
  const GvVertex n = 600, starters[] = { 5, 77 };
  const uint8_t uncounted[600] = { [5] = 1, [77] = 1 };

  for (int kind = 0; kind < 8; kind++) {
    const GvSpread few = uniform(0.02);
    const GvSpread spread = kind & 4 ? threshold(cascade) : kind & 1 ? few : cascade;
    g_autoptr(GvGraph) g = random_graph(n, 4000, 8, TRUE, kind & 2);
    g_auto(GvForwardModel) model = { 0 };
    uint32_t lanes[GV_LANES] = { 0 }, hits[2][600] = { { 0 } };
    g_assert_true(gv_forward_model_init(&model, g, &spread, NULL, NULL));
    for (size_t room = 0; room < 3; room++) {
      GvForwardBatch b;
      const GvForwardStart start = { starters, 2, hits[room > 0], 1 };
      g_assert_true(gv_forward_batch_init(&b, &model, NULL, NULL));
      b.tally.uncounted = uncounted;
      b.live_capacity = room == 0 ? b.live_capacity : room == 1 ? 0 : 300;
      memset(hits[room > 0], 0, sizeof hits[0]);
      g_assert_true(gv_forward_batch_run(&b, &start, 3, 7, UINT64_MAX, NULL));
      if (room == 0)
        memcpy(lanes, b.tally.lanes, sizeof lanes);
      g_assert_true(memcmp(lanes, b.tally.lanes, sizeof lanes) == 0);
      g_assert_true(memcmp(hits[0], hits[room > 0], sizeof hits[0]) == 0);
      gv_forward_batch_clear(&b);
    }
  }
}

static void certain_ties_win_a_path_round_by_round(void)
{
  enum { N = 50000 };
  g_autofree GvVertex(*edges)[2] = g_malloc_n(N, sizeof *edges);
  const GvVertex seed = 0;

  for (GvVertex v = 0; v + 1 < N; v++) {
    edges[v][0] = v + 1;
    edges[v][1] = v;
  }
  g_autoptr(GvGraph) g = gv_graph_new(N, (const GvVertex(*)[2])edges, NULL, N - 1, TRUE, NULL);
  for (int lt = 0; lt < 2; lt++) {
    const GvSpread spread = lt ? threshold(cascade) : cascade;
    g_auto(GvSimulation) s =
        run_on(g, spread, &seed, 1, (GvSimulateOptions){ .seed = 1, .cascades = 3 }, 2);
    g_assert_cmpfloat(s.mean, ==, N - 1);
    g_assert_cmpfloat(s.deviation, ==, 0);
    g_assert_cmpuint(s.round_count, ==, N - 1);
    for (size_t r = 0; r < s.round_count; r++)
      g_assert_cmpfloat(s.by_round[r], ==, 1);
    g_auto(GvSimulation) five = run_on(
        g, spread, &seed, 1, (GvSimulateOptions){ .seed = 1, .cascades = 3, .rounds = 5 }, 2);
    g_assert_cmpfloat(five.mean, ==, 5);
    g_assert_cmpuint(five.round_count, ==, 5);
  }
}

static void stops_when_the_mean_is_known(void)
{
  const GvVertex seeds[] = { 3, 9, 14 };
  g_autoptr(GvGraph) g = random_graph(4000, 12000, 2, TRUE, FALSE);
  g_auto(GvSimulation) wide =
      run_on(g, uniform(0.33), seeds, 3, (GvSimulateOptions){ .seed = 9 }, 2);
  g_auto(GvSimulation) cut =
      run_on(g, uniform(0.33), seeds, 3, (GvSimulateOptions){ .seed = 9, .budget = 1000 }, 2);
  g_auto(GvSimulation) narrow =
      run_on(g, uniform(1), seeds, 3, (GvSimulateOptions){ .seed = 9 }, 2);

  g_assert_true(wide.settled);
  g_assert_cmpuint(wide.cascades, >, 1024);
  g_assert_cmpuint(wide.cascades % 64, ==, 0);
  g_assert_cmpfloat(wide.high - wide.mean, <=, MAX(1, 0.01 * wide.mean));
  g_assert_cmpfloat(wide.high - wide.mean, >, 0.8 * MAX(1, 0.01 * wide.mean));
  assert_close(wide.high - wide.mean,
               1.959963984540054 * wide.deviation / sqrt((double)wide.cascades), 1e-9);
  g_assert_false(cut.settled);
  g_assert_cmpuint(cut.cascades, ==, 1024);
  g_assert_true(narrow.settled);
  g_assert_cmpuint(narrow.cascades, ==, 1024);
}

/* 200 runs: their intervals hold the mean of a long one about 190 times. */
static void intervals_hold_the_mean(void)
{
  const GvVertex seed = 3;
  g_autoptr(GvGraph) g = random_graph(200, 500, 2, TRUE, FALSE);
  g_auto(GvSimulation) truth =
      run_on(g, uniform(0.3), &seed, 1, (GvSimulateOptions){ .seed = 1, .cascades = 400000 }, 2);
  int held = 0;

  for (int64_t run = 0; run < 200; run++) {
    g_auto(GvSimulation) s = run_on(g, uniform(0.3), &seed, 1,
                                    (GvSimulateOptions){ .seed = 2 + run, .cascades = 1000 }, 1);
    held += s.low <= truth.mean && truth.mean <= s.high;
  }
  g_assert_cmpint(held, >=, 178);
  g_assert_cmpint(held, <=, 199);
}

static void fails(GvGraph *g, GvSpread spread, GvVertex seed, GvTask *task, GvError code)
{
  const GvSimulateOptions options = { .seed = 1, .cascades = 100000 };
  g_autoptr(GError) error = NULL;
  GvSimulation s;

  g_assert_false(gv_simulate_run(g, &spread, &seed, 1, &options, &s, task, &error));
  g_assert_error(error, GV_ERROR, (gint)code);
  g_assert_null(s.reached);
}

static void wrong_data_is_refused(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 2 }, { 0, 2 } };
  g_autoptr(GvGraph) above = gv_graph_new(3, edges, (double[]){ 1, 1.25, 1 }, 3, TRUE, NULL);
  g_autoptr(GvGraph) two = gv_graph_new(3, edges, (double[]){ .6, .5, .6 }, 3, TRUE, NULL);
  g_autoptr(GvGraph) one = gv_graph_new(3, edges, (double[]){ .6, .5, .4 }, 3, TRUE, NULL);
  const GvVertex seed = 2;
  const GvSimulateOptions options = { .seed = 1, .cascades = 64 };

  fails(above, by_weight, 2, NULL, GV_ERROR_INVALID_ARGUMENT);
  fails(two, threshold(by_weight), 2, NULL, GV_ERROR_INVALID_ARGUMENT);
  fails(one, threshold(uniform(0.6)), 2, NULL, GV_ERROR_INVALID_ARGUMENT);
  fails(one, cascade, 3, NULL, GV_ERROR_INVALID_ARGUMENT);
  fails(one, cascade, GV_VERTEX_NONE, NULL, GV_ERROR_INVALID_ARGUMENT);
  g_auto(GvSimulation) s = run_on(two, by_weight, &seed, 1, options, 1);
  g_auto(GvSimulation) t = run_on(one, threshold(by_weight), &seed, 1, options, 1);
  g_auto(GvSimulation) u = run_on(one, threshold(uniform(0.5)), &seed, 1, options, 1);
  g_assert_cmpuint(s.seeds + t.seeds + u.seeds, ==, 3); /* what is right is not refused */
}

static void stop(const char *label, double done, void *task)
{
  (void)label;
  (void)done;
  gv_task_cancel(task);
}

static void stops_when_cancelled(void)
{
  g_autoptr(GvGraph) g = random_graph(2000, 20000, 1, TRUE, FALSE);
  g_autoptr(GvTask) before = gv_task_new(2), meanwhile = gv_task_new(2), late = gv_task_new(2);

  gv_task_cancel(before);
  fails(g, cascade, 3, before, GV_ERROR_CANCELLED);
  gv_task_set_progress(meanwhile, stop, meanwhile);
  fails(g, cascade, 3, meanwhile, GV_ERROR_CANCELLED);
  gv_task_expire(late);
  fails(g, cascade, 3, late, GV_ERROR_TIMEOUT);
}

static void nobody_reaches_nobody(void)
{
  g_autoptr(GvGraph) empty = gv_graph_new(0, NULL, NULL, 0, TRUE, NULL);
  g_autoptr(GvGraph) some = random_graph(20, 60, 1, TRUE, FALSE);
  const GvSimulateOptions options = { .seed = 1 };
  g_auto(GvSimulation) none = run_on(empty, cascade, NULL, 0, options, 2);
  g_auto(GvSimulation) alone = run_on(some, cascade, NULL, 0, options, 2);

  g_assert_cmpfloat(none.mean + alone.mean + alone.deviation, ==, 0);
  g_assert_cmpuint(alone.seeds + alone.round_count, ==, 0);
  g_assert_true(none.settled && alone.settled);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/simulate/same-bits-on-any-thread-count", same_bits_on_any_thread_count);
  g_test_add_func("/simulate/another-seed-plays-other-cascades", another_seed_plays_other_cascades);
  g_test_add_func("/simulate/seed-sets-meet-the-same-outcomes", seed_sets_meet_the_same_outcomes);
  g_test_add_func("/simulate/the-active-are-counted-apart", the_active_are_counted_apart);
  g_test_add_func("/simulate/a-cascade-does-not-know-how-many-there-are",
                  a_cascade_does_not_know_how_many_there_are);
  g_test_add_func("/simulate/what-is-not-remembered-comes-out-the-same",
                  what_is_not_remembered_comes_out_the_same);
  g_test_add_func("/simulate/certain-ties-win-a-path-round-by-round",
                  certain_ties_win_a_path_round_by_round);
  g_test_add_func("/simulate/stops-when-the-mean-is-known", stops_when_the_mean_is_known);
  g_test_add_func("/simulate/intervals-hold-the-mean", intervals_hold_the_mean);
  g_test_add_func("/simulate/wrong-data-is-refused", wrong_data_is_refused);
  g_test_add_func("/simulate/stops-when-cancelled", stops_when_cancelled);
  g_test_add_func("/simulate/nobody-reaches-nobody", nobody_reaches_nobody);
  return g_test_run();
}
