/* Seeds as a computation: the same on any number of threads, cut short by limits, beside
 * random people, where most people hear of it, and campaigns that contradict themselves.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "exact_seeds.h"

static GvSeedOptions options_for(int64_t count)
{
  GvSeedOptions o = { 0 };

  gv_options_init(&o, gv_seed_params);
  o.count = count;
  o.settled = 0.05;
  return o;
}

static GvSeeds choose(GvGraph *g, GvSpread spread, GvSeedOptions options, GvSeedCampaign campaign,
                      unsigned threads)
{
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_autoptr(GError) error = NULL;
  GvSeeds seeds;

  g_assert_true(gv_seeds_run(g, &spread, &options, &campaign, &seeds, task, &error));
  g_assert_no_error(error);
  return seeds;
}

static void assert_same(const GvSeeds *a, const GvSeeds *b)
{
  const size_t bytes = a->count * sizeof(double);

  g_assert_cmpuint(a->count, ==, b->count);
  g_assert_true(memcmp(a->seeds, b->seeds, a->count * sizeof *a->seeds) == 0);
  g_assert_true(memcmp(a->cumulative, b->cumulative, bytes) == 0);
  g_assert_true(memcmp(a->lower, b->lower, bytes) == 0);
  g_assert_true(memcmp(a->upper, b->upper, bytes) == 0);
  g_assert_cmpfloat(a->best_possible, ==, b->best_possible);
  g_assert_cmpuint(a->pool_sets, ==, b->pool_sets);
  g_assert_cmpfloat(a->flattery, ==, b->flattery);
}

static void same_on_threads(GvSpread spread, gboolean rules)
{
  enum { N = 3000 };
  g_autoptr(GvGraph) g = random_graph(N, 5 * N, 7, TRUE, spread.kind != GV_SPREAD_UNIFORM);
  g_autofree double *value = g_new(double, N);
  const GvVertex active[] = { 3, 14, 15 };
  GvSeedCampaign campaign = { 0 };

  for (GvVertex v = 0; v < N; v++)
    value[v] = v % 5;
  if (rules)
    campaign = (GvSeedCampaign){ .value = value, .active = active, .active_count = 3 };
  g_auto(GvSeeds) one = choose(g, spread, options_for(12), campaign, 1);
  for (unsigned threads = 2; threads <= 8; threads += threads == 3 ? 5 : 1) {
    g_auto(GvSeeds) many = choose(g, spread, options_for(12), campaign, threads);
    assert_same(&one, &many);
  }
  g_assert_cmpuint(one.count, ==, 12);
}

static void same_on_any_thread_count(void)
{
  const GvSpread threshold = { .cascade = GV_CASCADE_THRESHOLD };

  same_on_threads(cascade, FALSE);
  same_on_threads(cascade, TRUE);
  same_on_threads(threshold, FALSE);
  same_on_threads(uniform(0.4), FALSE); /* with sentinels */
}

/* What few covered sets say is luck: to tell one in a hundred takes ten thousand of them. */
static void sampling_ends_when_enough_is_seen(void)
{
  enum { N = 4000 };
  g_autoptr(GvGraph) g = random_graph(N, 4 * N, 5, TRUE, FALSE);
  const double settled[] = { 0.01, 0.03, 0.5 };

  for (size_t i = 0; i < G_N_ELEMENTS(settled); i++) {
    GvSeedOptions options = options_for(3);
    options.settled = settled[i];
    g_auto(GvSeeds) seeds = choose(g, uniform(0.1), options, (GvSeedCampaign){ 0 }, 2);
    const double covered = (double)seeds.pool_sets * seeds.methods[0].reach / N;
    g_assert_cmpint(seeds.end, ==, GV_SEEDS_SETTLED);
    g_assert_cmpfloat(covered, >=, 0.9 * MAX(1000, 100 / settled[i]));
  }
}

/* Where most people hear of it, hubs are taken beforehand, and nothing is lost by it. */
static void sentinels_lose_nothing(void)
{
  enum { N = 1500 };
  g_autoptr(GvGraph) g = random_graph(N, 6 * N, 11, TRUE, FALSE);
  GvSeedOptions one = options_for(1), many = options_for(20);
  g_auto(GvSeeds) single = choose(g, uniform(0.5), one, (GvSeedCampaign){ 0 }, 2);
  g_auto(GvSeeds) set = choose(g, uniform(0.5), many, (GvSeedCampaign){ 0 }, 2);

  g_assert_cmpuint(single.sentinels, ==, 0);
  g_assert_cmpuint(set.sentinels, >, 0);
  g_assert_cmpfloat(set.cumulative[19], >, 0.99 * single.cumulative[0]);
  g_assert_cmpfloat(set.guarantee, >, 0.9);
  g_assert_cmpfloat(set.lower[19], <=, set.cumulative[19]);
  g_assert_cmpfloat(set.upper[19], >=, set.cumulative[19]);
  for (size_t i = 0; i < GV_SEED_METHODS; i++)
    g_assert_cmpfloat(set.methods[set.method].reach, >=, set.methods[i].reach);
}

/* 300 people who all hear of it among 20,000: of 64 sets often none is large, yet the large ones
 * are nearly all of the work. Whether hubs are taken beforehand must not hang on luck. */
static void rare_large_sets_are_noticed(void)
{
  enum { N = 20000, CORE = 300, TIES = 12000 };
  g_autoptr(GRand) rand = g_rand_new_with_seed(5);
  g_autofree GvVertex(*edges)[2] = g_malloc_n(TIES, sizeof *edges);

  for (int e = 0; e < TIES; e++)
    for (int side = 0; side < 2; side++)
      edges[e][side] = (GvVertex)g_rand_int_range(rand, 0, CORE);
  g_autoptr(GvGraph) g = gv_graph_new(N, (const GvVertex(*)[2])edges, NULL, TIES, TRUE, NULL);
  for (int64_t seed = 1; seed <= 5; seed++) {
    GvSeedOptions options = options_for(8);
    options.seed = seed;
    g_auto(GvSeeds) seeds = choose(g, uniform(0.5), options, (GvSeedCampaign){ 0 }, 2);
    g_assert_cmpuint(seeds.sentinels, >, 0);
  }
}

typedef struct {
  GvTask *task;
  unsigned calls, after;
  void (*stop)(GvTask *);
} Stop;

static void stop_after(const char *label, double done, void *data)
{
  Stop *stop = data;

  (void)label;
  (void)done;
  if (stop->calls++ == stop->after)
    stop->stop(stop->task);
}

/* TRUE: there was a set already. */
static gboolean is_cut(unsigned after, void (*how)(GvTask *), GvSeedsEnd end, GvError code)
{
  g_autoptr(GvGraph) g = random_graph(2000, 8000, 5, TRUE, FALSE);
  g_autoptr(GvTask) task = gv_task_new(2);
  g_autoptr(GError) error = NULL;
  g_auto(GvSeeds) seeds = { 0 };
  GvSeedOptions options = options_for(10);
  const GvSeedCampaign campaign = { 0 };
  Stop stop = { task, 0, after, how };

  options.settled = 1e-4;
  gv_task_set_progress(task, stop_after, &stop);
  if (!gv_seeds_run(g, &cascade, &options, &campaign, &seeds, task, &error)) {
    g_assert_error(error, GV_ERROR, (gint)code);
    g_assert_null(seeds.seeds);
    return FALSE;
  }
  g_assert_cmpint(seeds.end, ==, end);
  g_assert_cmpuint(seeds.count, ==, 10);
  g_assert_cmpfloat(seeds.lower[9], >=, 10);
  g_assert_cmpfloat(seeds.upper[9], >=, seeds.cumulative[9]);
  return TRUE;
}

static void a_search_cut_short_tells_its_best(void)
{
  gboolean ever = FALSE;

  for (unsigned after = 0; after < 40; after += 3) {
    const gboolean timed = is_cut(after, gv_task_expire, GV_SEEDS_TIME, GV_ERROR_TIMEOUT);
    g_assert_true(timed || !ever); /* once there is a set there is one */
    ever |= timed;
  }
  g_assert_true(ever);
  g_assert_true(is_cut(30, gv_task_cancel, GV_SEEDS_STOPPED, GV_ERROR_CANCELLED));
}

static void bounds_on_work_and_memory_end_it(void)
{
  g_autoptr(GvGraph) g = random_graph(2000, 8000, 5, TRUE, FALSE);
  GvSeedOptions work = options_for(10), memory = options_for(10);

  work.settled = memory.settled = 1e-4;
  work.work = 1e6;
  memory.memory = 1e6;
  g_auto(GvSeeds) a = choose(g, cascade, work, (GvSeedCampaign){ 0 }, 2);
  g_auto(GvSeeds) b = choose(g, cascade, memory, (GvSeedCampaign){ 0 }, 2);
  g_assert_cmpint(a.end, ==, GV_SEEDS_WORK);
  g_assert_cmpint(b.end, ==, GV_SEEDS_MEMORY);
  g_assert_cmpuint(a.pool_sets, >, 1024);
  g_assert_cmpuint(b.pool_sets, >, 1024);
}

static void refused(GvSeedOptions options, GvSpread spread, GvSeedCampaign campaign)
{
  g_autoptr(GvGraph) g = random_graph(5, 12, 3, TRUE, TRUE);
  g_autoptr(GError) error = NULL;
  GvSeeds seeds;

  g_assert_false(gv_seeds_run(g, &spread, &options, &campaign, &seeds, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
}

static void contradictions_are_refused(void)
{
  const GvVertex all[] = { 0, 1, 2, 3, 4 };
  const double free_of_charge[] = { 1, 0, 1, 1, 1 }, below[] = { 1, -1, 1, 1, 1 },
               nothing[5] = { 0 };
  const GvSpread threshold = { GV_SPREAD_UNIFORM, 0.9, GV_CASCADE_THRESHOLD };
  const GvSeedCampaign none = { 0 };

  refused(options_for(0), cascade, none);
  refused(options_for(2), by_weight, none); /* weights up to 5 */
  refused(options_for(2), threshold, none);
  refused(options_for(2), cascade, (GvSeedCampaign){ .included = all, .included_count = 3 });
  refused(options_for(2), cascade, (GvSeedCampaign){ .active = all, .active_count = 5 });
  refused(options_for(2), cascade, (GvSeedCampaign){ .cost = free_of_charge });
  refused(options_for(2), cascade, (GvSeedCampaign){ .value = below });
  refused(options_for(2), cascade, (GvSeedCampaign){ .value = nothing });
}

/* More people are asked for than there are, or than may be chosen. */
static void few_people_are_enough(void)
{
  g_autoptr(GvGraph) g = random_graph(5, 12, 3, TRUE, FALSE);
  g_autoptr(GvGraph) nobody = random_graph(1, 0, 3, TRUE, FALSE);
  const uint8_t barred[] = { 1, 1, 1, 0, 1 }, everybody[] = { 1, 1, 1, 1, 1 };
  g_auto(GvSeeds) all = choose(g, cascade, options_for(9), (GvSeedCampaign){ 0 }, 1);
  g_auto(GvSeeds) one = choose(g, cascade, options_for(9), (GvSeedCampaign){ .barred = barred }, 1);
  g_auto(GvSeeds) none =
      choose(g, cascade, options_for(9), (GvSeedCampaign){ .barred = everybody }, 1);
  g_auto(GvSeeds) alone = choose(nobody, cascade, options_for(1), (GvSeedCampaign){ 0 }, 1);

  g_assert_cmpuint(all.count, ==, 5);
  g_assert_cmpfloat(all.cumulative[4], ==, 5);
  g_assert_cmpuint(one.count, ==, 1);
  g_assert_cmpuint(one.seeds[0], ==, 3);
  g_assert_cmpuint(none.count, ==, 0);
  g_assert_cmpuint(alone.count, ==, 1);
}

/* The mean over all sets of `count` of the candidates, by brute force. */
static double mean_of_sets(const double *reach, unsigned candidates, int count)
{
  double sum = 0;
  unsigned sets = 0;

  for (unsigned set = 0; set < TINY_SETS; set++)
    if ((set & ~candidates) == 0 && __builtin_popcount(set) == count) {
      sum += reach[set];
      sets++;
    }
  return sum / sets;
}

static void the_curve_is_what_random_people_reach(void)
{
  for (guint32 seed = 0; seed < 20; seed++) {
    g_autoptr(GvGraph) g = random_graph(TINY, 10, seed, TRUE, FALSE);
    g_auto(GvSeedCurve) curve = { 0 };
    double reach[TINY_SETS];
    Tiny t = { .graph = g, .spread = uniform(0.3), .value = { 1, 1, 1, 1, 1, 1 } };
    const uint8_t barred[TINY] = { seed % 2 };
    const GvSeedOptions options = options_for(3);
    const GvSeedCampaign campaign = { .barred = barred };
    const unsigned candidates = (TINY_SETS - 1) & ~(seed % 2);
    g_auto(GvSeeds) seeds = choose(g, t.spread, options, campaign, 1);

    exact_reaches(&t, reach);
    g_assert_true(gv_seeds_curve(g, &t.spread, &options, &campaign, &seeds, &curve, NULL, NULL));
    g_assert_cmpuint(curve.count, ==, 3);
    for (int i = 0; i < 3; i++) {
      const double random = mean_of_sets(reach, candidates, i + 1);
      g_assert_cmpfloat(fabs(curve.random_reach[i] - random), <, 0.05 * random);
      g_assert_cmpfloat(curve.random_count[i], >=, i + 1);
      g_assert_cmpfloat(curve.followers[i], <=, 1.05 * seeds.cumulative[i]);
      g_assert_cmpfloat(curve.followers_same_cost[i], ==, curve.followers[i]);
    }
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/seed-run/sampling-ends-when-enough-is-seen", sampling_ends_when_enough_is_seen);
  g_test_add_func("/seed-run/same-on-any-thread-count", same_on_any_thread_count);
  g_test_add_func("/seed-run/sentinels-lose-nothing", sentinels_lose_nothing);
  g_test_add_func("/seed-run/rare-large-sets-are-noticed", rare_large_sets_are_noticed);
  g_test_add_func("/seed-run/a-search-cut-short-tells-its-best", a_search_cut_short_tells_its_best);
  g_test_add_func("/seed-run/bounds-on-work-and-memory-end-it", bounds_on_work_and_memory_end_it);
  g_test_add_func("/seed-run/contradictions-are-refused", contradictions_are_refused);
  g_test_add_func("/seed-run/few-people-are-enough", few_people_are_enough);
  g_test_add_func("/seed-run/the-curve-is-what-random-people-reach",
                  the_curve_is_what_random_people_reach);
  return g_test_run();
}
