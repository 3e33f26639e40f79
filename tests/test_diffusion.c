/* What is particular to diffusion centrality: its sum of matrix powers. */
#include "spectral.h"

static double slow_q(GvGraph *g)
{
  const GvAdjacency out = gv_graph_out(g);
  double largest = slow_radius(g);

  if (largest > 0)
    return 1 / largest;
  for (GvEdge e = 0; e < out.offsets[out.n]; e++)
    largest = MAX(largest, gv_weight(out, e));
  return largest > 0 ? 1 / largest : 1;
}

/* B(v,u) = w(u,v), which is what dense() has. */
static void slow_diffusion(GvGraph *g, int steps, double *scores)
{
  const size_t n = gv_graph_vertices(g);
  g_autofree double *b = dense(g), *walks = g_new(double, n), *longer = g_new(double, n);
  const double q = slow_q(g);

  for (size_t v = 0; v < n; v++) {
    walks[v] = 1;
    scores[v] = 0;
  }
  for (int t = 1; t <= steps; t++) {
    for (size_t v = 0; v < n; v++) {
      longer[v] = 0;
      for (size_t u = 0; u < n; u++)
        longer[v] += q * b[v * n + u] * walks[u];
      scores[v] += longer[v];
    }
    memcpy(walks, longer, n * sizeof *walks);
  }
}

static void adds_up_powers_of_the_matrix(void)
{
  const char *const texts[] = { "3", "1", "2", "9" };
  const int steps[] = { 3, 1, 2, 9 };

  for (guint32 seed = 0; seed < 400; seed++) {
    g_autoptr(GvGraph) g = small_graph(seed);
    double s[23], slow[23];
    g_assert_true(try_score("diffusion", g, seed % 4 ? "steps" : NULL, texts[seed % 4], s, NULL));
    slow_diffusion(g, steps[seed % 4], slow);
    for (GvVertex v = 0; v < gv_graph_vertices(g); v++)
      g_assert_cmpfloat(fabs(s[v] - slow[v]), <=, 1e-10 * slow[v]);
  }
}

/* Influence runs against attention: who is listened to is heard. */
static void whoever_is_listened_to_is_heard(void)
{
  const GvVertex edges[][2] = { { 1, 0 }, { 2, 0 }, { 3, 1 } };
  g_autoptr(GvGraph) g = gv_graph_new(4, edges, NULL, 3, TRUE, NULL);
  double s[4];

  score("diffusion", g, s);
  g_assert_cmpfloat(s[0], ==, 3); /* 1 and 2 at once, 3 by way of 1; q = 1 without a cycle */
  g_assert_cmpfloat(s[1], ==, 1);
  g_assert_cmpfloat(s[2], ==, 0);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/diffusion/adds-up-powers-of-the-matrix", adds_up_powers_of_the_matrix);
  g_test_add_func("/diffusion/whoever-is-listened-to-is-heard", whoever_is_listened_to_is_heard);
  return g_test_run();
}
