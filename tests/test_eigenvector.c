/* What is particular to eigenvector centrality: where the largest eigenvalue is
 * not simple, and where it is 0. That it is igraph's elsewhere is in test_igraph. */
#include "limit.h"

/* Chains of components of the same eigenvalue converge like 2^-doublings only. */
static void is_the_limit_of_the_power_iteration(void)
{
  for (guint32 seed = 0; seed < 300; seed++) {
    g_autoptr(GvGraph) g = small_graph(seed);
    const size_t n = gv_graph_vertices(g);
    g_autofree double *a = dense(g);
    double s[23], slow[23];
    score("eigenvector", g, s);
    slow_limit(a, n, 30, slow);
    for (size_t v = 0; v < n; v++)
      g_assert_cmpfloat(fabs(s[v] - (slow_radius(g) > 0 ? slow[v] : 0)), <=, 1e-8);
  }
}

/* 0 <-> 1 -> 2 <-> 3 -> 4: the second pair outgrows the first. */
static void the_last_of_a_chain_outgrows_the_rest(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 0 }, { 1, 2 }, { 2, 3 }, { 3, 2 }, { 3, 4 } };
  const double expected[] = { 0, 0, 1, 1, 1 };
  g_autoptr(GvGraph) g = gv_graph_new(5, edges, NULL, 6, TRUE, NULL);
  double s[5];

  score("eigenvector", g, s);
  for (int v = 0; v < 5; v++)
    assert_close(s[v], expected[v], 1e-12);
}

/* A pair, and another that a fifth listens to: twice as much starts there. */
static void what_starts_before_a_component_counts(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 0 }, { 2, 3 }, { 3, 2 }, { 4, 3 }, { 5, 4 } };
  g_autoptr(GvGraph) g = gv_graph_new(6, edges, NULL, 6, TRUE, NULL);
  double s[6];

  score("eigenvector", g, s);
  assert_close(s[0], 0.5, 1e-12);
  assert_close(s[1], 0.5, 1e-12);
  assert_close(s[2], 1, 1e-12);
  assert_close(s[3], 1, 1e-12);
  g_assert_cmpfloat(s[4], ==, 0);
}

static void bipartite_networks_do_not_swing(void)
{
  const GvVertex star[][2] = { { 0, 1 }, { 0, 2 }, { 0, 3 }, { 0, 4 } };
  g_autoptr(GvGraph) g = gv_graph_new(5, star, NULL, 4, FALSE, NULL);
  double s[5];

  score("eigenvector", g, s);
  g_assert_cmpfloat(s[0], ==, 1);
  for (int v = 1; v < 5; v++)
    assert_close(s[v], 0.5, 1e-12);
}

static void acyclic_networks_have_none(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 2 }, { 0, 2 } };
  g_autoptr(GvGraph) g = gv_graph_new(4, edges, NULL, 3, TRUE, NULL);
  double s[4];

  score("eigenvector", g, s);
  for (int v = 0; v < 4; v++)
    g_assert_cmpfloat(s[v], ==, 0);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/eigenvector/is-the-limit-of-the-power-iteration",
                  is_the_limit_of_the_power_iteration);
  g_test_add_func("/eigenvector/the-last-of-a-chain-outgrows-the-rest",
                  the_last_of_a_chain_outgrows_the_rest);
  g_test_add_func("/eigenvector/what-starts-before-a-component-counts",
                  what_starts_before_a_component_counts);
  g_test_add_func("/eigenvector/bipartite-networks-do-not-swing", bipartite_networks_do_not_swing);
  g_test_add_func("/eigenvector/acyclic-networks-have-none", acyclic_networks_have_none);
  return g_test_run();
}
