/* Calibration and its measures by hand and by slow definitions; learning from marked people only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/learning/calibration.h"

#include "algorithms/learning/logistic.h"
#include "algorithms/learning/unlabelled.h"
#include "common.h"
#include "graph/base/random.h"

enum { MOST = 60000 };

/* Isotonic regression by its min-max formula: the greatest, over beginnings at or below i, of the
 * least mean from there to an end at or above i. Scores different, rising. */
static double slow_isotonic(const double *y, const double *w, size_t n, size_t i)
{
  double greatest = -INFINITY;

  for (size_t a = 0; a <= i; a++) {
    double least = INFINITY, sum = 0, weight = 0;
    for (size_t b = a; b < n; b++) {
      sum += w[b] * y[b];
      weight += w[b];
      if (b >= i)
        least = MIN(least, sum / weight);
    }
    greatest = MAX(greatest, least);
  }
  return greatest;
}

static void test_isotonic(void)
{
  for (guint64 seed = 0; seed < 60; seed++) {
    GvRng rng = gv_rng(seed, 1);
    const size_t n = 1 + seed;
    double score[60], y[60], w[60], back[60], back_y[60], back_w[60];
    for (size_t i = 0; i < n; i++) {
      score[i] = (double)i - 7;
      y[i] = seed % 2 ? gv_rng_real(&rng) : gv_rng_real(&rng) < (double)i / (double)n;
      w[i] = seed % 3 ? 1 : .5 + gv_rng_real(&rng);
      back[n - 1 - i] = score[i];
      back_y[n - 1 - i] = y[i];
      back_w[n - 1 - i] = w[i];
    }
    g_auto(GvIsotonic) isotonic = { 0 };
    g_assert_true(gv_isotonic_init(&isotonic, back, back_y, back_w, n, NULL));
    for (size_t i = 0; i < n; i++)
      assert_close(gv_isotonic_at(&isotonic, score[i]), slow_isotonic(y, w, n, i), 1e-12);
    for (size_t s = 1; s < isotonic.count; s++)
      g_assert_true(isotonic.score[s] > isotonic.score[s - 1] &&
                    isotonic.value[s] > isotonic.value[s - 1]);
    g_assert_true(gv_isotonic_at(&isotonic, -100) == isotonic.value[0]);
  }
}

/* Equal scores get one value, whatever the order of their labels. */
static void test_isotonic_ties(void)
{
  const double score[] = { 1, 1, 1, 2, 2 }, y[] = { 1, 0, 0, 0, 1 };
  g_auto(GvIsotonic) isotonic = { 0 };

  g_assert_true(gv_isotonic_init(&isotonic, score, y, NULL, 5, NULL));
  g_assert_cmpuint(isotonic.count, ==, 2);
  assert_close(isotonic.value[0], 1.0 / 3, 1e-15);
  assert_close(isotonic.value[1], .5, 1e-15);
}

/* Two scores: the fitted probabilities are the mean targets of each, exactly. */
static void test_platt_by_hand(void)
{
  const double score[] = { -1, -1, -1, -1, 2, 2, 2 }, y[] = { 0, 0, 0, 1, 1, 1, 0 };
  const double high = 4.0 / 5, low = 1.0 / 6;
  GvPlatt platt;

  g_assert_true(gv_platt_fit(score, y, 7, &platt, NULL, NULL));
  assert_close(gv_platt_at(&platt, -1), (3 * low + high) / 4, 1e-12);
  assert_close(gv_platt_at(&platt, 2), (2 * high + low) / 3, 1e-12);
}

static void test_platt(void)
{
  g_autofree double *score = g_new(double, MOST), *y = g_new(double, MOST);
  GvRng rng = gv_rng(3, 3);
  GvPlatt platt;
  g_autoptr(GError) error = NULL;

  for (size_t i = 0; i < MOST; i++) {
    score[i] = 6 * gv_rng_real(&rng) - 3;
    y[i] = gv_rng_real(&rng) < 1 / (1 + exp(1 - 2 * score[i]));
  }
  g_assert_true(gv_platt_fit(score, y, MOST, &platt, NULL, NULL));
  assert_close(platt.slope, 2, .05); /* standard errors are .02 */
  assert_close(platt.intercept, -1, .05);
  /* Order without a fault is no certainty. */
  const double sorted[] = { 1, 2, 3, 4 }, apart[] = { 0, 0, 1, 1 };
  g_assert_true(gv_platt_fit(sorted, apart, 4, &platt, NULL, NULL));
  g_assert_cmpfloat(gv_platt_at(&platt, 4), <, .9);
  g_assert_false(gv_platt_fit(sorted, sorted, 0, &platt, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
}

static void test_losses(void)
{
  const double p[] = { .2, .9, 1 }, y[] = { 0, 1, 0 };

  assert_close(gv_brier(p, y, 3), (.04 + .01 + 1) / 3, 1e-15);
  assert_close(gv_log_loss(p, y, 2), -(log(.8) + log(.9)) / 2, 1e-15);
  g_assert_true(isfinite(gv_log_loss(p, y, 3)));
}

/* Newcombe 1998 (Statistics in Medicine 17, table I), method 3: 81 of 263, 15 of 148, 0 of 20, 1 of
 * 29, to four places. */
static void test_wilson(void)
{
  static const double published[][4] = { { 81, 263, .2553, .3662 },
                                         { 15, 148, .0624, .1605 },
                                         { 0, 20, .0000, .1611 },
                                         { 1, 29, .0061, .1718 } };

  for (size_t i = 0; i < G_N_ELEMENTS(published); i++) {
    double low, high;
    gv_wilson(published[i][0] / published[i][1], published[i][1], &low, &high);
    g_assert_cmpfloat_with_epsilon(low, published[i][2], .00005);
    g_assert_cmpfloat_with_epsilon(high, published[i][3], .00005);
  }
}

static void test_reliability(void)
{
  double p[100], y[100];
  GvReliabilityBin table[10];

  for (size_t i = 0; i < 100; i++) {
    p[i] = (double)((i * 37) % 100) / 100;
    y[i] = p[i] >= .5;
  }
  g_assert_cmpuint(gv_reliability(p, y, 100, 10, table, NULL), ==, 10);
  for (size_t b = 0; b < 10; b++) {
    g_assert_cmpuint(table[b].people, ==, 10);
    assert_close(table[b].predicted, .1 * (double)b + .045, 1e-12);
    assert_close(table[b].observed, b >= 5, 1e-12);
    g_assert_true(table[b].low <= table[b].observed && table[b].observed <= table[b].high);
  }
  for (size_t i = 0; i < 100; i++)
    p[i] = i < 35 ? .1 : .2; /* ties stay together: 35 from bin 0 on, 65 from bin 3 on */
  g_assert_cmpuint(gv_reliability(p, y, 100, 10, table, NULL), ==, 2);
  g_assert_cmpuint(table[0].people, ==, 35);
  g_assert_cmpuint(table[1].people, ==, 65);
  assert_close(table[1].predicted, .2, 1e-12);
}

/* A world where positives are known, of whom three in ten are marked. */
typedef struct {
  double x[MOST], truth[MOST], positive[MOST], marked[MOST], g[MOST];
} World;

static World *world_new(double share)
{
  World *w = g_new0(World, 1);
  GvRng rng = gv_rng(11, 4);

  for (size_t i = 0; i < MOST; i++) {
    w->x[i] = 4 * gv_rng_real(&rng) - 2;
    w->truth[i] = 1 / (1 + exp(-6 * (w->x[i] - .5)));
    w->positive[i] = gv_rng_real(&rng) < w->truth[i];
    w->marked[i] = w->positive[i] > 0 && gv_rng_real(&rng) < share;
    w->g[i] = share * w->truth[i];
  }
  return w;
}

/* e1 of the true g is the mean of g over the marked: sum g^2 / sum g in expectation. It lies below
 * c by as much as the positives overlap with the others; and exactly there. */
static void test_marked_share(void)
{
  g_autofree World *w = world_new(.3);
  double error, expected = 0, sum = 0;
  const double c = gv_marked_share(w->g, w->marked, MOST, &error);

  for (size_t i = 0; i < MOST; i++) {
    expected += w->g[i] * w->g[i];
    sum += w->g[i];
  }
  g_assert_cmpfloat(error, <, .001);
  g_assert_cmpfloat_with_epsilon(c, expected / sum, 4 * error);
  g_assert_cmpfloat_with_epsilon(c, .3, .05);
  g_assert_true(isnan(gv_marked_share(w->g, w->marked, 0, NULL)));
}

/* Weighing the unmarked: a second model learns P(positive | x) at once. */
static void test_unlabelled(void)
{
  g_autofree World *w = world_new(.3);
  g_autofree double *label = g_new(double, MOST), *odds = g_new(double, MOST);
  const double *x = w->x;
  double wrong = 0, naive = 0;

  for (size_t i = 0; i < MOST; i++)
    label[i] = w->marked[i] > 0 ? 1 : gv_positive_share(w->g[i], .3);
  g_autoptr(GvLogistic) model = gv_logistic_fit(&(GvLearningRows){ MOST, 1, &x, label, NULL },
                                                &(GvLogisticOptions){ 0 }, NULL, NULL);
  g_assert_nonnull(model);
  assert_close(model->coefficient[0], 6, .05);
  assert_close(model->intercept, -3, .05);
  gv_logistic_odds(model, &x, MOST, odds);
  for (size_t i = 0; i < MOST; i++) {
    wrong += fabs(gv_logistic_probability(odds[i]) - w->truth[i]) / MOST;
    naive += fabs(w->g[i] - w->truth[i]) / MOST;
    assert_close(gv_positive_probability(w->g[i], .3), w->truth[i], 1e-12);
  }
  g_assert_cmpfloat(wrong, <, .01);
  g_assert_cmpfloat(naive, >, .2);
  g_assert_cmpfloat(gv_positive_probability(.5, .3), ==, 1);
  g_assert_cmpfloat(gv_positive_share(.9, .3), ==, 1);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/calibration/isotonic", test_isotonic);
  g_test_add_func("/calibration/isotonic-ties", test_isotonic_ties);
  g_test_add_func("/calibration/platt-by-hand", test_platt_by_hand);
  g_test_add_func("/calibration/platt", test_platt);
  g_test_add_func("/calibration/losses", test_losses);
  g_test_add_func("/calibration/wilson", test_wilson);
  g_test_add_func("/calibration/reliability", test_reliability);
  g_test_add_func("/unlabelled/marked-share", test_marked_share);
  g_test_add_func("/unlabelled/learns-positives", test_unlabelled);
  return g_test_run();
}
