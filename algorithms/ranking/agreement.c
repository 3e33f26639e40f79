/* Agreement of two rankings: overlap, Jaccard, rank-biased overlap (Webber, Moffat and
 * Zobel 2010), Kendall's tau-b by sorting (Knight 1966), Spearman's rho.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/agreement.h"

#include <math.h>

#include "graph/base/array.h"

/* Ranks of one who is in both. */
typedef struct {
  double x, y;
} Pair;

/* `has`: the lists that a person was met in, bit 1 and bit 2. */
static size_t meet(uint8_t *has, const GvRanking *list, size_t at, uint8_t bit)
{
  if (at >= list->count)
    return 0;
  has[list->users[at]] |= bit;
  return has[list->users[at]] == 3;
}

/* Webber et al.'s RBO_ext (their equation 32): what is seen, the shorter list's share
 * held behind its end, the last share held for ever. */
static void add_overlaps(GvRanking a, GvRanking b, double p, uint8_t *has, GvAgreement *g)
{
  const size_t s = MIN(a.count, b.count), l = MAX(a.count, b.count);
  double sum = 0, power = 1;
  size_t met = 0, met_short = 0;

  for (size_t d = 1; d <= l; d++) {
    met += meet(has, &a, d - 1, 1);
    met += meet(has, &b, d - 1, 2);
    power *= p;
    if (d <= s)
      met_short = met;
    sum += (double)met / (double)d * power;
    if (d > s && s > 0)
      sum += (double)met_short * (double)(d - s) / ((double)s * (double)d) * power;
  }
  g->common = met;
  g->overlap = s ? (double)met_short / (double)s : NAN;
  g->jaccard = l ? (double)met / (double)(a.count + b.count - met) : NAN;
  g->rbo = s ? (1 - p) / p * sum +
                   ((double)(met - met_short) / (double)l + (double)met_short / (double)s) * power
             : NAN;
}

static int by_x_y(const void *a, const void *b)
{
  const Pair *p = a, *q = b;

  if (p->x < q->x || p->x > q->x)
    return p->x < q->x ? -1 : 1;
  return p->y < q->y ? -1 : p->y > q->y;
}

static double pairs_of(size_t count)
{
  return (double)count * ((double)count - 1) / 2;
}

/* Pairs with equal keys in a sorted row: which = 1 by x, 2 by y, 3 by both. */
static double tied(const Pair *pairs, size_t n, int which)
{
  double sum = 0;

  for (size_t i = 0, j; i < n; i = j) {
    for (j = i + 1; j < n && (!(which & 1) || !(pairs[i].x < pairs[j].x)) &&
                    (!(which & 2) || !(pairs[i].y < pairs[j].y));
         j++)
      ;
    sum += pairs_of(j - i);
  }
  return sum;
}

/* Sorts by y, bottom up; returns how many pairs stood the other way round. */
static double sort_by_y(Pair *pairs, Pair *spare, size_t n)
{
  double swaps = 0;

  for (size_t width = 1; width < n; width *= 2) {
    for (size_t low = 0; low < n; low += 2 * width) {
      const size_t middle = MIN(low + width, n), high = MIN(low + 2 * width, n);
      size_t i = low, j = middle;
      for (size_t k = low; k < high; k++) {
        const gboolean right = i == middle || (j < high && pairs[j].y < pairs[i].y);
        swaps += right ? (double)(middle - i) : 0;
        spare[k] = pairs[right ? j++ : i++];
      }
    }
    for (size_t k = 0; k < n; k++)
      pairs[k] = spare[k];
  }
  return swaps;
}

/* pairs sorted by x, y; leaves them sorted by y. */
static double kendall(Pair *pairs, Pair *spare, size_t n)
{
  const double all = pairs_of(n), x = tied(pairs, n, 1), both = tied(pairs, n, 3);
  const double swaps = sort_by_y(pairs, spare, n), y = tied(pairs, n, 2);
  const double scale = sqrt((all - x) * (all - y));

  return scale > 0 ? (all - x - y + both - 2 * swaps) / scale : NAN;
}

/* Replaces y of a row sorted by it by mid-ranks. */
static void rank_y(Pair *pairs, size_t n)
{
  for (size_t i = 0, j; i < n; i = j) {
    for (j = i + 1; j < n && !(pairs[i].y < pairs[j].y); j++)
      ;
    for (size_t k = j; k-- > i;)
      pairs[k].y = ((double)i + (double)j - 1) / 2;
  }
}

static void turn(Pair *pairs, size_t n)
{
  for (size_t i = 0; i < n; i++)
    pairs[i] = (Pair){ pairs[i].y, pairs[i].x };
}

/* pairs sorted by y. */
static double spearman(Pair *pairs, size_t n)
{
  const double mean = ((double)n - 1) / 2;
  double xx = 0, yy = 0, xy = 0;

  rank_y(pairs, n);
  qsort(pairs, n, sizeof *pairs, by_x_y);
  turn(pairs, n);
  rank_y(pairs, n);
  for (size_t i = 0; i < n; i++) {
    const double x = pairs[i].x - mean, y = pairs[i].y - mean;
    xx += x * x;
    yy += y * y;
    xy += x * y;
  }
  return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}

/* Those in both, by rank in a. */
static void pair_up(GvRanking a, GvRanking b, const uint8_t *has, double *rank_of, Pair *pairs)
{
  size_t n = 0;

  for (size_t i = 0; i < b.count; i++)
    rank_of[b.users[i]] = b.rank[i];
  for (size_t i = 0; i < a.count; i++)
    if (has[a.users[i]] == 3)
      pairs[n++] = (Pair){ a.rank[i], rank_of[a.users[i]] };
  qsort(pairs, n, sizeof *pairs, by_x_y);
}

gboolean gv_agreement(GvRanking a, GvRanking b, size_t people, double p, GvAgreement *agreement,
                      GError **error)
{
  const size_t room = MAX(people, 1);
  g_autofree uint8_t *has = gv_array_new(room, 1, error);
  g_autofree double *rank_of = has ? gv_array_new(room, sizeof *rank_of, error) : NULL;
  g_autofree Pair *pairs = rank_of ? gv_array_new(room, sizeof *pairs, error) : NULL;
  g_autofree Pair *spare = pairs ? gv_array_new(room, sizeof *spare, error) : NULL;

  if (spare == NULL)
    return FALSE;
  add_overlaps(a, b, p, has, agreement);
  pair_up(a, b, has, rank_of, pairs);
  agreement->kendall = kendall(pairs, spare, agreement->common);
  agreement->spearman = spearman(pairs, agreement->common);
  return TRUE;
}
