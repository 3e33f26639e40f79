/* What is particular to collective influence: its ball, by all distances. */
#include "spectral.h"

/* d [n * n] by Floyd and Warshall, without direction. */
static double *all_distances(GvGraph *g)
{
  const GvAdjacency out = gv_graph_out(g);
  const size_t n = out.n;
  double *d = g_new(double, n *n + 1);

  for (size_t i = 0; i < n * n; i++)
    d[i] = i % (n + 1) ? INFINITY : 0;
  for (GvVertex v = 0; v < n; v++)
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++)
      d[v * n + out.targets[e]] = d[out.targets[e] * n + v] = 1;
  for (size_t k = 0; k < n; k++)
    for (size_t i = 0; i < n; i++)
      for (size_t j = 0; j < n; j++)
        d[i * n + j] = MIN(d[i * n + j], d[i * n + k] + d[k * n + j]);
  return d;
}

static double at_distance(const double *row, size_t n, double distance)
{
  double count = 0;

  for (size_t i = 0; i < n; i++)
    count += row[i] == distance;
  return count;
}

static double slow_score(const double *d, size_t n, size_t v)
{
  double frontier = 0;

  for (size_t u = 0; u < n; u++)
    if (d[v * n + u] == 2)
      frontier += at_distance(d + u * n, n, 1) - 1;
  return frontier == 0 ? 0 : (at_distance(d + v * n, n, 1) - 1) * frontier;
}

static void is_the_product_over_the_frontier(void)
{
  for (guint32 seed = 0; seed < 400; seed++) {
    g_autoptr(GvGraph) g = small_graph(seed);
    g_autofree double *d = all_distances(g);
    double s[23];
    score("collective_influence", g, s);
    for (GvVertex v = 0; v < gv_graph_vertices(g); v++)
      g_assert_cmpfloat(s[v], ==, slow_score(d, gv_graph_vertices(g), v));
  }
}

/* A path of five: the middle sees two ends of one contact each, its neighbours one of two. */
static void a_path_by_hand(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 2 }, { 3, 2 }, { 3, 4 } };
  const double expected[] = { 0, 1, 0, 1, 0 };
  g_autoptr(GvGraph) g = gv_graph_new(5, edges, NULL, 4, TRUE, NULL);
  double s[5];

  score("collective_influence", g, s);
  for (int v = 0; v < 5; v++)
    g_assert_cmpfloat(s[v], ==, expected[v]);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/collective_influence/is-the-product-over-the-frontier",
                  is_the_product_over_the_frontier);
  g_test_add_func("/collective_influence/a-path-by-hand", a_path_by_hand);
  return g_test_run();
}
