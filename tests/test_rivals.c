/* Lists of people that cost next to nothing, by hand: reach in one step and degree discount.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/rivals.h"
#include "spreads.h"

enum { N = 15 };

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

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/rivals/those-who-may-be-won-already-add-less",
                  those_who_may_be_won_already_add_less);
  g_test_add_func("/rivals/thresholds-add-up", thresholds_add_up);
  g_test_add_func("/rivals/every-tie-has-its-own-probability", every_tie_has_its_own_probability);
  g_test_add_func("/rivals/values-costs-and-quotas-count", values_costs_and_quotas_count);
  g_test_add_func("/rivals/forced-barred-and-active-people-count",
                  forced_barred_and_active_people_count);
  return g_test_run();
}
