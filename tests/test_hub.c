/* What is particular to hub scores: A A^T multiplied out, simple or not. */
#include "hub_and_authority.h"

static void is_the_limit_of_the_power_iteration(void)
{
  assert_limit_of_the_power_iteration("hub", TRUE);
}

static void needs_no_cycle(void)
{
  assert_needs_no_cycle("hub", (const double[]){ 1, 1, 0, 0 });
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/hub/is-the-limit-of-the-power-iteration", is_the_limit_of_the_power_iteration);
  g_test_add_func("/hub/needs-no-cycle", needs_no_cycle);
  return g_test_run();
}
