/* What is particular to Katz: its equation solved by elimination, and its alpha. */
#include "spectral.h"

/* The largest weight where there is no cycle. */
static double slow_unit(GvGraph *g)
{
  const GvAdjacency out = gv_graph_out(g);
  double largest = slow_radius(g);

  if (largest > 0)
    return largest;
  for (GvEdge e = 0; e < out.offsets[out.n]; e++)
    largest = MAX(largest, gv_weight(out, e));
  return largest > 0 ? largest : 1;
}

static void eliminate(double *a, double *x, size_t n, size_t pivot)
{
  for (size_t i = 0; i < n; i++) {
    const double factor = a[i * n + pivot] / a[pivot * n + pivot];
    if (i == pivot)
      continue;
    for (size_t j = 0; j < n; j++)
      a[i * n + j] -= factor * a[pivot * n + j];
    x[i] -= factor * x[pivot];
  }
}

/* (I - alpha A) x = 1 by Gauss and Jordan; no pivoting, for I - alpha A is an M-matrix. */
static double *slow_katz(GvGraph *g, double alpha)
{
  const size_t n = gv_graph_vertices(g);
  g_autofree double *a = dense(g);
  double *x = g_new(double, n);

  for (size_t i = 0; i < n * n; i++)
    a[i] = (i % (n + 1) == 0) - alpha * a[i];
  for (size_t i = 0; i < n; i++)
    x[i] = 1;
  for (size_t i = 0; i < n; i++)
    eliminate(a, x, n, i);
  for (size_t i = 0; i < n; i++)
    x[i] /= a[i * n + i];
  return x;
}

static void solves_its_equation(void)
{
  for (guint32 seed = 0; seed < 400; seed++) {
    g_autoptr(GvGraph) g = small_graph(seed);
    g_autofree double *slow = slow_katz(g, .85 / slow_unit(g));
    double s[23];
    score("katz", g, s);
    for (GvVertex v = 0; v < gv_graph_vertices(g); v++)
      g_assert_cmpfloat(fabs(s[v] - slow[v]), <=, 1e-10 * slow[v]);
  }
}

static void takes_an_alpha(void)
{
  const GvVertex path[][2] = { { 0, 1 }, { 1, 2 } };
  g_autoptr(GvGraph) g = gv_graph_new(3, path, NULL, 2, TRUE, NULL);
  double s[3];

  g_assert_true(try_score("katz", g, "alpha", "0.5", s, NULL));
  g_assert_cmpfloat(s[0], ==, 1);
  g_assert_cmpfloat(s[1], ==, 1.5);
  g_assert_cmpfloat(s[2], ==, 1.75);
}

/* Two people who listen to each other: lambda = 1. */
static void alpha_must_be_below_one_in_lambda(void)
{
  const GvVertex pair[][2] = { { 0, 1 }, { 1, 0 } };
  g_autoptr(GvGraph) g = gv_graph_new(2, pair, NULL, 2, TRUE, NULL);
  const char *const refused[] = { "1", "1.5", "1e300" };
  double s[2];

  g_assert_true(try_score("katz", g, "alpha", "0.999", s, NULL));
  assert_close(s[0], 1000, 1e-9);
  for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(try_score("katz", g, "alpha", refused[i], s, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
    g_assert_nonnull(strstr(error->message, "--alpha"));
  }
}

static void says_so_when_it_gives_up(void)
{
  g_autoptr(GvGraph) g = random_graph(100, 300, 1, TRUE, FALSE);
  g_autoptr(GError) error = NULL;
  double s[100];

  g_assert_false(try_score("katz", g, "max-rounds", "3", s, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_LIMIT);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/katz/solves-its-equation", solves_its_equation);
  g_test_add_func("/katz/takes-an-alpha", takes_an_alpha);
  g_test_add_func("/katz/alpha-must-be-below-one-in-lambda", alpha_must_be_below_one_in_lambda);
  g_test_add_func("/katz/says-so-when-it-gives-up", says_so_when_it_gives_up);
  return g_test_run();
}
