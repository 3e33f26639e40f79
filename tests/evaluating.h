/* People, scores and gains made at random, and metrics by definition: everybody
 * is compared with everybody.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_EVALUATING_H
#define GV_TEST_EVALUATING_H

#include "algorithms/evaluation/bootstrap.h"
#include "common.h"

enum { MOST_PEOPLE = 260 };

typedef struct {
  size_t n;
  double score[MOST_PEOPLE], gain[MOST_PEOPLE], audience[MOST_PEOPLE];
} Crowd;

/* Ties, zeros, scores that are unknown or without bound; sometimes nobody or everybody gains. */
static inline Crowd random_crowd(guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  Crowd c = { .n = (size_t)g_rand_int_range(rand, 1, MOST_PEOPLE + 1) };
  const gint32 span = (gint32[]){ 1, 3, 40, 1000000 }[seed % 4];
  const double hits = (double[]){ .02, .3, .7, 0, 1 }[seed % 5];

  for (size_t i = 0; i < c.n; i++) {
    const gint32 kind = g_rand_int_range(rand, 0, 24);
    c.score[i] = kind == 0   ? NAN
                 : kind == 1 ? -INFINITY
                 : kind == 2 ? INFINITY
                             : g_rand_int_range(rand, -span, span + 1) / 8.0;
    c.gain[i] = g_rand_double(rand) < hits ? g_rand_int_range(rand, 1, 9) / 4.0 : 0;
    c.audience[i] = kind == 3 ? NAN : floor(exp2(g_rand_double_range(rand, 0, 6))) - 1;
  }
  return c;
}

/* -1, 0, 1: a stands behind, beside, in front of b; NaN behind all. */
static inline int stands(double a, double b)
{
  if (isnan(a) || isnan(b))
    return isnan(b) - isnan(a);
  return (a > b) - (a < b);
}

static inline int slow_class(double audience)
{
  int c = 0;

  while (exp2(c) <= audience)
    c++;
  return c;
}

/* Mean over the ranks better + 1 .. better + equal. */
static inline double mean_discount(size_t better, size_t equal)
{
  double sum = 0;

  for (size_t r = better + 1; r <= better + equal; r++)
    sum += 1 / log2(1 + (double)r);
  return sum / (double)equal;
}

static inline void count_around(const double *values, size_t n, size_t i, size_t *better,
                                size_t *equal)
{
  *better = *equal = 0;
  for (size_t j = 0; j < n; j++) {
    *better += stands(values[j], values[i]) > 0;
    *equal += stands(values[j], values[i]) == 0;
  }
}

static inline double chance_before(size_t k, size_t better, size_t equal)
{
  return better >= k ? 0 : MIN((double)(k - better) / (double)equal, 1);
}

static inline double slow_auc(const Crowd *c, gboolean like)
{
  double won = 0, pairs = 0;

  for (size_t i = 0; i < c->n; i++)
    for (size_t j = 0; j < c->n; j++)
      if (c->gain[i] > 0 && c->gain[j] == 0 &&
          (!like || slow_class(c->audience[i]) == slow_class(c->audience[j]))) {
        won += (1 + stands(c->score[i], c->score[j])) / 2.0;
        pairs++;
      }
  return won / pairs;
}

/* Pearson's, of mean ranks. */
static inline double slow_spearman(const Crowd *c)
{
  const double mean = ((double)c->n + 1) / 2;
  double xy = 0, xx = 0, yy = 0;

  for (size_t i = 0; i < c->n; i++) {
    size_t better, equal;
    count_around(c->score, c->n, i, &better, &equal);
    const double x = -((double)better + ((double)equal + 1) / 2 - mean);
    count_around(c->gain, c->n, i, &better, &equal);
    const double y = -((double)better + ((double)equal + 1) / 2 - mean);
    xy += x * y;
    xx += x * x;
    yy += y * y;
  }
  return yy == 0 ? NAN : xx == 0 ? 0 : xy / sqrt(xx * yy);
}

static inline void slow_metrics(const Crowd *c, double values[GV_METRICS])
{
  const size_t n = c->n, cuts[] = { MIN(n, 10), MIN(n, 50), MIN(n, 100), (n + 99) / 100 };
  double hits = 0, gain = 0, credit = 0, dcg = 0, ideal = 0, first[4] = { 0 };

  for (size_t i = 0; i < n; i++) {
    size_t better, equal;
    count_around(c->score, n, i, &better, &equal);
    for (int k = 0; k < 4; k++)
      first[k] += c->gain[i] > 0 ? chance_before(cuts[k], better, equal) : 0;
    credit += c->gain[i] * chance_before(cuts[3], better, equal);
    dcg += log2(1 + c->gain[i]) * mean_discount(better, equal);
    count_around(c->gain, n, i, &better, &equal);
    ideal += log2(1 + c->gain[i]) * mean_discount(better, equal);
    hits += c->gain[i] > 0;
    gain += c->gain[i];
  }
  for (int k = 0; k < 4; k++) {
    values[GV_PRECISION_AT_10 + k] = first[k] / (double)cuts[k];
    values[GV_LIFT_AT_10 + k] = first[k] / (double)cuts[k] / (hits / (double)n);
  }
  values[GV_NDCG] = dcg / ideal;
  values[GV_CREDIT_SHARE] = credit / gain;
  values[GV_AUC] = slow_auc(c, FALSE);
  values[GV_AUC_LIKE_AUDIENCE] = slow_auc(c, TRUE);
  values[GV_SPEARMAN] = slow_spearman(c);
}
#endif
