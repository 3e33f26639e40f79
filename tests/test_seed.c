/* Seeds against brute force on tiny graphs: the rules, the guarantee, the bounds.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "exact_seeds.h"

enum { CAMPAIGNS = 300 };

/* A campaign with each rule in half of the cases. */
static void random_rules(Tiny *t, GRand *rand, GvVertex n)
{
  const gboolean budget = g_rand_int_range(rand, 0, 3) == 0;

  for (GvVertex v = 0; v < n; v++) {
    t->barred[v] = g_rand_int_range(rand, 0, 4) == 0;
    t->cost[v] = g_rand_int_range(rand, 1, 8);
    t->value[v] = g_rand_int_range(rand, 0, 5);
    t->group[v] = v % 3;
  }
  t->value[0] = 1;
  t->options.count = budget ? 0 : g_rand_int_range(rand, 1, (gint32)n);
  t->options.budget = budget ? g_rand_int_range(rand, 1, 16) : 0;
  t->options.rounds = g_rand_boolean(rand) ? 0 : g_rand_int_range(rand, 1, 3);
  t->campaign = (GvSeedCampaign){
    .barred = g_rand_boolean(rand) ? t->barred : NULL,
    .cost = budget ? t->cost : NULL,
    .value = g_rand_boolean(rand) ? t->value : NULL,
    .group = !budget && g_rand_boolean(rand) ? t->group : NULL,
    .groups = 3,
    .per_group = 1,
    .included = t->included,
    .active = t->active,
  };
  if (t->campaign.barred == NULL)
    memset(t->barred, 0, sizeof t->barred);
  for (GvVertex v = 0; t->campaign.value == NULL && v < n; v++)
    t->value[v] = 1;
}

static Tiny tiny(guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  const GvVertex n = (GvVertex)g_rand_int_range(rand, 3, TINY + 1);
  Tiny t = { 0 };

  gv_options_init(&t.options, gv_seed_params);
  t.options.seed = seed;
  t.options.settled = 0.05;
  t.options.delta = 0.05;
  random_ties(&t, rand, n);
  random_spread(&t, rand, seed);
  random_rules(&t, rand, n);
  if (g_rand_int_range(rand, 0, 3) == 0 && (t.options.budget == 0 || t.cost[1] <= t.options.budget)) {
    t.included[0] = 1;
    t.campaign.included_count = 1;
  }
  if (g_rand_int_range(rand, 0, 3) == 0) {
    t.active[0] = n - 1;
    t.campaign.active_count = 1;
  }
  return t;
}

static GvSeeds choose(const Tiny *t)
{
  g_autoptr(GvTask) task = gv_task_new(1);
  g_autoptr(GError) error = NULL;
  GvSeeds seeds;

  g_assert_true(
    gv_seeds_run(t->graph, &t->spread, &t->options, &t->campaign, &seeds, task, &error));
  g_assert_no_error(error);
  return seeds;
}

/* Somebody is left to be won. */
static gboolean has_value(const Tiny *t)
{
  double left = 0;

  for (GvVertex v = 0; v < gv_graph_vertices(t->graph); v++)
    left += t->campaign.active_count && t->active[0] == v ? 0 : t->value[v];
  return left > 0;
}

/* Campaigns, what every set reaches, and what was chosen. */
typedef struct {
  Tiny t;
  double reach[TINY_SETS];
  GvSeeds seeds;
} Case;

static Case cases[CAMPAIGNS];
static unsigned tried;

static void make_cases(void)
{
  for (guint32 seed = 0; seed < CAMPAIGNS; seed++) {
    Case *c = &cases[tried];
    c->t = tiny(seed);
    c->t.campaign.barred = c->t.campaign.barred ? c->t.barred : NULL; /* of this copy */
    c->t.campaign.cost = c->t.campaign.cost ? c->t.cost : NULL;
    c->t.campaign.value = c->t.campaign.value ? c->t.value : NULL;
    c->t.campaign.group = c->t.campaign.group ? c->t.group : NULL;
    c->t.campaign.included = c->t.included;
    c->t.campaign.active = c->t.active;
    if (!fits(&c->t) || !has_value(&c->t)) {
      gv_graph_unref(c->t.graph);
      continue;
    }
    exact_reaches(&c->t, c->reach);
    c->seeds = choose(&c->t);
    tried++;
  }
}

static void free_cases(void)
{
  for (unsigned i = 0; i < tried; i++) {
    gv_graph_unref(cases[i].t.graph);
    gv_seeds_clear(&cases[i].seeds);
  }
}

typedef void (*CampaignTest)(const Tiny *, const double *, const GvSeeds *, void *);

static void on_tiny_campaigns(CampaignTest test, void *data)
{
  g_assert_cmpuint(tried, >, CAMPAIGNS * 2 / 3);
  for (unsigned i = 0; i < tried; i++)
    test(&cases[i].t, cases[i].reach, &cases[i].seeds, data);
}

static unsigned set_of(const GvSeeds *seeds, size_t count)
{
  unsigned set = 0;

  for (size_t i = 0; i < count; i++)
    set |= 1u << seeds->seeds[i];
  return set;
}

static void keeps_the_rules(const Tiny *t, const double *reach, const GvSeeds *seeds, void *data)
{
  const unsigned set = set_of(seeds, seeds->count);
  double spent = 0;

  (void)reach;
  (void)data;
  for (size_t i = 0; i < seeds->count; i++) {
    g_assert_false(set_of(seeds, i) >> seeds->seeds[i] & 1);
    spent += t->campaign.cost ? t->cost[seeds->seeds[i]] : 1;
  }
  g_assert_true(is_allowed(t, set));
  g_assert_cmpfloat(fabs(spent - seeds->spent), <, 1e-9);
}

static void every_set_keeps_the_rules(void)
{
  on_tiny_campaigns(keeps_the_rules, NULL);
}

/* On graphs as small as these the pool knows everything: the best sets are missed by little
 * more than greed costs, far above the guarantee. */
static void reaches_enough(const Tiny *t, const double *reach, const GvSeeds *seeds, void *data)
{
  const double ours = reach[set_of(seeds, seeds->count)], best = best_allowed(t, reach);
  unsigned *missed = data;

  g_assert_cmpfloat(ours, >=, seeds->promised * best);
  g_assert_cmpfloat(ours, >=, 0.75 * best);
  *missed += ours < 0.98 * best;
}

static void the_best_set_is_missed_by_little(void)
{
  unsigned missed = 0;

  on_tiny_campaigns(reaches_enough, &missed);
  g_assert_cmpuint(missed, <, tried / 10);
}

/* Those with most followers, as many as were chosen, allowed ones only. */
static unsigned most_followers(const Tiny *t, size_t count)
{
  const GvAdjacency in = gv_graph_in(t->graph);
  unsigned set = 0;

  for (size_t i = 0; i < count; i++) {
    GvVertex best = GV_VERTEX_NONE;
    for (GvVertex v = 0; v < in.n; v++)
      if (!(set >> v & 1) && !t->barred[v] &&
          !(t->campaign.active_count && t->active[0] == v) &&
          (best == GV_VERTEX_NONE || gv_degree(in, v) > gv_degree(in, best)))
        best = v;
    set |= best == GV_VERTEX_NONE ? 0 : 1u << best;
  }
  return set;
}

static void beats_followers(const Tiny *t, const double *reach, const GvSeeds *seeds, void *data)
{
  (void)data;
  if (t->campaign.included_count == 0 && t->campaign.group == NULL && t->campaign.cost == NULL)
    g_assert_cmpfloat(reach[set_of(seeds, seeds->count)], >=,
                      0.98 * reach[most_followers(t, seeds->count)]);
}

static void no_worse_than_those_with_most_followers(void)
{
  on_tiny_campaigns(beats_followers, NULL);
}

typedef struct {
  unsigned wrong;    /* campaigns with a bound that does not hold */
  unsigned far_off;  /* estimates that are 4 % off */
  double width, sum; /* of all bounds on the whole set */
} Bounds;

static void count_wrong_bounds(const Tiny *t, const double *reach, const GvSeeds *seeds, void *data)
{
  Bounds *b = data;
  gboolean wrong = best_allowed(t, reach) > seeds->best_possible * (1 + 1e-12);

  for (size_t i = 0; i < seeds->count; i++) {
    const double exact = reach[set_of(seeds, i + 1)];
    wrong |= seeds->lower[i] > exact * (1 + 1e-9) || seeds->upper[i] < exact * (1 - 1e-9);
    b->far_off += fabs(seeds->cumulative[i] - exact) > 0.04 * exact + 1e-9;
    if (i + 1 == seeds->count) {
      b->width += seeds->upper[i] - seeds->lower[i];
      b->sum += exact;
    }
  }
  b->wrong += wrong ? 1 : 0;
}

/* delta is 0.05: they are made to fail less often. Of 700 estimates 14 or so are 4 % off. */
static void the_bounds_hold_as_often_as_promised(void)
{
  Bounds b = { 0 };

  on_tiny_campaigns(count_wrong_bounds, &b);
  g_assert_cmpfloat(b.wrong, <=, 0.05 * tried);
  g_assert_cmpuint(b.far_off, <, tried / 10);
  g_assert_cmpfloat(b.width, <, 0.15 * b.sum);
}

int main(int argc, char **argv)
{
  int status;

  g_test_init(&argc, &argv, NULL);
  make_cases();
  g_test_add_func("/seed/every-set-keeps-the-rules", every_set_keeps_the_rules);
  g_test_add_func("/seed/the-best-set-is-missed-by-little", the_best_set_is_missed_by_little);
  g_test_add_func("/seed/no-worse-than-those-with-most-followers",
                  no_worse_than_those_with_most_followers);
  g_test_add_func("/seed/the-bounds-hold-as-often-as-promised",
                  the_bounds_hold_as_often_as_promised);
  status = g_test_run();
  free_cases();
  return status;
}
