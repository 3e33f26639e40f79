/* Metrics against the definitions, and by hand.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "evaluating.h"

enum { CASES = 400 };

static void fast_metrics(const Crowd *c, double values[GV_METRICS])
{
  const GvRankingMethod method = { "score", c->score, FALSE };
  g_auto(GvComparison) comparison = { 0 };

  g_assert_true(
      gv_comparison_run(&comparison, c->gain, c->audience, c->n, &method, 1, 0, 1, NULL, NULL));
  for (int k = 0; k < GV_METRICS; k++)
    values[k] = gv_estimate(&comparison, 0, (GvMetric)k)->value;
}

static void by_definition(void)
{
  int undefined = 0;

  for (guint32 seed = 0; seed < CASES; seed++) {
    const Crowd c = random_crowd(seed);
    double fast[GV_METRICS], slow[GV_METRICS];
    fast_metrics(&c, fast);
    slow_metrics(&c, slow);
    for (int k = 0; k < GV_METRICS; k++) {
      if (isnan(fast[k]) != isnan(slow[k]))
        g_error("case %u: %s is %g, not %g", seed, gv_metric_names[k], fast[k], slow[k]);
      assert_close(fast[k], slow[k], 1e-12);
      undefined += isnan(slow[k]);
    }
  }
  g_assert_cmpint(undefined, >, 100); /* the odd cases are among them */
}

/* Ten people, hits at ranks 1, 3 and the two that tie at 4 and 5 (one of them). */
static void by_hand(void)
{
  Crowd c = { .n = 10,
              .score = { 9, 8, 7, 6, 6, 5, 4, 3, 2, 1 },
              .gain = { 1, 0, 3, 1, 0, 0, 0, 0, 0, 0 },
              .audience = { 4, 5, 9, 9, 8, 7, 1, 1, 0, 0 } };
  const double best = 2 + 1 / log2(3) + .5, /* log2(1 + 3), 1, 1 at ranks 1 .. 3 */
      found = 1 + 2 / log2(4) + (1 / log2(5) + 1 / log2(6)) / 2;
  double v[GV_METRICS];

  fast_metrics(&c, v);
  assert_close(v[GV_PRECISION_AT_10], .3, 1e-15);
  assert_close(v[GV_LIFT_AT_10], 1, 1e-15);
  assert_close(v[GV_PRECISION_AT_1PCT], 1, 1e-15);
  assert_close(v[GV_CREDIT_SHARE], .2, 1e-15);
  assert_close(v[GV_AUC], (7 + 6 + 5.5) / 21, 1e-15);
  assert_close(v[GV_AUC_LIKE_AUDIENCE], (2 + 1 + .5) / 4, 1e-15); /* 4-7: 2 of 2; 8-15: 1.5 of 2 */
  assert_close(v[GV_NDCG], found / best, 1e-15);
}

static void a_perfect_order_and_its_reverse(void)
{
  Crowd c = { .n = 200 };
  double v[GV_METRICS];

  for (size_t i = 0; i < c.n; i++) {
    c.score[i] = c.gain[i] = (double)(i < 20 ? 20 - i : 0);
    c.audience[i] = 1;
  }
  fast_metrics(&c, v);
  for (int k = 0; k < GV_METRICS; k++)
    if (k < GV_LIFT_AT_10 || k == GV_NDCG || k >= GV_AUC)
      assert_close(v[k], k == GV_PRECISION_AT_50 ? .4 : k == GV_PRECISION_AT_100 ? .2 : 1, 1e-12);
  assert_close(v[GV_LIFT_AT_10], 10, 1e-12);
  assert_close(v[GV_CREDIT_SHARE], 39. / 210, 1e-12);
  for (size_t i = 0; i < c.n; i++)
    c.score[i] = -c.score[i];
  fast_metrics(&c, v);
  assert_close(v[GV_PRECISION_AT_100], 0, 1e-12);
  assert_close(v[GV_AUC], 0, 1e-12);
  assert_close(v[GV_SPEARMAN], -1, 1e-12);
}

/* All equal: the expectation of a random order. */
static void no_order_is_chance(void)
{
  Crowd c = random_crowd(1);
  double v[GV_METRICS], base = 0;

  for (size_t i = 0; i < c.n; i++) {
    c.score[i] = 7;
    base += (c.gain[i] > 0) / (double)c.n;
  }
  fast_metrics(&c, v);
  for (int k = 0; k < 4; k++) {
    assert_close(v[GV_PRECISION_AT_10 + k], base, 1e-12);
    assert_close(v[GV_LIFT_AT_10 + k], 1, 1e-12);
  }
  g_assert_cmpfloat(v[GV_AUC], ==, .5);
  g_assert_cmpfloat(v[GV_AUC_LIKE_AUDIENCE], ==, .5);
  g_assert_cmpfloat(v[GV_SPEARMAN], ==, 0);
}

/* Any rising function of the score is the same order; so is any order of people. */
static void only_the_order_counts(void)
{
  for (guint32 seed = 0; seed < CASES; seed++) {
    const Crowd c = random_crowd(seed);
    Crowd turned = { .n = c.n };
    double v[GV_METRICS], w[GV_METRICS];
    for (size_t i = 0; i < c.n; i++) {
      turned.score[i] = atan(c.score[c.n - 1 - i] / 1e4);
      turned.gain[i] = c.gain[c.n - 1 - i];
      turned.audience[i] = c.audience[c.n - 1 - i];
    }
    fast_metrics(&c, v);
    fast_metrics(&turned, w);
    for (int k = 0; k < GV_METRICS; k++)
      assert_close(v[k], w[k], 1e-12);
  }
}

static void a_gain_that_is_none_is_refused(void)
{
  static const double faults[] = { -1, NAN, INFINITY };

  for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
    const double zero[2] = { 0 }, gain[2] = { 1, faults[i] };
    const GvRankingMethod method = { "score", zero, FALSE };
    g_auto(GvComparison) comparison = { 0 };
    g_autoptr(GError) error = NULL;
    g_assert_false(gv_comparison_run(&comparison, gain, zero, 2, &method, 1, 0, 1, NULL, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/metrics/by-definition", by_definition);
  g_test_add_func("/metrics/by-hand", by_hand);
  g_test_add_func("/metrics/a-perfect-order-and-its-reverse", a_perfect_order_and_its_reverse);
  g_test_add_func("/metrics/no-order-is-chance", no_order_is_chance);
  g_test_add_func("/metrics/only-the-order-counts", only_the_order_counts);
  g_test_add_func("/metrics/a-gain-that-is-none-is-refused", a_gain_that_is_none_is_refused);
  return g_test_run();
}
