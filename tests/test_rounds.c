/* Seeds in rounds: what is left after people came is what is expected given that they did, by
 * brute force over all outcomes; the next seeds are those that are best there; and a campaign
 * that looks at who came reaches more than one that does not.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "exact_seeds.h"

enum { CAMPAIGNS = 300, KINDS = 7, TIES = 9 };

static GvSpread spread_of(guint32 seed)
{
  const GvSpread ways[KINDS] = {
    cascade,
    uniform(0.3),
    uniform(0.7),
    by_weight,
    { .kind = GV_SPREAD_WEIGHTED_CASCADE, .cascade = GV_CASCADE_THRESHOLD },
    { .kind = GV_SPREAD_UNIFORM, .probability = 0.18, .cascade = GV_CASCADE_THRESHOLD },
    { .kind = GV_SPREAD_WEIGHT, .cascade = GV_CASCADE_THRESHOLD },
  };

  return ways[seed % KINDS];
}

/* The first round's seeds are the active. */
static Tiny tiny(guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  const GvVertex n = (GvVertex)g_rand_int_range(rand, 3, TINY + 1);
  const GvEdge m = (GvEdge)g_rand_int_range(rand, 2, TIES + 1);
  GvVertex edges[TIES][2];
  double weights[TIES];
  Tiny t = { .spread = spread_of(seed) };

  for (GvEdge e = 0; e < m; e++) {
    edges[e][0] = (GvVertex)g_rand_int_range(rand, 0, (gint32)n);
    edges[e][1] = (GvVertex)g_rand_int_range(rand, 0, (gint32)n);
    weights[e] = g_rand_int_range(rand, 1, 4) / 27.0; /* shares of 1 at most */
  }
  t.graph = gv_graph_new(n, (const GvVertex(*)[2])edges,
                         t.spread.kind == GV_SPREAD_WEIGHT || seed % 2 ? weights : NULL, m,
                         g_rand_boolean(rand), NULL);
  for (GvVertex v = 0; v < n; v++) {
    t.value[v] = g_rand_int_range(rand, 1, 4);
    t.barred[v] = g_rand_int_range(rand, 0, 6) == 0;
  }
  t.active[0] = (GvVertex)g_rand_int_range(rand, 0, (gint32)n);
  t.active[1] = (GvVertex)g_rand_int_range(rand, 0, (gint32)n);
  t.campaign.active_count = 2;
  return t;
}

/* What is left once just these were activated. */
static Tiny left_of(const Tiny *t, unsigned activated)
{
  g_autoptr(GError) error = NULL;
  Tiny left = *t;

  left.campaign.active_count = 0;
  for (GvVertex v = 0; v < gv_graph_vertices(t->graph); v++)
    if (activated >> v & 1)
      left.active[left.campaign.active_count++] = v;
  g_assert_true(gv_spread_residual(t->graph, &t->spread, left.active, left.campaign.active_count,
                                   &left.graph, &left.spread, NULL, &error));
  g_assert_no_error(error);
  return left;
}

typedef void (*RoundTest)(const Tiny *left, const double *given, guint32 seed, void *data);

/* Each campaign with everything that can be seen after its first round; given: [TINY_SETS], what
 * each set is then expected to add. */
static void after_each_first_round(RoundTest test, void *data)
{
  unsigned seen = 0;

  for (guint32 seed = 0; seed < CAMPAIGNS; seed++) {
    Tiny t = tiny(seed);
    for (unsigned activated = 1; activated < 1u << gv_graph_vertices(t.graph); activated++) {
      double chance = 0, given[TINY_SETS];
      Tiny looked = t;
      looked.observed = &activated;
      looked.chance = &chance;
      exact_reaches(&looked, given);
      if (chance < 1e-9)
        continue;
      for (unsigned set = 0; set < TINY_SETS; set++)
        given[set] /= chance;
      Tiny left = left_of(&t, activated);
      test(&left, given, seed, data);
      gv_graph_unref(left.graph);
      seen++;
    }
    gv_graph_unref(t.graph);
  }
  g_test_message("%u first rounds", seen);
  g_assert_cmpuint(seen, >, 3 * CAMPAIGNS);
}

static void is_expected(const Tiny *left, const double *given, guint32 seed, void *data)
{
  double reach[TINY_SETS];
  (void)seed;
  (void)data;

  exact_reaches(left, reach);
  for (unsigned set = 0; set < 1u << gv_graph_vertices(left->graph); set++)
    g_assert_cmpfloat(fabs(reach[set] - given[set]), <, 1e-9);
}

static void what_is_left_is_what_is_expected_given_who_came(void)
{
  after_each_first_round(is_expected, NULL);
}

/* The best person to ask next, and how often it was not found. */
typedef struct {
  unsigned tried, missed, wrong;
} Steps;

static void step_is_good(const Tiny *left, const double *given, guint32 seed, void *data)
{
  Steps *steps = data;
  GvSeedOptions options = { 0 };
  GvSeedCampaign campaign = { .barred = left->barred,
                              .value = left->value,
                              .active = left->active,
                              .active_count = left->campaign.active_count };
  g_auto(GvSeeds) seeds = { 0 };
  g_autoptr(GError) error = NULL;
  double best = 0;

  for (GvVertex v = 0; v < gv_graph_vertices(left->graph); v++)
    best = MAX(best, left->barred[v] ? 0 : given[1u << v]);
  if (seed % 3 || best == 0)
    return;
  gv_options_init(&options, gv_seed_params);
  options.count = 1;
  options.settled = options.delta = 0.05;
  gv_seeds_run(left->graph, &left->spread, &options, &campaign, &seeds, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(seeds.count, ==, 1);
  const double ours = given[1u << seeds.seeds[0]];
  g_assert_false(left->barred[seeds.seeds[0]]);
  g_assert_cmpfloat(ours, >=, 0.9 * best);
  steps->tried++;
  steps->missed += ours < 0.98 * best;
  steps->wrong += seeds.lower[0] > ours + 1e-9 || seeds.upper[0] < ours - 1e-9 ||
                  seeds.best_possible < best - 1e-9;
}

static void the_next_seed_is_the_best_one_left(void)
{
  Steps steps = { 0 };

  after_each_first_round(step_is_good, &steps);
  g_test_message("%u steps, %u missed the best by 2 %%, %u bounds wrong", steps.tried, steps.missed,
                 steps.wrong);
  g_assert_cmpuint(steps.tried, >, 200);
  g_assert_cmpuint(steps.missed, <=, steps.tried / 20);
  g_assert_cmpuint(steps.wrong, <=, steps.tried / 20);
}

enum { PEOPLE = 250, ROUNDS = 4, EACH = 3, WORLDS = 150 };

static GvSeeds choose(GvGraph *g, GvSpread spread, const GvVertex *won, size_t count,
                      int64_t people, unsigned threads)
{
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_autoptr(GError) error = NULL;
  const GvSeedCampaign campaign = { .active = won, .active_count = count };
  g_autoptr(GvGraph) left = NULL;
  GvSeedOptions options = { 0 };
  GvSeeds seeds;

  gv_options_init(&options, gv_seed_params);
  options.count = people;
  options.settled = 0.1;
  gv_spread_residual(g, &spread, won, count, &left, &spread, task, &error);
  g_assert_no_error(error);
  gv_seeds_run(left, &spread, &options, &campaign, &seeds, task, &error);
  g_assert_no_error(error);
  return seeds;
}

/* Adds whom v wins in a world: which ties work there is a function of the world and the tie. */
static void spread_in(GvGraph *g, unsigned world, double p, GvVertex v, GvVertex *won,
                      size_t *count, uint8_t *is_won)
{
  const GvAdjacency in = gv_graph_in(g);
  size_t at = *count;

  if (is_won[v])
    return;
  is_won[v] = 1;
  won[(*count)++] = v;
  for (; at < *count; at++)
    for (GvEdge e = in.offsets[won[at]]; e < in.offsets[won[at] + 1]; e++) {
      g_autoptr(GRand) rand =
          g_rand_new_with_seed_array((guint32[]){ world, won[at], in.targets[e] }, 3);
      if (!is_won[in.targets[e]] && g_rand_double(rand) < p) {
        is_won[in.targets[e]] = 1;
        won[(*count)++] = in.targets[e];
      }
    }
}

/* first: the first round's seeds, which see nothing of the world. */
static size_t reached_in_rounds(GvGraph *g, unsigned world, double p, const GvSeeds *first,
                                unsigned later)
{
  GvVertex won[PEOPLE] = { 0 };
  uint8_t is_won[PEOPLE] = { 0 };
  size_t count = 0;

  for (size_t i = 0; i < first->count; i++)
    spread_in(g, world, p, first->seeds[i], won, &count, is_won);
  for (unsigned round = 0; round < later; round++) {
    g_auto(GvSeeds) seeds = choose(g, uniform(p), won, count, (int64_t)first->count, 2);
    for (size_t i = 0; i < seeds.count; i++)
      spread_in(g, world, p, seeds.seeds[i], won, &count, is_won);
  }
  return count;
}

static void looking_at_who_came_reaches_more(void)
{
  g_autoptr(GvGraph) g = random_graph(PEOPLE, 4 * PEOPLE, 17, TRUE, FALSE);
  const double p = 0.2;
  g_auto(GvSeeds) once = choose(g, uniform(p), NULL, 0, ROUNDS * EACH, 2);
  g_auto(GvSeeds) first = choose(g, uniform(p), NULL, 0, EACH, 2);
  double sum = 0, squares = 0, before = 0;

  for (unsigned world = 0; world < WORLDS; world++) {
    const double at_once = (double)reached_in_rounds(g, world, p, &once, 0);
    const double more = (double)reached_in_rounds(g, world, p, &first, ROUNDS - 1) - at_once;
    before += at_once;
    sum += more;
    squares += more * more;
  }
  const double mean = sum / WORLDS, error = sqrt((squares / WORLDS - mean * mean) / (WORLDS - 1));
  g_test_message("at once %.1f, in rounds %.1f more, standard error %.1f", before / WORLDS, mean,
                 error);
  g_assert_cmpfloat(mean, >, 2 * error);
}

static void same_on_any_thread_count(void)
{
  enum { N = 2000 };
  g_autoptr(GvGraph) g = random_graph(N, 5 * N, 7, TRUE, TRUE);
  const GvSpread threshold = { .cascade = GV_CASCADE_THRESHOLD };
  GvVertex won[N / 7 + 1];
  size_t count = 0;

  for (GvVertex v = 0; v < N; v += 7)
    won[count++] = v;
  for (unsigned way = 0; way < 3; way++) {
    const GvSpread spread = way == 0 ? cascade : way == 1 ? uniform(0.3) : threshold;
    g_auto(GvSeeds) one = choose(g, spread, won, count, 10, 1);
    for (unsigned threads = 2; threads <= 8; threads += threads == 3 ? 5 : 1) {
      g_auto(GvSeeds) many = choose(g, spread, won, count, 10, threads);
      g_assert_true(memcmp(one.seeds, many.seeds, 10 * sizeof *one.seeds) == 0);
      g_assert_true(memcmp(one.cumulative, many.cumulative, 10 * sizeof(double)) == 0);
      g_assert_true(memcmp(one.upper, many.upper, 10 * sizeof(double)) == 0);
    }
    for (size_t i = 0; i < 10; i++)
      g_assert_cmpuint(one.seeds[i] % 7, !=, 0);
  }
}

static void nonsense_is_refused(void)
{
  g_autoptr(GvGraph) g = random_graph(5, 12, 3, TRUE, TRUE);
  g_autoptr(GError) error = NULL;
  const GvVertex nobody = 5, somebody = 4;
  GvGraph *left = NULL;
  GvSpread spread;

  g_assert_false(gv_spread_residual(g, &cascade, &nobody, 1, &left, &spread, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
  g_clear_error(&error);
  g_assert_false(gv_spread_residual(g, &by_weight, &somebody, 1, &left, &spread, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT); /* weights up to 5 */
  g_assert_null(left);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/rounds/what-is-left-is-what-is-expected-given-who-came",
                  what_is_left_is_what_is_expected_given_who_came);
  g_test_add_func("/rounds/the-next-seed-is-the-best-one-left", the_next_seed_is_the_best_one_left);
  g_test_add_func("/rounds/looking-at-who-came-reaches-more", looking_at_who_came_reaches_more);
  g_test_add_func("/rounds/same-on-any-thread-count", same_on_any_thread_count);
  g_test_add_func("/rounds/nonsense-is-refused", nonsense_is_refused);
  return g_test_run();
}
