/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/bootstrap.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>

#include "algorithms/quantile.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum { ROUNDS_A_WAVE = 16 }; /* so that stopping takes effect and progress is told */

typedef struct {
  const GvOutcome *outcome;
  GvScoreOrder *orders; /* [count] */
  size_t count, rounds;
  GvSample *samples; /* [threads] */
  double *draws;     /* [rounds][count][GV_METRICS] */
} Bootstrap;

static gboolean prepare(Bootstrap *b, const GvRankingMethod *methods, int threads, GvTask *task,
                        GError **error)
{
  const size_t cells = b->count * GV_METRICS;

  if (!(b->draws = gv_array_new(b->rounds, cells * sizeof(double), error)))
    return FALSE;
  for (int t = 0; t < threads; t++)
    if (!gv_sample_init(&b->samples[t], b->outcome, error))
      return FALSE;
  for (size_t m = 0; m < b->count; m++)
    if (!gv_score_order_init(&b->orders[m], methods[m].score, b->outcome->n, error) ||
        !gv_task_step(task, 0, error))
      return FALSE;
  return TRUE;
}

static void one_round(const Bootstrap *b, GvSample *sample, uint64_t seed, size_t round)
{
  gv_sample_draw(sample, b->outcome, seed, round);
  for (size_t m = 0; m < b->count; m++)
    gv_metrics_of_sample(b->outcome, sample, &b->orders[m],
                         b->draws + (round * b->count + m) * GV_METRICS);
}

/* A round is one thread's; keyed by its number, so whose does not matter. */
static gboolean draw_rounds(const Bootstrap *b, uint64_t seed, int threads, GvTask *task,
                            GError **error)
{
  for (size_t begin = 0; begin < b->rounds; begin += ROUNDS_A_WAVE) {
    const size_t end = MIN(begin + ROUNDS_A_WAVE, b->rounds);
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
    for (size_t round = begin; round < end; round++)
      if (!gv_task_is_cancelled(task))
        one_round(b, &b->samples[omp_get_thread_num()], seed, round);
    if (!gv_task_step(task, (double)end / (double)b->rounds, error))
      return FALSE;
  }
  return TRUE;
}

/* scratch [rounds]: the draws of one figure, of which those that are NaN do not count. */
static GvEstimate estimate(double value, double *scratch, size_t rounds)
{
  GvEstimate e = { value, NAN, NAN };
  size_t known = 0;

  for (size_t r = 0; r < rounds; r++)
    if (!isnan(scratch[r]))
      scratch[known++] = scratch[r];
  if (known == 0 || isnan(value))
    return e;
  qsort(scratch, known, sizeof *scratch, gv_ascending);
  e.low = gv_quantile(scratch, known, .025);
  e.high = gv_quantile(scratch, known, .975);
  return e;
}

/* Of a share of m people (Wilson 1927). */
static GvEstimate wilson(double share, double m)
{
  const double z = 1.959963984540054, centre = share + z * z / (2 * m);
  const double half = z * sqrt(share * (1 - share) / m + z * z / (4 * m * m));

  return (GvEstimate){ share, MAX((centre - half) / (1 + z * z / m), 0),
                       MIN((centre + half) / (1 + z * z / m), 1) };
}

/* How many people a precision hangs on: the first k, and who ties with the last of them. */
static size_t people_before(const GvScoreOrder *order, size_t k)
{
  while (!order->ends[k - 1])
    k++;
  return k;
}

/* Where all or none of the first are hits, all or none of every resample's are: the quantiles
 * then say less than is known of so few people, and Wilson's interval counts. */
static void widen_precision(const Bootstrap *b, GvEstimate *estimates, size_t m)
{
  const size_t n = b->outcome->n, cuts[] = { MIN(n, 10), MIN(n, 50), MIN(n, 100), (n + 99) / 100 };

  for (size_t k = 0; k < G_N_ELEMENTS(cuts); k++) {
    GvEstimate *precision = &estimates[GV_PRECISION_AT_10 + k],
               *lift = &estimates[GV_LIFT_AT_10 + k];
    const double base = (double)b->outcome->gainer_count / (double)n;
    const GvEstimate own = wilson(precision->value, (double)people_before(&b->orders[m], cuts[k]));
    if (isnan(precision->low))
      continue;
    precision->low = MIN(precision->low, own.low);
    precision->high = MAX(precision->high, own.high);
    if (isnan(lift->low))
      continue;
    lift->low = MIN(lift->low, own.low / base);
    lift->high = MAX(lift->high, own.high / base);
  }
}

static size_t best_baseline(const double *values, const GvRankingMethod *methods, size_t count,
                            int metric)
{
  size_t best = SIZE_MAX;

  for (size_t m = 0; m < count; m++) {
    const double value = values[m * GV_METRICS + (size_t)metric];
    if (methods[m].baseline && !isnan(value) &&
        (best == SIZE_MAX || value > values[best * GV_METRICS + (size_t)metric]))
      best = m;
  }
  return best;
}

static void summarise(GvComparison *c, const Bootstrap *b, const double *values, double *scratch)
{
  const size_t cells = b->count * GV_METRICS;

  for (size_t i = 0; i < cells; i++) {
    const size_t best = c->best[i % GV_METRICS];
    const size_t bar = best == SIZE_MAX ? i : best * GV_METRICS + i % GV_METRICS;
    for (size_t r = 0; r < b->rounds; r++)
      scratch[r] = b->draws[r * cells + i];
    c->estimates[i] = estimate(values[i], scratch, b->rounds);
    for (size_t r = 0; r < b->rounds; r++)
      scratch[r] = b->draws[r * cells + i] - b->draws[r * cells + bar];
    c->differences[i] =
        estimate(best == SIZE_MAX ? NAN : values[i] - values[bar], scratch, b->rounds);
  }
  for (size_t m = 0; m < b->count; m++)
    widen_precision(b, c->estimates + m * GV_METRICS, m);
}

static gboolean compare(GvComparison *c, Bootstrap *b, const GvRankingMethod *methods,
                        GError **error)
{
  const size_t cells = b->count * GV_METRICS;
  g_autofree double *values = gv_array_new(cells, sizeof *values, error);
  g_autofree double *scratch = gv_array_new(b->rounds, sizeof *scratch, error);

  if (!values || !scratch || !(c->estimates = gv_array_new(cells, sizeof(GvEstimate), error)) ||
      !(c->differences = gv_array_new(cells, sizeof(GvEstimate), error)))
    return FALSE;
  gv_sample_all(&b->samples[0], b->outcome);
  for (size_t m = 0; m < b->count; m++)
    gv_metrics_of_sample(b->outcome, &b->samples[0], &b->orders[m], values + m * GV_METRICS);
  for (int k = 0; k < GV_METRICS; k++)
    c->best[k] = best_baseline(values, methods, b->count, k);
  summarise(c, b, values, scratch);
  return TRUE;
}

static void bootstrap_clear(Bootstrap *b, int threads)
{
  for (size_t m = 0; m < b->count; m++)
    gv_score_order_clear(&b->orders[m]);
  for (int t = 0; t < threads; t++)
    gv_sample_clear(&b->samples[t]);
  g_free(b->orders);
  g_free(b->samples);
  g_free(b->draws);
}

gboolean gv_comparison_run(GvComparison *c, const double *gain, const double *audience, size_t n,
                           const GvRankingMethod *methods, size_t count, size_t rounds,
                           int64_t seed, GvTask *task, GError **error)
{
  const int threads = MIN(gv_task_threads(task), ROUNDS_A_WAVE);
  g_auto(GvOutcome) outcome = { 0 };
  Bootstrap b = { &outcome, g_new0(GvScoreOrder, count),      count,
                  rounds,   g_new0(GvSample, (gsize)threads), NULL };

  *c = (GvComparison){ .methods = count, .rounds = rounds };
  gv_task_set_label(task, "bootstrap");
  const gboolean done = gv_outcome_init(&outcome, gain, audience, n, error) &&
                        prepare(&b, methods, threads, task, error) &&
                        draw_rounds(&b, (uint64_t)seed, threads, task, error) &&
                        compare(c, &b, methods, error);
  c->gained = outcome.gainer_count;
  bootstrap_clear(&b, threads);
  return done;
}

void gv_comparison_clear(GvComparison *c)
{
  g_free(c->estimates);
  g_free(c->differences);
}
