/* Seeds without a network: random people, whom they name, and what such lists are told to reach.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/survey.h"
#include "exact_seeds.h"

enum { N = 6, TIMES = 20000 };

/* A contest in which everybody may be chosen, and what the tests change of it. */
typedef struct {
  GvGraph *graph;
  uint8_t people[N];
  GvCoverRules rules;
  GvVertex seeds[N];
  size_t count;
} Survey;

static GvContest open_contest(Survey *s, GvGraph *graph, size_t count)
{
  *s = (Survey){ .graph = graph, .rules = { .count = count, .budget = INFINITY } };
  memset(s->people, GV_POOL_CANDIDATE, sizeof s->people);
  return (GvContest){ graph, &cascade, NULL, s->people, &s->rules };
}

/* 0 and 1 have three listeners, 2 has two, by weight; 5 listens to nobody. */
static GvGraph *answers(void)
{
  static const GvVertex ties[][2] = { { 2, 0 }, { 3, 0 }, { 4, 0 }, { 2, 1 }, { 3, 1 },
                                      { 0, 1 }, { 0, 2 }, { 1, 2 } };
  static const double weights[] = { 1, 1, 1, 3, 1, 2, 1, 1 };

  return gv_graph_new(N, ties, weights, G_N_ELEMENTS(weights), TRUE, NULL);
}

static void everybody_is_as_likely_as_everybody_else(void)
{
  g_autoptr(GvGraph) g = answers();
  unsigned first[N] = { 0 }, second[N] = { 0 };
  Survey s;

  for (uint64_t seed = 0; seed < TIMES; seed++) {
    const GvContest contest = open_contest(&s, g, 2);
    g_assert_true(gv_survey_random(&contest, seed, s.seeds, &s.count, NULL));
    g_assert_cmpuint(s.count, ==, 2);
    g_assert_cmpuint(s.seeds[0], !=, s.seeds[1]);
    first[s.seeds[0]]++;
    second[s.seeds[1]]++;
  }
  for (GvVertex v = 0; v < N; v++) {
    assert_within_chance(first[v] / (double)TIMES, 1.0 / N, TIMES);
    assert_within_chance(second[v] / (double)TIMES, 1.0 / N, TIMES);
  }
}

/* Who is asked, and whom they name by weight: 2 has 1/4 for 0, 3 half, 4 all. */
static void one_who_is_asked_names_by_weight(void)
{
  static const double named[N] = { (1.0 / 4 + 1.0 / 2 + 1) / 6, (3.0 / 4 + 1.0 / 2 + 2.0 / 3) / 6,
                                   (1.0 / 3 + 1) / 6 };
  g_autoptr(GvGraph) g = answers();
  unsigned hits[N] = { 0 }, nobody = 0;
  Survey s;

  for (uint64_t seed = 0; seed < TIMES; seed++) {
    const GvContest contest = open_contest(&s, g, N);
    g_assert_true(gv_survey_acquaintance(&contest, 1, FALSE, seed, s.seeds, &s.count, NULL));
    g_assert_cmpuint(s.count, <=, 1);
    nobody += s.count == 0;
    if (s.count)
      hits[s.seeds[0]]++;
  }
  for (GvVertex v = 0; v < 3; v++)
    assert_within_chance(hits[v] / (double)TIMES, named[v], TIMES);
  assert_within_chance(nobody / (double)TIMES, 1.0 / 6, TIMES);
}

/* All are asked, and each has one to name: 0 has 3 votes, 1 has 2, 5 and 2 have one. */
static void who_is_named_most_comes_first(void)
{
  static const GvVertex ties[][2] = { { 5, 0 }, { 1, 0 }, { 2, 0 }, { 3, 1 }, { 4, 1 }, { 0, 5 } };
  g_autoptr(GvGraph) g = gv_graph_new(N, ties, NULL, G_N_ELEMENTS(ties), TRUE, NULL);
  unsigned led[N] = { 0 };
  Survey s;

  for (uint64_t seed = 0; seed < 200; seed++) {
    GvContest contest = open_contest(&s, g, N);
    g_assert_true(gv_survey_acquaintance(&contest, N, FALSE, seed, s.seeds, &s.count, NULL));
    g_assert_cmpuint(s.count, ==, 3);
    g_assert_cmpuint(s.seeds[0], ==, 0);
    g_assert_cmpuint(s.seeds[1], ==, 1);
    g_assert_cmpuint(s.seeds[2], ==, 5);
    /* one after the other: whoever is named first is taken first */
    g_assert_true(gv_survey_acquaintance(&contest, 0, FALSE, seed, s.seeds, &s.count, NULL));
    g_assert_cmpuint(s.count, ==, 3);
    led[s.seeds[0]]++;
    /* the active are not asked, the barred not taken */
    s.people[0] = GV_POOL_ACTIVE;
    s.people[1] = 0;
    g_assert_true(gv_survey_acquaintance(&contest, N, FALSE, seed, s.seeds, &s.count, NULL));
    g_assert_cmpuint(s.count, ==, 0);
  }
  g_assert_cmpuint(led[0], >, led[1]);
  g_assert_cmpuint(led[1], >, led[5]);
  g_assert_cmpuint(led[5], >, 0);
}

static void answers_are_counted_then_weighed(void)
{
  g_autoptr(GvGraph) g = answers();
  static const double cost[N] = { 9, 9, 1, 1, 1, 1 };
  Survey s;
  GvContest contest = open_contest(&s, g, N);

  g_assert_true(gv_survey_named(&contest, FALSE, s.seeds, &s.count, NULL));
  g_assert_cmpuint(s.count, ==, 3); /* nobody names the others */
  g_assert_cmpuint(s.seeds[0], ==, 1); /* as many as 0, but with more weight */
  g_assert_cmpuint(s.seeds[1], ==, 0);
  g_assert_cmpuint(s.seeds[2], ==, 2);
  s.rules.cost = cost;
  s.rules.budget = 10;
  g_assert_true(gv_survey_named(&contest, TRUE, s.seeds, &s.count, NULL));
  g_assert_cmpuint(s.count, ==, 2);
  g_assert_cmpuint(s.seeds[0], ==, 2);
  g_assert_cmpuint(s.seeds[1], ==, 1);
}

static GvSeeds choose(GvGraph *g, GvSpread spread, GvSeedWay way, int64_t count, unsigned threads)
{
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_autoptr(GError) error = NULL;
  const GvSeedCampaign campaign = { 0 };
  GvSeedOptions options = { 0 };
  GvSeeds seeds;

  gv_options_init(&options, gv_seed_params);
  options.count = count;
  options.way = (int)way;
  options.ask = 40;
  gv_seeds_run(g, &spread, &options, &campaign, &seeds, task, &error);
  g_assert_no_error(error);
  return seeds;
}

/* What is told of a list is what its people reach, by brute force. */
static void a_list_is_told_what_it_reaches(void)
{
  unsigned wrong = 0, tried = 0;

  for (guint32 seed = 0; seed < 20; seed++) {
    g_autoptr(GvGraph) g = random_graph(TINY, 10, seed, TRUE, FALSE);
    Tiny t = { .graph = g, .spread = uniform(0.3), .value = { 1, 1, 1, 1, 1, 1 } };
    double reach[TINY_SETS];

    exact_reaches(&t, reach);
    for (int way = GV_SEED_ONE_STEP; way <= GV_SEED_RANDOM; way++) {
      g_auto(GvSeeds) seeds = choose(g, t.spread, (GvSeedWay)way, 3, 1);
      unsigned set = 0;
      for (size_t i = 0; i < seeds.count; i++) {
        set |= 1u << seeds.seeds[i];
        wrong += seeds.lower[i] > reach[set] + 1e-9 || seeds.upper[i] < reach[set] - 1e-9;
        g_assert_cmpfloat(fabs(seeds.cumulative[i] - reach[set]), <, 0.1 * reach[set]);
        tried++;
      }
      g_assert_cmpint(seeds.end, ==, GV_SEEDS_LISTED);
      g_assert_cmpfloat(seeds.promised, ==, 0);
      g_assert_cmpuint(seeds.method, ==, way <= GV_SEED_DEGREE_DISCOUNT ? (size_t)way : 0);
    }
  }
  g_assert_cmpuint(tried, >, 300);
  g_assert_cmpuint(wrong, <=, tried / 50);
}

/* Where few are reached, the samples are as large as that takes. */
static void small_reach_is_known_as_well(void)
{
  g_autoptr(GvGraph) g = random_graph(20000, 40000, 5, TRUE, FALSE);
  g_auto(GvSeeds) seeds = choose(g, uniform(0.01), GV_SEED_RANDOM, 5, 2);

  g_assert_cmpuint(seeds.count, ==, 5);
  g_assert_cmpfloat(seeds.upper[4] / seeds.lower[4], <, 1.15);
  g_assert_cmpfloat(fabs(seeds.cumulative[4] - 5.1), <, 0.3);
}

static void same_on_any_thread_count(void)
{
  g_autoptr(GvGraph) g = random_graph(3000, 15000, 7, TRUE, TRUE);

  for (int way = GV_SEED_ONE_STEP; way <= GV_SEED_RANDOM; way++) {
    g_auto(GvSeeds) one = choose(g, cascade, (GvSeedWay)way, 12, 1);
    for (unsigned threads = 2; threads <= 8; threads += threads == 3 ? 5 : 1) {
      g_auto(GvSeeds) many = choose(g, cascade, (GvSeedWay)way, 12, threads);
      g_assert_cmpuint(many.count, ==, 12);
      g_assert_true(memcmp(one.seeds, many.seeds, 12 * sizeof *one.seeds) == 0);
      g_assert_true(memcmp(one.cumulative, many.cumulative, 12 * sizeof(double)) == 0);
    }
  }
}

/* Friends have more friends: whom random people name reaches more than they do themselves. */
static void acquaintances_reach_more_than_those_who_name_them(void)
{
  enum { STARS = 40, LISTENERS = 9 };
  GvVertex ties[STARS * LISTENERS][2];
  double random = 0, named = 0, best = 0;

  for (GvVertex i = 0; i < STARS * LISTENERS; i++) {
    ties[i][0] = STARS + i;
    ties[i][1] = i / LISTENERS;
  }
  g_autoptr(GvGraph) g = gv_graph_new(STARS * (LISTENERS + 1), (const GvVertex(*)[2])ties, NULL,
                                      STARS * LISTENERS, FALSE, NULL);
  for (int way = 0; way <= GV_SEED_RANDOM; way++) {
    g_auto(GvSeeds) seeds = choose(g, uniform(0.3), (GvSeedWay)way, 4, 2);
    *(way == GV_SEED_RANDOM ? &random : way == GV_SEED_ACQUAINTANCE ? &named : &best) =
        seeds.cumulative[3];
  }
  g_assert_cmpfloat(named, >, 1.2 * random);
  g_assert_cmpfloat(best, >, 0.95 * named);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/survey/everybody-is-as-likely-as-everybody-else",
                  everybody_is_as_likely_as_everybody_else);
  g_test_add_func("/survey/one-who-is-asked-names-by-weight", one_who_is_asked_names_by_weight);
  g_test_add_func("/survey/who-is-named-most-comes-first", who_is_named_most_comes_first);
  g_test_add_func("/survey/answers-are-counted-then-weighed", answers_are_counted_then_weighed);
  g_test_add_func("/survey/a-list-is-told-what-it-reaches", a_list_is_told_what_it_reaches);
  g_test_add_func("/survey/small-reach-is-known-as-well", small_reach_is_known_as_well);
  g_test_add_func("/survey/same-on-any-thread-count", same_on_any_thread_count);
  g_test_add_func("/survey/acquaintances-reach-more-than-those-who-name-them",
                  acquaintances_reach_more_than_those_who_name_them);
  return g_test_run();
}
