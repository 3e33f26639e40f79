/* Of n people in the order of a score, best first; a person with gain > 0 is a hit, b = hits / n:
 *   precision_at_k       hits among the first k / k; k = 10, 50, 100, ceil(n / 100), at most n
 *   lift_at_k            precision_at_k / b
 *   ndcg                 sum of log2(1 + gain) / log2(1 + rank), over that of the best order
 *                        (Järvelin & Kekäläinen 2002; all ranks)
 *   credit_share         gain of the first ceil(n / 100) / all gain
 *   auc                  share of (hit, other) pairs with the hit in front, ties half
 *   auc_like_audience    the same over pairs whose audience lies within one power of two
 *                        (none is a class of its own), pairs of all classes pooled
 *   spearman             correlation of the mean ranks of score and gain; 0 where all scores tie
 * Ties by expectation: what a random order among equals would give on the average. NaN: without
 * hits, and AUC also without others. One pass; the sums have one order, so the bits are the same
 * whoever computes them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/metrics.h"

#include <math.h>
#include <stdlib.h>

#include "graph/base/array.h"

enum { CUTS = 4 };

const char *const gv_metric_names[GV_METRICS] = {
  "precision_at_10",
  "precision_at_50",
  "precision_at_100",
  "precision_at_1pct",
  "lift_at_10",
  "lift_at_50",
  "lift_at_100",
  "lift_at_1pct",
  "ndcg",
  "credit_share",
  "auc",
  "auc_like_audience",
  "spearman",
};

typedef struct {
  double score;
  GvVertex person;
} Scored;

/* NaN last; equals by person, so that the order is one. */
static int best_first(const void *a, const void *b)
{
  const Scored *x = a, *y = b;
  const int x_known = !isnan(x->score), y_known = !isnan(y->score);

  if (x_known != y_known)
    return y_known - x_known;
  if (x_known && x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return (x->person > y->person) - (x->person < y->person);
}

static gboolean is_equal(double a, double b)
{
  return a == b || (isnan(a) && isnan(b));
}

gboolean gv_score_order_init(GvScoreOrder *order, const double *score, size_t n, GError **error)
{
  g_autofree Scored *scored = gv_array_new(n, sizeof *scored, error);

  *order = (GvScoreOrder){ NULL, NULL };
  if (scored == NULL || !(order->people = gv_array_new(n, sizeof *order->people, error)) ||
      !(order->ends = gv_array_new(n, sizeof *order->ends, error)))
    return FALSE;
  for (size_t i = 0; i < n; i++)
    scored[i] = (Scored){ score[i], (GvVertex)i };
  qsort(scored, n, sizeof *scored, best_first);
  for (size_t i = 0; i < n; i++) {
    order->people[i] = scored[i].person;
    order->ends[i] = i + 1 == n || !is_equal(scored[i].score, scored[i + 1].score);
  }
  return TRUE;
}

void gv_score_order_clear(GvScoreOrder *order)
{
  g_free(order->people);
  g_free(order->ends);
}

/* Those of one score. */
typedef struct {
  uint64_t people, gained;
  double gain, log_gain, level_rank; /* sums over those who gained */
  uint64_t classes;                  /* bits: audience classes met */
} Equals;

/* What has been seen from the top down. */
typedef struct {
  const GvOutcome *outcome;
  const GvSample *sample;
  uint64_t cuts[CUTS];
  double hits[CUTS];
  double first_gain, discounted;
  uint64_t above, gained_above;              /* people */
  uint64_t wins2, like_wins2;                /* twice the pairs with the hit in front */
  double product, spread;                    /* of ranks about their means */
  uint64_t class_above[GV_AUDIENCE_CLASSES]; /* hits seen */
  uint64_t class_gained[GV_AUDIENCE_CLASSES], class_others[GV_AUDIENCE_CLASSES]; /* of the equals */
} Walk;

static void add_to_equals(Walk *w, Equals *e, GvVertex v)
{
  const uint32_t mark = w->sample->marks[v], c = mark & GV_MARK_CLASS;
  const uint64_t count = mark >> GV_MARK_COUNT;

  e->people += count;
  e->classes |= (uint64_t)1 << c;
  if (!(mark & GV_MARK_GAINED)) {
    w->class_others[c] += count;
    return;
  }
  const GvVertex level = w->outcome->level[v];
  w->class_gained[c] += count;
  e->gained += count;
  e->gain += (double)count * w->outcome->level_gain[level];
  e->log_gain += (double)count * w->outcome->level_log[level];
  e->level_rank += (double)count * w->sample->level_rank[level];
}

/* Hits among the equals that fall before each cut, by expectation. */
static void count_cuts(Walk *w, const Equals *e)
{
  for (int k = 0; k < CUTS; k++) {
    if (w->above >= w->cuts[k])
      continue;
    const double share = (double)MIN(w->cuts[k] - w->above, e->people) / (double)e->people;
    w->hits[k] += share * (double)e->gained;
    if (k == CUTS - 1)
      w->first_gain += share * e->gain;
  }
}

static void count_like_pairs(Walk *w, uint64_t classes)
{
  for (; classes; classes &= classes - 1) {
    const int c = __builtin_ctzll(classes);
    w->like_wins2 += w->class_others[c] * (2 * w->class_above[c] + w->class_gained[c]);
    w->class_above[c] += w->class_gained[c];
    w->class_others[c] = w->class_gained[c] = 0;
  }
}

static void close_equals(Walk *w, const Equals *e)
{
  const GvOutcome *o = w->outcome;
  const uint64_t others = e->people - e->gained;
  const double rank = (double)o->n - (double)(2 * w->above + e->people); /* top is high */

  count_cuts(w, e);
  count_like_pairs(w, e->classes);
  w->wins2 += others * (2 * w->gained_above + e->gained);
  w->product += rank * (e->level_rank + (double)others * w->sample->level_rank[0]);
  w->spread += (double)e->people * rank * rank;
  if (e->gained)
    w->discounted += e->log_gain / (double)e->people *
                     (o->discount[w->above + e->people] - o->discount[w->above]);
  w->above += e->people;
  w->gained_above += e->gained;
}

static void conclude(const Walk *w, double values[GV_METRICS])
{
  const GvSample *s = w->sample;
  const uint64_t n = w->outcome->n;
  const double base = (double)s->gained / (double)n;
  const double pairs2 = 2 * (double)(s->gained * (n - s->gained));

  for (int k = 0; k < CUTS; k++) {
    values[GV_PRECISION_AT_10 + k] = w->hits[k] / (double)w->cuts[k];
    values[GV_LIFT_AT_10 + k] = values[GV_PRECISION_AT_10 + k] / base;
  }
  values[GV_NDCG] = w->discounted / s->ideal;
  values[GV_CREDIT_SHARE] = w->first_gain / s->gain;
  values[GV_AUC] = (double)w->wins2 / pairs2;
  values[GV_AUC_LIKE_AUDIENCE] = (double)w->like_wins2 / (2 * (double)s->like_pairs);
  values[GV_SPEARMAN] = w->spread > 0 || !(s->rank_spread > 0)
                            ? w->product / sqrt(w->spread) / sqrt(s->rank_spread)
                            : 0;
}

void gv_metrics_of_sample(const GvOutcome *o, const GvSample *sample, const GvScoreOrder *order,
                          double values[GV_METRICS])
{
  const uint64_t n = o->n;
  Walk w = { .outcome = o,
             .sample = sample,
             .cuts = { MIN(n, 10), MIN(n, 50), MIN(n, 100), (n + 99) / 100 } };
  Equals equals = { .people = 0 };

  for (size_t i = 0; i < n; i++) {
    if (sample->marks[order->people[i]] >= GV_MARK_ONCE)
      add_to_equals(&w, &equals, order->people[i]);
    if (order->ends[i] && equals.people) {
      close_equals(&w, &equals);
      equals = (Equals){ .people = 0 };
    }
  }
  conclude(&w, values);
}
