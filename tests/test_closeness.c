/* What is particular to closeness: by hand, and against all distances. */
#include "all_pairs.h"

static void measures_towards_from_or_both(void)
{
  const double expected[][4] = { { NAN, 1, 2.0 / 3, NAN },
                                 { 2.0 / 3, 1, NAN, NAN },
                                 { 2.0 / 3, 1, 2.0 / 3, NAN } };

  assert_towards_from_or_both("closeness", expected);
}

static double slow_by_pairs(const AllPairs *p, const char *mode, size_t v)
{
  double total = 0, reached = 0;

  for (size_t u = 0; u < p->n; u++)
    if (u != v && isfinite(pair_length(p, mode, v, u))) {
      total += pair_length(p, mode, v, u);
      reached++;
    }
  return reached > 0 ? reached / total : NAN;
}

static void is_what_all_distances_say(void)
{
  assert_what_all_distances_say("closeness", slow_by_pairs);
}

static void same_bits_at_any_length(void)
{
  assert_same_bits_at_any_length("closeness", "weight");
  assert_same_bits_at_any_length("closeness", "inverse");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/closeness/measures-towards-from-or-both", measures_towards_from_or_both);
  g_test_add_func("/closeness/is-what-all-distances-say", is_what_all_distances_say);
  g_test_add_func("/closeness/same-bits-at-any-length", same_bits_at_any_length);
  return g_test_run();
}
