/* The inequalities that the bound rests on hold for the numbers that it uses. */
#include "algorithms/paths/pair_bound.h"
#include "common.h"

static void bound_clear(GvBound *b)
{
  gv_bound_clear(b);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvBound, bound_clear)

enum { N = 3000, DRAWS = 4000 };

/* Many that hardly vary and a few that do, as betweenness is. */
static void plan_for(GvBound *b, double epsilon, double delta)
{
  g_autofree GvSeen *seen = g_new0(GvSeen, N);

  for (GvVertex v = 0; v < N; v++)
    for (GvVertex i = 0; i < DRAWS; i++)
      if (i * (guint64)(v + 2) % DRAWS < DRAWS / (v + 2))
        gv_seen_add(&seen[v], v % 2 ? 1 : 0.7);
  g_assert_true(gv_bound_init(b, N, delta, NULL));
  gv_bound_plan(b, epsilon, seen, DRAWS);
}

static const double epsilons[] = { 0.5, 0.1, 0.01, 0.001 };
static const double deltas[] = { 0.5, 0.1, 1e-6 };

static void on_many_plans(void (*check)(const GvBound *b, double delta))
{
  for (size_t e = 0; e < G_N_ELEMENTS(epsilons); e++)
    for (size_t d = 0; d < G_N_ELEMENTS(deltas); d++) {
      g_auto(GvBound) b = { 0 };
      plan_for(&b, epsilons[e], deltas[d]);
      check(&b, deltas[d]);
    }
}

/* Both sides of everybody, and Hoeffding's bound at the cap. */
static void risks_add_up_to_delta(const GvBound *b, double delta)
{
  double risk = 2 * N * exp(-2 * b->cap * b->epsilon * b->epsilon);

  for (GvVertex v = 0; v < N; v++)
    risk += 2 * exp(-b->doubt[b->class_of[v]]);
  g_assert_cmpfloat(risk, <=, delta * (1 + 1e-9));
  g_assert_cmpfloat(risk, >, 0.9 * delta); /* and nothing is given away */
}

static void the_risks_add_up_to_delta(void)
{
  on_many_plans(risks_add_up_to_delta);
}

/* exp(l y - psi y^2) <= 1 + l y for y >= -1 is what makes it a supermartingale. */
static void is_a_supermartingale(const GvBound *b, double delta)
{
  (void)delta;
  for (int class = 0; class < GV_BOUND_CLASSES; class ++) {
    const double l = b->rate[class], psi = b->psi[class];
    g_assert_true(l > 0 && l < 1);
    for (int i = -1000; i <= 1000; i++) {
      const double y = i / 1000.0;
      g_assert_cmpfloat(exp(l * y - psi * y * y), <=, (1 + l * y) * (1 + 1e-12));
    }
    g_assert_cmpfloat(exp(-l - 0.98 * psi), >, 1 - l); /* and no smaller psi would do */
  }
}

static void each_class_is_a_supermartingale(void)
{
  on_many_plans(is_a_supermartingale);
}

/* What the bound says, with the definition of the spread and no short cut. */
static void width_is_that_of_the_interval(void)
{
  g_auto(GvBound) b = { 0 };

  plan_for(&b, 0.02, 0.1);
  for (GvVertex v = 0; v < 40; v++)
    for (int m = 100; m < b.cap; m = m * 5 / 4) {
      const int class = b.class_of[v];
      const double c = b.centre[v];
      double spread = 0;
      GvSeen seen = { 0, 0 };
      for (int i = 0; i < m; i++) {
        const double x = (i * 7) % 10 < 3 ? (i % 4) / 4.0 : 0;
        gv_seen_add(&seen, x);
        spread += (x - c) * (x - c);
      }
      assert_close(gv_bound_width(&b, v, seen, m),
                   (b.doubt[class] + b.psi[class] * spread) / (b.rate[class] * m), 1e-7);
    }
}

static void all_are_known_at_the_cap(void)
{
  const GvSeen half = { UINT64_C(1) << 40, UINT64_C(1) << 40 };
  g_auto(GvBound) b = { 0 };

  plan_for(&b, 0.02, 0.1);
  for (GvVertex v = 0; v < N; v++) {
    g_assert_cmpfloat(gv_bound_width(&b, v, half, b.cap), <=, 0.02);
    g_assert_cmpfloat(gv_bound_width(&b, v, half, 100), >, 0.02);
  }
}

static void squares_are_rounded_up(void)
{
  for (int i = 0; i <= 1000; i++) {
    const double x = i / 1000.0;
    GvSeen seen = { 0, 0 };
    gv_seen_add(&seen, x);
    const double sum = gv_seen_sum(seen.sum);
    g_assert_cmpfloat(fabs(sum - x), <=, 0x1p-31);
    g_assert_cmpfloat(gv_seen_sum(seen.squares), >=, sum * sum);
    g_assert_cmpfloat(gv_seen_sum(seen.squares), <=, sum * sum + 0x1p-30);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/pair-bound/the-risks-add-up-to-delta", the_risks_add_up_to_delta);
  g_test_add_func("/pair-bound/each-class-is-a-supermartingale", each_class_is_a_supermartingale);
  g_test_add_func("/pair-bound/width-is-that-of-the-interval", width_is_that_of_the_interval);
  g_test_add_func("/pair-bound/all-are-known-at-the-cap", all_are_known_at_the_cap);
  g_test_add_func("/pair-bound/squares-are-rounded-up", squares_are_rounded_up);
  return g_test_run();
}
