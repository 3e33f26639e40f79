/* Agreement of two rankings, by hand and against the definitions, slowly.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/agreement.h"

#include <math.h>

enum { PEOPLE = 12 };

typedef struct {
  GvVertex users[PEOPLE];
  double rank[PEOPLE];
  size_t count;
} List;

static GvAgreement agreement_of(const List *a, const List *b, double p)
{
  GvAgreement g;

  g_assert_true(gv_agreement((GvRanking){ a->users, a->rank, a->count },
                             (GvRanking){ b->users, b->rank, b->count }, PEOPLE, p, &g, NULL));
  return g;
}

static gboolean holds(const List *l, size_t depth, GvVertex v)
{
  for (size_t i = 0; i < MIN(depth, l->count); i++)
    if (l->users[i] == v)
      return TRUE;
  return FALSE;
}

static double common_at(const List *a, const List *b, size_t depth)
{
  double common = 0;

  for (GvVertex v = 0; v < PEOPLE; v++)
    common += holds(a, depth, v) && holds(b, depth, v);
  return common;
}

/* (1 - p) sum of p^(d - 1) times the agreement at depth d, for ever: behind the end of
 * the shorter list its share is held, behind both the last agreement. */
static double slow_rbo(const List *a, const List *b, double p)
{
  const size_t s = MIN(a->count, b->count), l = MAX(a->count, b->count);
  double sum = 0, weight = 1 - p;

  for (size_t d = 1; d < 5000; d++, weight *= p) {
    const size_t at = MIN(d, l);
    const double hidden = at > s ? common_at(a, b, s) * (double)(at - s) / (double)s : 0;
    sum += weight * (common_at(a, b, at) + hidden) / (double)at;
  }
  return sum;
}

static double rank_of(const List *l, GvVertex v)
{
  for (size_t i = 0; i < l->count; i++)
    if (l->users[i] == v)
      return l->rank[i];
  return NAN;
}

static int sign(double x)
{
  return (x > 0) - (x < 0);
}

static double slow_kendall(const List *a, const List *b)
{
  double sum = 0, x = 0, y = 0;

  for (GvVertex v = 0; v < PEOPLE; v++)
    for (GvVertex w = 0; w < v; w++) {
      const int s = sign(rank_of(a, v) - rank_of(a, w)), t = sign(rank_of(b, v) - rank_of(b, w));
      if (isnan(rank_of(a, v) + rank_of(a, w) + rank_of(b, v) + rank_of(b, w)))
        continue;
      sum += s * t;
      x += s != 0;
      y += t != 0;
    }
  return sum / sqrt(x * y);
}

/* Rank among those of l who are in the other list too, ties in the middle. */
static double middle_rank(const List *l, const List *other, GvVertex v)
{
  double below = 0, equal = 0;

  for (GvVertex w = 0; w < PEOPLE; w++)
    if (!isnan(rank_of(l, w) + rank_of(other, w))) {
      below += rank_of(l, w) < rank_of(l, v);
      equal += !(rank_of(l, w) < rank_of(l, v)) && !(rank_of(l, w) > rank_of(l, v));
    }
  return below + (equal - 1) / 2;
}

static double slow_spearman(const List *a, const List *b)
{
  double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;

  for (GvVertex v = 0; v < PEOPLE; v++)
    if (!isnan(rank_of(a, v) + rank_of(b, v))) {
      const double p = middle_rank(a, b, v), q = middle_rank(b, a, v);
      n++;
      x += p;
      y += q;
      xx += p * p;
      yy += q * q;
      xy += p * q;
    }
  return (xy - x * y / n) / sqrt((xx - x * x / n) * (yy - y * y / n));
}

static void assert_near(double value, double expected)
{
  g_assert_cmpint(isnan(value), ==, isnan(expected));
  g_assert_true(isnan(expected) || fabs(value - expected) < 1e-12);
}

static void small_lists_by_hand(void)
{
  const List a = { { 0, 1, 2, 3 }, { 1, 2, 3, 4 }, 4 }, b = { { 1, 0, 4, 3 }, { 1, 2, 3, 4 }, 4 };
  const GvAgreement g = agreement_of(&a, &b, 0.5);

  g_assert_cmpuint(g.common, ==, 3);
  assert_near(g.overlap, 0.75);
  assert_near(g.jaccard, 3.0 / 5);
  /* agreements 0, 1, 2/3, 3/4, 3/4, … at weights 1/2, 1/4, 1/8, 1/16, … */
  assert_near(g.rbo, 0 + 0.25 + 2.0 / 24 + 3.0 / 4 / 8);
  assert_near(g.kendall, 1.0 / 3);
  assert_near(g.spearman, 0.5);
}

static void what_nobody_can_say_is_undefined(void)
{
  const List none = { .count = 0 }, one = { { 5 }, { 1 }, 1 }, other = { { 6 }, { 1 }, 1 };
  const GvAgreement empty = agreement_of(&none, &none, 0.9);
  const GvAgreement apart = agreement_of(&one, &other, 0.9);
  const GvAgreement same = agreement_of(&one, &one, 0.9);

  g_assert_true(isnan(empty.overlap) && isnan(empty.jaccard) && isnan(empty.rbo));
  assert_near(apart.overlap, 0);
  assert_near(apart.jaccard, 0);
  assert_near(apart.rbo, 0);
  g_assert_true(isnan(apart.kendall) && isnan(same.kendall) && isnan(same.spearman));
  assert_near(same.rbo, 1);
}

static List random_list(gboolean ties)
{
  List l = { .count = 1 + (size_t)g_test_rand_int_range(0, PEOPLE) };
  GvVertex all[PEOPLE];

  for (GvVertex v = 0; v < PEOPLE; v++)
    all[v] = v;
  for (size_t i = 0; i < l.count; i++) {
    const size_t j = (size_t)g_test_rand_int_range((int)i, PEOPLE);
    l.users[i] = all[j];
    all[j] = all[i];
    l.rank[i] = ties ? (double)(i / 3) : (double)i + 1;
  }
  return l;
}

static void definitions_give_the_same(void)
{
  for (int i = 0; i < 400; i++) {
    const List a = random_list(i % 4 == 3), b = random_list(i % 4 >= 2);
    const double p = i & 1 ? 0.9 : 0.6;
    const GvAgreement g = agreement_of(&a, &b, p);
    const double s = (double)MIN(a.count, b.count), common = common_at(&a, &b, PEOPLE);
    g_assert_cmpuint(g.common, ==, (size_t)common);
    assert_near(g.overlap, common_at(&a, &b, (size_t)s) / s);
    assert_near(g.jaccard, common / ((double)(a.count + b.count) - common));
    assert_near(g.rbo, slow_rbo(&a, &b, p));
    assert_near(g.kendall, slow_kendall(&a, &b));
    assert_near(g.spearman, slow_spearman(&a, &b));
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/agreement/small-lists-by-hand", small_lists_by_hand);
  g_test_add_func("/agreement/what-nobody-can-say-is-undefined", what_nobody_can_say_is_undefined);
  g_test_add_func("/agreement/definitions-give-the-same", definitions_give_the_same);
  return g_test_run();
}
