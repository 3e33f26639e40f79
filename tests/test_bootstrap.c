/* Intervals: of the resamples they say, the same on any threads, and true as often as they claim.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "evaluating.h"
#include "graph/base/random.h"

enum { METHODS = 4, ROUNDS = 60 };

typedef struct {
  Crowd crowd;
  double scores[METHODS][MOST_PEOPLE];
  GvRankingMethod methods[METHODS];
} Contest;

/* Two rankings and two baselines. */
static void contest_init(Contest *c, guint32 seed)
{
  static const char *const names[METHODS] = { "a", "b", "bar", "lower bar" };

  c->crowd = random_crowd(seed);
  for (guint32 m = 0; m < METHODS; m++) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed * METHODS + m);
    for (size_t i = 0; i < c->crowd.n; i++)
      c->scores[m][i] = c->crowd.gain[i] / 2 + g_rand_int_range(rand, 0, 3 + (gint32)m);
    c->methods[m] = (GvRankingMethod){ names[m], c->scores[m], m >= 2 };
  }
}

static void run_contest(GvComparison *result, const Contest *c, size_t rounds, unsigned threads)
{
  g_autoptr(GvTask) task = gv_task_new(threads);

  g_assert_true(gv_comparison_run(result, c->crowd.gain, c->crowd.audience, c->crowd.n, c->methods,
                                  METHODS, rounds, 5, task, NULL));
}

/* The people that a round draws, each as often, as a crowd of their own. */
static Crowd resample(const Contest *c, size_t method, uint64_t round)
{
  GvRng rng = gv_rng(5, round);
  Crowd drawn = { .n = c->crowd.n };

  for (size_t i = 0; i < drawn.n; i++) {
    const uint32_t who = gv_rng_below(&rng, (uint32_t)drawn.n);
    drawn.score[i] = c->scores[method][who];
    drawn.gain[i] = c->crowd.gain[who];
    drawn.audience[i] = c->crowd.audience[who];
  }
  return drawn;
}

static int ascending(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static void assert_quantiles(const GvEstimate *e, double *draws, double tolerance)
{
  size_t known = 0;

  for (size_t r = 0; r < ROUNDS; r++)
    if (!isnan(draws[r]))
      draws[known++] = draws[r];
  if (known == 0 || isnan(e->value)) {
    g_assert_true(isnan(e->low) && isnan(e->high));
    return;
  }
  qsort(draws, known, sizeof *draws, ascending);
  for (int side = 0; side < 2; side++) {
    const double at = (side ? .975 : .025) * (double)(known - 1);
    const size_t i = (size_t)floor(at), j = (size_t)ceil(at);
    assert_close(side ? e->high : e->low,
                 draws[i] * (1 - (at - floor(at))) + draws[j] * (at - floor(at)), tolerance);
  }
}

/* The interval of a share of the people who stand, or tie with somebody who stands, among the
 * first k: those p for which |share - p| <= z sqrt(p (1 - p) / people). */
static void widen(const Contest *c, size_t method, size_t k, double share, double *low,
                  double *high)
{
  double people = 0;

  for (size_t i = 0; i < c->crowd.n; i++) {
    size_t better, equal;
    count_around(c->scores[method], c->crowd.n, i, &better, &equal);
    people += better < k;
  }
  for (double p = 0; p <= 1; p += 1e-5)
    if (fabs(share - p) <= 1.959963984540054 * sqrt(p * (1 - p) / people)) {
      *low = MIN(*low, p);
      *high = MAX(*high, p);
    }
}

/* A precision that all or none of the first make up is no certainty. */
static void precision_knows_how_few_it_is_of(void)
{
  for (guint32 seed = 0; seed < 40; seed++) {
    Contest c;
    g_auto(GvComparison) result = { 0 };
    contest_init(&c, seed);
    run_contest(&result, &c, ROUNDS, 1);
    for (size_t m = 0; m < METHODS; m++) {
      const GvEstimate *e = gv_estimate(&result, m, GV_PRECISION_AT_50);
      double low = 1, high = 0;
      widen(&c, m, 50, e->value, &low, &high);
      g_assert_cmpfloat(e->low, <=, low + 2e-5);
      g_assert_cmpfloat(e->high, >=, high - 2e-5);
      if (e->value == 1 && c.crowd.n > 100) /* all resamples are full of hits */
        assert_close(e->low, low, 1e-4);
    }
  }
}

static void intervals_are_quantiles_of_resamples(void)
{
  for (guint32 seed = 0; seed < 12; seed++) {
    static double draws[METHODS][GV_METRICS][ROUNDS];
    Contest c;
    g_auto(GvComparison) result = { 0 };
    contest_init(&c, seed);
    c.crowd.n = MIN(c.crowd.n, 90);
    run_contest(&result, &c, ROUNDS, 1);
    for (size_t m = 0; m < METHODS; m++)
      for (uint64_t r = 0; r < ROUNDS; r++) {
        const Crowd drawn = resample(&c, m, r);
        double values[GV_METRICS];
        slow_metrics(&drawn, values);
        for (int k = 0; k < GV_METRICS; k++)
          draws[m][k][r] = values[k];
      }
    for (size_t m = 0; m < METHODS; m++)
      for (int k = 0; k < GV_METRICS; k++) {
        double own[ROUNDS], difference[ROUNDS];
        const size_t best = result.best[k];
        for (size_t r = 0; r < ROUNDS; r++) {
          own[r] = draws[m][k][r];
          difference[r] = best == SIZE_MAX ? NAN : own[r] - draws[best][k][r];
        }
        if (k >= GV_NDCG)
          assert_quantiles(gv_estimate(&result, m, (GvMetric)k), own, 1e-12);
        assert_quantiles(gv_difference(&result, m, (GvMetric)k), difference, 1e-12);
      }
  }
}

static void the_bar_is_the_best_baseline(void)
{
  for (guint32 seed = 0; seed < 200; seed++) {
    Contest c;
    g_auto(GvComparison) result = { 0 };
    contest_init(&c, seed);
    run_contest(&result, &c, 0, 1);
    for (int k = 0; k < GV_METRICS; k++) {
      const double bar = gv_estimate(&result, 2, (GvMetric)k)->value,
                   lower = gv_estimate(&result, 3, (GvMetric)k)->value;
      if (isnan(bar)) {
        g_assert_cmpuint(result.best[k], ==, SIZE_MAX);
        g_assert_true(isnan(gv_difference(&result, 0, (GvMetric)k)->value));
        continue;
      }
      g_assert_cmpuint(result.best[k], ==, lower > bar ? 3 : 2);
      assert_close(gv_difference(&result, 0, (GvMetric)k)->value,
                   gv_estimate(&result, 0, (GvMetric)k)->value - MAX(bar, lower), 1e-15);
      g_assert_true(isnan(gv_estimate(&result, 0, (GvMetric)k)->low)); /* no rounds */
    }
  }
}

static void same_bits_on_any_thread_count(void)
{
  static const unsigned threads[] = { 2, 3, 8 };

  for (guint32 seed = 0; seed < 20; seed++) {
    Contest c;
    g_auto(GvComparison) one = { 0 };
    contest_init(&c, seed);
    run_contest(&one, &c, ROUNDS + 7, 1);
    for (size_t t = 0; t < G_N_ELEMENTS(threads); t++) {
      g_auto(GvComparison) many = { 0 };
      const size_t bytes = (size_t)(METHODS * GV_METRICS) * sizeof *one.estimates;
      run_contest(&many, &c, ROUNDS + 7, threads[t]);
      g_assert_true(memcmp(one.estimates, many.estimates, bytes) == 0);
      g_assert_true(memcmp(one.differences, many.differences, bytes) == 0);
    }
  }
}

static void a_cancelled_run_ends(void)
{
  g_autoptr(GvTask) task = gv_task_new(1);
  g_autoptr(GError) error = NULL;
  g_auto(GvComparison) result = { 0 };
  Contest c;

  contest_init(&c, 1);
  gv_task_cancel(task);
  g_assert_false(gv_comparison_run(&result, c.crowd.gain, c.crowd.audience, c.crowd.n, c.methods,
                                   METHODS, 10, 5, task, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
}

/* People drawn one by one from a world that is known: hits come with probability 1 / (1 + exp(4
 * - 1.2 z)), a score sees z through noise, another sees more noise. */
typedef struct {
  double *gain, *audience, *score[2]; /* [n] */
  double rarity;
} World;

static double normal(GvRng *rng)
{
  const double u = 1 - gv_rng_real(rng), v = gv_rng_real(rng);

  return sqrt(-2 * log(u)) * cos(2 * G_PI * v);
}

static void draw_world(const World *w, size_t n, uint64_t number)
{
  GvRng rng = gv_rng(99, number);

  for (size_t i = 0; i < n; i++) {
    const double z = normal(&rng), shared = normal(&rng);
    w->audience[i] = floor(exp2(MAX(0, 3 + .5 * z + shared)));
    w->gain[i] = gv_rng_real(&rng) < 1 / (1 + exp(w->rarity - 1.5 * z))
                     ? 1 + floor(3 * gv_rng_real(&rng))
                     : 0;
    w->score[0][i] = z + .5 * shared + .7 * normal(&rng);
    w->score[1][i] = z + .5 * shared + 1.4 * normal(&rng);
  }
}

static void run_world(GvComparison *result, const World *w, size_t n, size_t rounds,
                      uint64_t number)
{
  const GvRankingMethod methods[] = { { "good", w->score[0], FALSE },
                                      { "less good", w->score[1], TRUE } };

  draw_world(w, n, number);
  g_assert_true(
      gv_comparison_run(result, w->gain, w->audience, n, methods, 2, rounds, 3, NULL, NULL));
}

typedef struct {
  double mean[2][GV_METRICS]; /* of the estimates, of the differences */
  double covered[2][GV_METRICS], width[2][GV_METRICS];
} Coverage;

/* What is to be covered is the expectation over worlds of the same size, taken over many. */
static Coverage measure_coverage(size_t n, size_t rounds, uint64_t worlds, uint64_t truths,
                                 double rarity)
{
  g_autofree double *memory = g_new(double, 4 * n);
  const World w = { memory, memory + n, { memory + 2 * n, memory + 3 * n }, rarity };
  Coverage c = { .mean = { { 0 } } };

  for (uint64_t i = 0; i < truths; i++) {
    g_auto(GvComparison) r = { 0 };
    run_world(&r, &w, n, 0, 1000000 + i);
    for (int k = 0; k < GV_METRICS; k++) {
      c.mean[0][k] += gv_estimate(&r, 0, (GvMetric)k)->value / (double)truths;
      c.mean[1][k] += gv_difference(&r, 0, (GvMetric)k)->value / (double)truths;
    }
  }
  for (uint64_t i = 0; i < worlds; i++) {
    g_auto(GvComparison) r = { 0 };
    run_world(&r, &w, n, rounds, i);
    for (int k = 0; k < GV_METRICS; k++)
      for (int d = 0; d < 2; d++) {
        const GvEstimate *e =
            d ? gv_difference(&r, 0, (GvMetric)k) : gv_estimate(&r, 0, (GvMetric)k);
        c.covered[d][k] += (e->low <= c.mean[d][k] && c.mean[d][k] <= e->high) / (double)worlds;
        c.width[d][k] += (e->high - e->low) / (double)worlds;
      }
  }
  return c;
}

/* What docs/evaluation.md says of coverage: tests/test_bootstrap --coverage N ROUNDS WORLDS RARITY.
 */
static int print_coverage(size_t n, size_t rounds, uint64_t worlds, double rarity)
{
  const Coverage c = measure_coverage(n, rounds, worlds, 10 * worlds, rarity);

  g_print("%-20s %8s %8s %8s %12s %8s\n", "metric", "value", "covered", "width", "difference",
          "covered");
  for (int k = 0; k < GV_METRICS; k++)
    g_print("%-20s %8.4f %8.3f %8.4f %12.4f %8.3f\n", gv_metric_names[k], c.mean[0][k],
            c.covered[0][k], c.width[0][k], c.mean[1][k], c.covered[1][k]);
  return 0;
}

/* 600 worlds: the coverage measured is within .018 of the true one, 19 times of 20. */
static void intervals_cover_as_often_as_they_claim(void)
{
  static const GvMetric metrics[] = { GV_AUC, GV_AUC_LIKE_AUDIENCE, GV_PRECISION_AT_100,
                                      GV_PRECISION_AT_50 };
  const Coverage c = measure_coverage(1500, 100, 600, 4000, 3);

  for (size_t i = 0; i < G_N_ELEMENTS(metrics); i++)
    for (int d = 0; d < 2; d++) {
      g_test_message("%s%s %.3f", gv_metric_names[metrics[i]], d ? " difference" : "",
                     c.covered[d][metrics[i]]);
      g_assert_cmpfloat(c.covered[d][metrics[i]], >, .91);
      g_assert_cmpfloat(c.covered[d][metrics[i]], <, .985);
    }
}

int main(int argc, char **argv)
{
  if (argc == 6 && strcmp(argv[1], "--coverage") == 0)
    return print_coverage((size_t)atoi(argv[2]), (size_t)atoi(argv[3]), (uint64_t)atoi(argv[4]),
                          atof(argv[5]));
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/bootstrap/intervals-are-quantiles-of-resamples",
                  intervals_are_quantiles_of_resamples);
  g_test_add_func("/bootstrap/precision-knows-how-few-it-is-of", precision_knows_how_few_it_is_of);
  g_test_add_func("/bootstrap/the-bar-is-the-best-baseline", the_bar_is_the_best_baseline);
  g_test_add_func("/bootstrap/same-bits-on-any-thread-count", same_bits_on_any_thread_count);
  g_test_add_func("/bootstrap/a-cancelled-run-ends", a_cancelled_run_ends);
  g_test_add_func("/bootstrap/intervals-cover-as-often-as-they-claim",
                  intervals_cover_as_often_as_they_claim);
  return g_test_run();
}
