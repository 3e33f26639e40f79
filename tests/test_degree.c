#include "common.h"

/* 0 -> 2 twice, 1 -> 2, 2 -> 1, and a loop. */
static void counts_each_tie_once(void)
{
  const GvVertex edges[][2] = { { 0, 2 }, { 0, 2 }, { 1, 2 }, { 2, 1 }, { 2, 2 } };
  const double expected[] = { 1, 2, 3 };
  g_autoptr(GvGraph) g = gv_graph_new(3, edges, NULL, 5, TRUE, NULL);
  double s[3];

  g_assert_true(gv_centrality_run(gv_centrality_find("degree"), g, NULL, s, NULL, NULL));
  for (int v = 0; v < 3; v++)
    g_assert_cmpfloat(s[v], ==, expected[v]);
}

static void counts_neighbours_without_direction(void)
{
  const GvVertex edges[][2] = { { 0, 2 }, { 2, 0 }, { 1, 2 } };
  g_autoptr(GvGraph) g = gv_graph_new(3, edges, NULL, 3, FALSE, NULL);
  double s[3];

  g_assert_true(gv_centrality_run(gv_centrality_find("degree"), g, NULL, s, NULL, NULL));
  g_assert_cmpfloat(s[0], ==, 1);
  g_assert_cmpfloat(s[2], ==, 2);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/degree/counts-each-tie-once", counts_each_tie_once);
  g_test_add_func("/degree/counts-neighbours-without-direction", counts_neighbours_without_direction);
  return g_test_run();
}
