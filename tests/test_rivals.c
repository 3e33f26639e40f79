/* Lists of people that cost next to nothing, by hand: reach in one step and degree discount.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/rivals.h"
#include "spreads.h"

enum { N = 15, MANY = 3000, TIES = 9000 };

/* Everything that the tests change of a contest, and the two lists. */
typedef struct {
  GvGraph *graph;
  GvSpread spread;
  double value[N], cost[N];
  uint8_t people[N];
  GvVertex group[N], forced[1];
  GvCoverRules rules;
} Setting;

/* Five listen to 0, one of them 1; four to 1; two to 2, one of whom listens to 0; two to 3. */
static Setting open_setting(size_t count)
{
  static const GvVertex ties[][2] = { { 1, 0 },  { 4, 0 },  { 5, 0 },  { 6, 0 },  { 7, 0 },
                                      { 8, 1 },  { 9, 1 },  { 10, 1 }, { 11, 1 }, { 4, 2 },
                                      { 12, 2 }, { 13, 3 }, { 14, 3 } };
  Setting s = { .spread = uniform(0.5), .rules = { .count = count, .budget = INFINITY } };

  s.graph = gv_graph_new(N, ties, NULL, G_N_ELEMENTS(ties), TRUE, NULL);
  memset(s.people, GV_POOL_CANDIDATE, sizeof s.people);
  for (GvVertex v = 0; v < N; v++) {
    s.value[v] = s.cost[v] = 1;
    s.group[v] = v;
  }
  return s;
}

static void assert_list(const GvVertex *found, size_t count, const int *people /* < 0 at the end */)
{
  size_t wanted = 0;

  for (; people[wanted] >= 0; wanted++)
    g_assert_cmpint((int)(wanted < count ? found[wanted] : N), ==, people[wanted]);
  g_assert_cmpuint(count, ==, wanted);
}

static void assert_lists(Setting *s, const int *one_step, const int *discount)
{
  const GvContest contest = { s->graph, &s->spread, s->value, s->people, &s->rules };
  const gboolean by_cost = s->rules.cost != NULL;
  GvVertex steps[N] = { 0 }, discounted[N] = { 0 };
  size_t step_count, discounted_count;

  g_assert_true(gv_rival_steps(&contest, by_cost, steps, &step_count, discounted, &discounted_count,
                               NULL, NULL));
  assert_list(steps, step_count, one_step);
  assert_list(discounted, discounted_count, discount);
  g_clear_pointer(&s->graph, gv_graph_unref);
}

#define LIST(...) ((const int[]){ __VA_ARGS__, -1 })

/* Once 0 is chosen (3.5), 1 is won by half: .5 + 4/2 in one step, but .5 (1 + 4/2) = 1.5 more than
 * is reached anyway; 2 has 1 + 1/4 + 1/2, for one listener may have heard of it; 3 has 2. */
static void those_who_may_be_won_already_add_less(void)
{
  Setting s = open_setting(4);

  assert_lists(&s, LIST(0, 1, 3, 2), LIST(0, 3, 2, 1));
}

/* 4 listens to 0 by half, and to 2 by the other half: 2 loses nothing, and comes before 3. */
static void thresholds_add_up(void)
{
  Setting s = open_setting(4);

  s.spread.cascade = GV_CASCADE_THRESHOLD;
  assert_lists(&s, LIST(0, 1, 2, 3), LIST(0, 2, 3, 1));
}

/* One tie each is certain, but for 4: 1 is won with 0, and so are those who listen to 1. */
static void every_tie_has_its_own_probability(void)
{
  Setting s = open_setting(3);

  s.spread = cascade;
  assert_lists(&s, LIST(0, 1, 3), LIST(0, 3, 2));
}

static void values_costs_and_quotas_count(void)
{
  Setting s = open_setting(3);

  s.value[13] = s.value[14] = 0; /* 3 adds nobody else */
  assert_lists(&s, LIST(0, 1, 2), LIST(0, 2, 1));
  s = open_setting(N);
  s.cost[0] = 4; /* 3.5 / 4; when its turn comes too little is left */
  s.rules.cost = s.cost;
  s.rules.budget = 6;
  assert_lists(&s, LIST(1, 2, 3, 5, 6, 7), LIST(1, 2, 3, 5, 6, 7));
  s = open_setting(3);
  s.group[3] = 0; /* where 0 is */
  s.rules.group = s.group;
  s.rules.groups = N;
  s.rules.per_group = 1;
  assert_lists(&s, LIST(0, 1, 2), LIST(0, 2, 1));
}

/* Whom those win who are in the set whatever comes is taken off, and whom those win who are won
 * already, whom nobody may choose. */
static void forced_barred_and_active_people_count(void)
{
  Setting s = open_setting(3);

  s.forced[0] = 0;
  s.people[0] = 0;
  s.rules.forced = s.forced;
  s.rules.forced_count = 1;
  assert_lists(&s, LIST(0, 1, 3), LIST(0, 3, 2));
  s = open_setting(3);
  s.people[3] = 0;
  assert_lists(&s, LIST(0, 1, 2), LIST(0, 2, 1));
  s = open_setting(3);
  s.people[0] = GV_POOL_ACTIVE;
  assert_lists(&s, LIST(1, 3, 2), LIST(3, 2, 1));
}

/* More people than are queued at once: of each group one may be chosen, and the best by far are
 * all of the first group. */
typedef struct {
  GvGraph *graph;
  GvSpread spread;
  uint8_t people[MANY];
  GvVertex group[MANY];
  double scores[MANY];
  GvCoverRules rules;
} Crowd;

static Crowd crowd(guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  GvVertex(*ties)[2] = g_malloc_n(TIES, sizeof *ties);
  Crowd c = { .spread = seed % 2 ? cascade : uniform(0.2),
              .rules = { .count = 5, .budget = INFINITY, .groups = 8, .per_group = 1 } };

  for (size_t e = 0; e < TIES; e++) {
    ties[e][0] = (GvVertex)g_rand_int_range(rand, 0, MANY);
    ties[e][1] = (GvVertex)g_rand_int_range(rand, 0, g_rand_int_range(rand, 1, MANY));
  }
  c.graph = gv_graph_new(MANY, (const GvVertex(*)[2])ties, NULL, TIES, TRUE, NULL);
  for (GvVertex v = 0; v < MANY; v++) {
    c.people[v] = GV_POOL_CANDIDATE;
    c.scores[v] = (double)g_rand_int_range(rand, 0, 40);
    c.group[v] = v < MANY * 9 / 10 ? 0 : 1 + v % 7;
    c.scores[v] += c.group[v] ? 0 : 40;
  }
  g_free(ties);
  return c;
}

static gboolean may_take(const Crowd *c, const GvVertex *taken, size_t count, GvVertex v)
{
  for (size_t i = 0; i < count; i++)
    if (taken[i] == v || c->group[taken[i]] == c->group[v])
      return FALSE;
  return TRUE;
}

static void the_best_are_found_however_far_behind(void)
{
  for (guint32 seed = 0; seed < 20; seed++) {
    Crowd c = crowd(seed);
    const GvContest contest = { c.graph, &c.spread, NULL, c.people, &c.rules };
    GvVertex found[MANY], wanted[MANY];
    size_t count, at = 0;

    c.rules.group = c.group;
    g_assert_true(gv_rival_by_score(&contest, c.scores, FALSE, found, &count, NULL));
    g_assert_cmpuint(count, ==, 5);
    for (; at < count; at++) {
      GvVertex best = MANY;
      for (GvVertex v = 0; v < MANY; v++)
        if (may_take(&c, wanted, at, v) && (best == MANY || c.scores[v] > c.scores[best]))
          best = v;
      wanted[at] = best;
      g_assert_cmpuint(found[at], ==, best);
    }
    gv_graph_unref(c.graph);
  }
}

/* What v adds in one step to those won with the probabilities `won`. */
static double adds(const Crowd *c, const double *won, GvVertex v, gboolean discounts)
{
  const GvAdjacency in = gv_graph_in(c->graph), out = gv_graph_out(c->graph);
  double beside = 0;

  for (GvEdge e = in.offsets[v]; e < in.offsets[v + 1]; e++) {
    const GvVertex u = in.targets[e];
    const double p = c->spread.kind == GV_SPREAD_UNIFORM ? c->spread.probability
                                                         : 1.0 / (double)gv_degree(out, u);
    beside += p * (1 - won[u]);
  }
  return discounts ? (1 - won[v]) * (1 + beside) : 1 - won[v] + beside;
}

static void win(const Crowd *c, double *won, GvVertex v)
{
  const GvAdjacency in = gv_graph_in(c->graph), out = gv_graph_out(c->graph);

  won[v] = 1;
  for (GvEdge e = in.offsets[v]; e < in.offsets[v + 1]; e++) {
    const GvVertex u = in.targets[e];
    won[u] +=
        (1 - won[u]) * (c->spread.kind == GV_SPREAD_UNIFORM ? c->spread.probability
                                                            : 1.0 / (double)gv_degree(out, u));
  }
}

/* Nobody left out adds more, but for rounding, than whoever is taken next. */
static void assert_greedy(const Crowd *c, const GvVertex *found, size_t count, gboolean discounts)
{
  double won[MANY] = { 0 };

  for (size_t i = 0; i < count; i++) {
    const double ours = adds(c, won, found[i], discounts);
    for (GvVertex v = 0; v < MANY; v++)
      if (may_take(c, found, i, v))
        g_assert_cmpfloat(adds(c, won, v, discounts), <=, ours + 1e-9);
    win(c, won, found[i]);
  }
}

static void whoever_adds_most_is_next(void)
{
  for (guint32 seed = 0; seed < 10; seed++) {
    Crowd c = crowd(seed);
    const GvContest contest = { c.graph, &c.spread, NULL, c.people, &c.rules };
    GvVertex steps[MANY], discount[MANY];
    size_t step_count, discount_count;

    c.rules.group = c.group;
    g_assert_true(
        gv_rival_steps(&contest, FALSE, steps, &step_count, discount, &discount_count, NULL, NULL));
    g_assert_cmpuint(step_count, ==, c.rules.count);
    g_assert_cmpuint(discount_count, ==, c.rules.count);
    assert_greedy(&c, steps, step_count, FALSE);
    assert_greedy(&c, discount, discount_count, TRUE);
    gv_graph_unref(c.graph);
  }
}

static void set_tie(GvVertex *tie, GvVertex listener, GvVertex heard)
{
  tie[0] = listener;
  tie[1] = heard;
}

/* All who are queued at first are heard by the same fifty: once one of them is chosen, the others
 * fall behind those who wait, each heard by five of their own. */
static void those_who_wait_come_forward(void)
{
  enum { ALIKE = 1200, FEW = 20, OWN = 5, FIFTY = 50 };
  const size_t m = ALIKE * FIFTY + FEW * OWN;
  GvVertex(*ties)[2] = g_malloc_n(m, sizeof *ties);
  Crowd c = { .spread = uniform(0.95), .rules = { .count = FEW, .budget = INFINITY } };
  GvContest contest = { NULL, &c.spread, NULL, c.people, &c.rules };
  GvVertex steps[FEW], discount[FEW];
  size_t step_count, discount_count, e = 0;

  for (GvVertex v = 0; v < ALIKE; v++)
    for (GvVertex i = 0; i < FIFTY; i++, e++)
      set_tie(ties[e], MANY - 1 - i, v);
  for (GvVertex v = ALIKE; v < ALIKE + FEW; v++)
    for (GvVertex i = 0; i < OWN; i++, e++)
      set_tie(ties[e], ALIKE + FEW + OWN * (v - ALIKE) + i, v);
  contest.attention = c.graph = gv_graph_new(MANY, (const GvVertex(*)[2])ties, NULL, m, TRUE, NULL);
  for (GvVertex v = 0; v < MANY; v++) {
    c.people[v] = GV_POOL_CANDIDATE;
    c.group[v] = v; /* everybody is a group: none forbids anything */
  }
  g_assert_true(
      gv_rival_steps(&contest, FALSE, steps, &step_count, discount, &discount_count, NULL, NULL));
  assert_greedy(&c, steps, step_count, FALSE);
  assert_greedy(&c, discount, discount_count, TRUE);
  g_assert_cmpuint(steps[0], ==, 0);
  g_assert_cmpuint(steps[1], ==, ALIKE);
  gv_graph_unref(c.graph);
  g_free(ties);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/rivals/those-who-may-be-won-already-add-less",
                  those_who_may_be_won_already_add_less);
  g_test_add_func("/rivals/thresholds-add-up", thresholds_add_up);
  g_test_add_func("/rivals/every-tie-has-its-own-probability", every_tie_has_its_own_probability);
  g_test_add_func("/rivals/values-costs-and-quotas-count", values_costs_and_quotas_count);
  g_test_add_func("/rivals/the-best-are-found-however-far-behind",
                  the_best_are_found_however_far_behind);
  g_test_add_func("/rivals/whoever-adds-most-is-next", whoever_adds_most_is_next);
  g_test_add_func("/rivals/those-who-wait-come-forward", those_who_wait_come_forward);
  g_test_add_func("/rivals/forced-barred-and-active-people-count",
                  forced_barred_and_active_people_count);
  return g_test_run();
}
