/* Standings against the definition: compare everybody with everybody.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/standing.h"

#include "common.h"

enum { MOST = 400, CASES = 300, FEW = 50 };

typedef struct {
  GvVertex n;
  double values[MOST], followers[MOST];
} Case;

/* Many ties, some undefined, some without bound. */
static Case random_case(guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  Case c = { .n = (GvVertex)g_rand_int_range(rand, 0, MOST + 1) };
  const gint32 span = (gint32[]){ 1, 4, 1000000 }[seed % 3];

  for (GvVertex i = 0; i < c.n; i++) {
    const gint32 kind = g_rand_int_range(rand, 0, 20);
    c.values[i] = kind == 0   ? NAN
                  : kind == 1 ? -INFINITY
                              : g_rand_int_range(rand, -span, span + 1) / 8.0;
    c.followers[i] = floor(exp2(g_rand_double_range(rand, 0, 1 + seed % 12))) - 1;
  }
  return c;
}

/* The power of two: 0, 1, 2-3, 4-7 are 0, 1, 2, 3. */
static int power_of(double followers)
{
  int k = 0;

  while (exp2(k) <= followers)
    k++;
  return k;
}

/* Class limits by hand: go up the powers, close a class at 50 people; what is
 * left over belongs to the last one closed. of [n] */
static void slow_classes(const Case *c, int *of)
{
  int limit[70], classes = 0;

  for (int k = 0, members = 0; k < 70; k++) {
    for (GvVertex i = 0; i < c->n; i++)
      members += power_of(c->followers[i]) == k;
    if (members < FEW)
      continue;
    limit[classes++] = k;
    members = 0;
  }
  for (GvVertex i = 0; i < c->n; i++)
    for (of[i] = 0; of[i] + 1 < classes && power_of(c->followers[i]) > limit[of[i]];)
      of[i]++;
}

/* of [n], whom one is compared with */
static double slow_standing(const Case *c, const int *of, GvVertex i, int direction)
{
  double worse = 0, equal = 0, compared = 0;

  if (isnan(c->values[i]))
    return 0.5;
  for (GvVertex j = 0; j < c->n; j++) {
    if (isnan(c->values[j]) || of[j] != of[i])
      continue;
    compared++;
    equal += c->values[j] == c->values[i];
    worse += direction > 0 ? c->values[j] < c->values[i] : c->values[j] > c->values[i];
  }
  return (worse + equal / 2) / compared;
}

static void by_definition(const Case *c, gboolean like)
{
  g_auto(GvAudienceClasses) classes = { 0 };
  GvRanked scratch[MOST];
  double standing[MOST];
  int of[MOST] = { 0 };

  g_assert_true(gv_audience_classes_init(&classes, c->followers, c->n, NULL));
  if (like)
    slow_classes(c, of);
  for (int direction = -1; direction <= 1; direction += 2) {
    if (like)
      gv_standing_among_like(c->values, &classes, direction, standing, scratch);
    else
      gv_standing_among_all(c->values, c->n, direction, standing, scratch);
    for (GvVertex i = 0; i < c->n; i++)
      assert_close(standing[i], slow_standing(c, of, i, direction), 1e-14);
  }
}

static void share_that_does_worse(void)
{
  for (guint32 seed = 0; seed < CASES; seed++) {
    const Case c = random_case(seed);
    by_definition(&c, FALSE);
  }
}

static void share_of_a_like_audience_that_does_worse(void)
{
  for (guint32 seed = 0; seed < CASES; seed++) {
    const Case c = random_case(seed);
    by_definition(&c, TRUE);
  }
}

static void classes_join_powers_of_two_up_to_fifty(void)
{
  for (guint32 seed = 0; seed < CASES; seed++) {
    const Case c = random_case(seed);
    g_auto(GvAudienceClasses) classes = { 0 };
    int of[MOST];
    g_assert_true(gv_audience_classes_init(&classes, c.followers, c.n, NULL));
    slow_classes(&c, of);
    for (GvVertex i = 0; i < c.n; i++)
      g_assert_cmpint((int)classes.of[i], ==, of[i]);
    for (size_t k = 0; k < classes.count; k++)
      g_assert_true(classes.count == 1 || classes.begin[k + 1] - classes.begin[k] >= FEW);
  }
}

static void classes_know_their_members_and_limits(void)
{
  for (guint32 seed = 0; seed < CASES; seed++) {
    const Case c = random_case(seed);
    g_auto(GvAudienceClasses) classes = { 0 };
    g_assert_true(gv_audience_classes_init(&classes, c.followers, c.n, NULL));
    g_assert_cmpuint(classes.begin[classes.count], ==, c.n);
    for (size_t k = 0; k < classes.count; k++) {
      double least = INFINITY, most = 0;
      for (GvVertex i = classes.begin[k]; i < classes.begin[k + 1]; i++) {
        g_assert_cmpuint(classes.of[classes.members[i]], ==, k);
        least = MIN(least, c.followers[classes.members[i]]);
        most = MAX(most, c.followers[classes.members[i]]);
      }
      g_assert_cmpfloat(classes.least[k], ==, least);
      g_assert_cmpfloat(classes.most[k], ==, most);
    }
  }
}

static void order_of_candidates_is_no_matter(void)
{
  for (guint32 seed = 0; seed < CASES; seed++) {
    const Case c = random_case(seed);
    Case turned = { .n = c.n };
    g_auto(GvAudienceClasses) classes = { 0 }, turned_classes = { 0 };
    double standing[MOST], again[MOST];
    GvRanked scratch[MOST];
    for (GvVertex i = 0; i < c.n; i++) {
      turned.values[i] = c.values[c.n - 1 - i];
      turned.followers[i] = c.followers[c.n - 1 - i];
    }
    g_assert_true(gv_audience_classes_init(&classes, c.followers, c.n, NULL) &&
                  gv_audience_classes_init(&turned_classes, turned.followers, c.n, NULL));
    gv_standing_among_like(c.values, &classes, +1, standing, scratch);
    gv_standing_among_like(turned.values, &turned_classes, +1, again, scratch);
    for (GvVertex i = 0; i < c.n; i++)
      g_assert_cmpfloat(standing[i], ==, again[c.n - 1 - i]);
  }
}

/* The best of ten does better than all but half of itself. */
static void strength_says_how_rare_a_standing_is(void)
{
  double standing[10], strength[10], turned[10];

  for (int i = 0; i < 10; i++)
    standing[i] = (i + 0.5) / 10;
  gv_strength_of_standing(standing, 10, FALSE, strength);
  gv_strength_of_standing(standing, 10, TRUE, turned);
  assert_close(strength[9], 1, 1e-12);
  for (int i = 0; i < 10; i++) {
    assert_close(strength[i], log(1 - standing[i]) / log(1 / 20.0), 1e-12);
    assert_close(turned[i], strength[9 - i], 1e-12);
    g_assert_true(strength[i] >= 0 && strength[i] <= 1);
  }
}

static void strength_of_the_only_candidate_is_whole(void)
{
  double strength;

  gv_strength_of_standing((double[]){ 0.5 }, 1, FALSE, &strength);
  g_assert_cmpfloat(strength, ==, 1);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/standing/share-that-does-worse", share_that_does_worse);
  g_test_add_func("/standing/share-of-a-like-audience-that-does-worse",
                  share_of_a_like_audience_that_does_worse);
  g_test_add_func("/standing/classes-join-powers-of-two-up-to-fifty",
                  classes_join_powers_of_two_up_to_fifty);
  g_test_add_func("/standing/classes-know-their-members-and-limits",
                  classes_know_their_members_and_limits);
  g_test_add_func("/standing/order-of-candidates-is-no-matter", order_of_candidates_is_no_matter);
  g_test_add_func("/standing/strength-says-how-rare-a-standing-is",
                  strength_says_how_rare_a_standing_is);
  g_test_add_func("/standing/strength-of-the-only-candidate-is-whole",
                  strength_of_the_only_candidate_is_whole);
  return g_test_run();
}
