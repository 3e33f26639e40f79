/* What is particular to authority scores: A^T A multiplied out, simple or not. */
#include "limit.h"

/* A^T A from a(v,u) = w(u,v). */
static double *product(GvGraph *g)
{
  const size_t n = gv_graph_vertices(g);
  g_autofree double *a = dense(g);
  double *p = g_new0(double, n *n + 1);

  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++)
      for (size_t k = 0; k < n; k++)
        p[i * n + j] += a[i * n + k] * a[j * n + k];
  return p;
}

static void is_the_limit_of_the_power_iteration(void)
{
  for (guint32 seed = 0; seed < 300; seed++) {
    g_autoptr(GvGraph) g = small_graph(seed);
    const size_t n = gv_graph_vertices(g);
    g_autofree double *p = product(g);
    double s[23], slow[23];
    score("authority", g, s);
    slow_limit(p, n, 22, slow);
    for (size_t v = 0; v < n; v++)
      g_assert_cmpfloat(fabs(s[v] - (gv_graph_edges(g) > 0 ? slow[v] : 0)), <=, 1e-8);
  }
}

/* 0 and 1 listen to 2, and nobody to 3: no cycle, and yet. */
static void needs_no_cycle(void)
{
  const GvVertex edges[][2] = { { 0, 2 }, { 1, 2 } };
  const double expected[] = { 0, 0, 1, 0 };
  g_autoptr(GvGraph) g = gv_graph_new(4, edges, NULL, 2, TRUE, NULL);
  double s[4];

  score("authority", g, s);
  for (int v = 0; v < 4; v++)
    assert_close(s[v], expected[v], 1e-12);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/authority/is-the-limit-of-the-power-iteration",
                  is_the_limit_of_the_power_iteration);
  g_test_add_func("/authority/needs-no-cycle", needs_no_cycle);
  return g_test_run();
}
