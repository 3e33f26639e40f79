/* Random sets that end early, against exact reach: who is met, by list, by order, by sentinel.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/sample.h"
#include "exact_seeds.h"

enum { CASES = 300, SETS = 1 << 15, LISTED = 3 };

/* A tiny network, what every set of its people reaches, and where its random sets come from. */
typedef struct {
  Tiny t;
  GvVertex n;
  double reach[TINY_SETS];
  GvVertex list[LISTED];
  uint8_t people[TINY];
  GvReverseModel model;
  GvSetSource source;
} Case;

static void list_three(Case *c, GRand *rand)
{
  const GvVertex first = (GvVertex)g_rand_int_range(rand, 0, (gint32)c->n);

  for (GvVertex i = 0; i < LISTED; i++)
    c->list[i] = (first + i) % c->n;
}

/* FALSE: the spread is none on that network. */
static gboolean case_init(Case *c, guint32 seed, GvTask *task)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  g_autoptr(GError) error = NULL;

  *c = (Case){ .n = (GvVertex)g_rand_int_range(rand, LISTED, TINY + 1) };
  random_ties(&c->t, rand, c->n);
  random_spread(&c->t, rand, seed);
  c->t.options.rounds = g_rand_int_range(rand, 0, 4) ? 0 : g_rand_int_range(rand, 1, 3);
  for (GvVertex v = 0; v < c->n; v++) {
    c->t.value[v] = g_rand_int_range(rand, 1, 5);
    c->people[v] = GV_POOL_CANDIDATE;
  }
  list_three(c, rand);
  if (!fits(&c->t))
    return FALSE;
  exact_reaches(&c->t, c->reach);
  g_assert_true(gv_reverse_model_init(&c->model, c->t.graph, &c->t.spread, task, &error));
  c->model.rounds = (GvVertex)c->t.options.rounds;
  g_assert_true(gv_set_source_init(&c->source, &c->model, c->t.value, seed, task, &error));
  return TRUE;
}

static void case_clear(Case *c)
{
  gv_set_source_clear(&c->source);
  gv_reverse_model_clear(&c->model);
  gv_graph_unref(c->t.graph);
}

static unsigned bits_of(const GvVertex *people, size_t count)
{
  unsigned bits = 0;

  for (size_t i = 0; i < count; i++)
    bits |= 1u << people[i];
  return bits;
}

/* Five standard errors, where every set of the same campaign is as good as certain. */
static void assert_share(const Case *c, uint64_t hits, double reach)
{
  const double share = reach / c->source.roots.total;

  g_assert_cmpfloat(fabs((double)hits / SETS - share), <=,
                    5 * sqrt(MAX(share * (1 - share), 0) / SETS) + 1e-9);
}

static void meets_as_often(Case *c, GvTask *task)
{
  const GvList lists[] = { { c->list, 1 }, { c->list, 2 }, { c->list, LISTED } };
  const GvList order = { c->list, LISTED };
  uint64_t by_list[LISTED], first[LISTED];

  g_assert_true(
      gv_sample_lists(&c->source, c->people, lists, LISTED, 1, SETS, by_list, task, NULL));
  g_assert_true(gv_sample_ordered(&c->source, c->people, order, 2, SETS, first, task, NULL));
  for (size_t i = 0; i < LISTED; i++) {
    const double reach = c->reach[bits_of(c->list, i + 1)];
    assert_share(c, by_list[i], reach);
    assert_share(c, first[i], reach - (i ? c->reach[bits_of(c->list, i)] : 0));
  }
}

static void pool_knows_the_covered(Case *c, GvTask *task)
{
  float near[TINY] = { 0 };
  g_auto(GvPool) pool = { 0 };
  uint64_t covered;

  g_assert_true(gv_pool_init(&pool, c->n, c->people, 3, NULL));
  for (size_t i = 0; i < 2; i++) {
    c->people[c->list[i]] |= GV_POOL_SENTINEL;
    gv_reverse_watch_near(&c->model, c->list[i], c->people, near);
  }
  pool.near = near;
  g_assert_true(gv_pool_grow(&pool, &c->source, SETS, task, NULL));
  assert_share(c, pool.covered, c->reach[bits_of(c->list, 2)]);
  g_assert_true(
      gv_pool_covered_since(&pool, 0, 0, &c->list[2], (uint32_t[]){ 0 }, 1, &covered, NULL));
  assert_share(c, covered, c->reach[bits_of(c->list, LISTED)]);
}

static void sets_that_end_early_meet_as_often(void)
{
  g_autoptr(GvTask) task = gv_task_new(2);
  unsigned tried = 0;

  for (guint32 seed = 0; seed < CASES; seed++) {
    Case c;
    if (case_init(&c, seed, task)) {
      meets_as_often(&c, task);
      pool_knows_the_covered(&c, task);
      tried++;
    }
    case_clear(&c);
  }
  g_assert_cmpuint(tried, >, CASES * 2 / 3);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/sample/sets-that-end-early-meet-as-often", sets_that_end_early_meet_as_often);
  return g_test_run();
}
