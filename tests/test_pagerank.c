/* What is particular to PageRank: its equation, its weights, and when it stops. */
#include "common.h"

static gboolean score_by(GvGraph *g, const char *option, const char *value, double *scores,
                         GvTask *task, GError **error)
{
  const GvCentrality *a = gv_centrality_find("pagerank");
  g_autofree char *options = g_malloc0(a->options_size);

  gv_options_init(options, a->params);
  if (option)
    g_assert_true(gv_options_set(options, gv_params_find(a->params, option), value, error));
  return gv_centrality_run(a, g, options, scores, task, error);
}

static gboolean score(GvGraph *g, const char *option, const char *value, double *scores,
                      GError **error)
{
  return score_by(g, option, value, scores, NULL, error);
}

static void a_cycle_shares_equally(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 2 }, { 2, 0 } };
  g_autoptr(GvGraph) g = gv_graph_new(3, edges, NULL, 3, TRUE, NULL);
  double s[3];

  g_assert_true(score(g, NULL, NULL, s, NULL));
  for (int v = 0; v < 3; v++)
    assert_close(s[v], 1.0 / 3, 1e-12);
}

/* Pushes x along the ties once, in extended precision; the equation holds where
 * that changes nothing. */
static void assert_solves(GvGraph *g, const double *x)
{
  const GvAdjacency out = gv_graph_out(g);
  g_autofree long double *next = g_new0(long double, out.n);
  long double stuck = 0, wrong = 0, total = 0;

  for (GvVertex v = 0; v < out.n; v++) {
    long double strength = 0;
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++)
      strength += gv_weight(out, e);
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++)
      next[out.targets[e]] += x[v] * gv_weight(out, e) / strength;
    stuck += strength > 0 ? 0 : x[v];
    total += x[v];
  }
  for (GvVertex v = 0; v < out.n; v++)
    wrong += fabsl(0.15L / out.n + 0.85L * (next[v] + stuck / out.n) - x[v]);
  g_assert_cmpfloat((double)wrong, <, 1e-12);
  g_assert_cmpfloat((double)fabsl(total - 1), <, 1e-12);
}

static void assert_same_at_any_thread_count(GvGraph *g, const double *expected)
{
  static const unsigned threads[] = { 1, 2, 3, 8 };
  const size_t n = gv_graph_vertices(g);
  g_autofree double *s = g_new(double, n);

  for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
    g_autoptr(GvTask) task = gv_task_new(threads[i]);
    g_assert_true(score_by(g, NULL, NULL, s, task, NULL));
    g_assert_cmpint(memcmp(s, expected, n * sizeof *s), ==, 0);
  }
}

static void solves_its_equation(void)
{
  static const GvEdge edges[] = { 30000, 6000, 2500 }; /* the last: dead ends everywhere */

  for (size_t i = 0; i < 4 * G_N_ELEMENTS(edges); i++) {
    g_autoptr(GvGraph) g = random_graph(5000, edges[i / 4], 5, i & 1, i & 2);
    g_autofree double *s = g_new(double, 5000);
    g_assert_true(score(g, NULL, NULL, s, NULL));
    assert_solves(g, s);
  }
}

/* So many that the rows are laid out anew, some ties to the 65,536 in front, some behind. */
static void solves_its_equation_of_many(void)
{
  const GvVertex many = 90000;

  for (unsigned i = 0; i < 4; i++) {
    g_autoptr(GvGraph) g = random_graph(many, 200000, 7, i & 1, i & 2);
    g_autofree double *s = g_new(double, many);
    g_assert_true(score(g, NULL, NULL, s, NULL));
    assert_solves(g, s);
    assert_same_at_any_thread_count(g, s);
  }
}

/* A pair that leaks slowly into another: the last change is far smaller than
 * what is still to flow. */
static void is_as_close_as_promised(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 0 }, { 1, 2 }, { 0, 3 }, { 2, 3 }, { 3, 2 } };
  const double weights[] = { 1, 1, 0.01, 0.01, 1, 1 };
  g_autoptr(GvGraph) g = gv_graph_new(4, edges, weights, 6, TRUE, NULL);
  double exact[4], rough[4], wrong = 0;

  g_assert_true(score(g, NULL, NULL, exact, NULL));
  g_assert_true(score(g, "tolerance", "0.001", rough, NULL));
  for (int v = 0; v < 4; v++)
    wrong += fabs(exact[v] - rough[v]);
  g_assert_cmpfloat(wrong, >, 5e-4); /* it did stop early, and knew how near it was */
  g_assert_cmpfloat(wrong, <, 1e-3);
}

static void is_as_close_as_promised_without_directions(void)
{
  static const char *const tolerances[] = { "0.1", "1e-3", "1e-6", "1e-9" };
  g_autoptr(GvGraph) g = random_graph(3000, 6000, 9, FALSE, TRUE);
  g_autofree double *exact = g_new(double, 3000), *rough = g_new(double, 3000);

  g_assert_true(score(g, "tolerance", "1e-14", exact, NULL));
  for (size_t i = 0; i < G_N_ELEMENTS(tolerances); i++) {
    double wrong = 0;
    g_assert_true(score(g, "tolerance", tolerances[i], rough, NULL));
    for (GvVertex v = 0; v < 3000; v++)
      wrong += fabs(exact[v] - rough[v]);
    g_assert_cmpfloat(wrong, <, g_ascii_strtod(tolerances[i], NULL));
    g_assert_cmpfloat(wrong, >, 0);
  }
}

/* A tie as light as a number can be, beside one as heavy: squares of either would not do. */
static void bears_weights_of_any_size(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 3, 0 }, { 4, 5 } };
  const double weights[] = { 1e300, 1e300, 1e300, 1e300, 1e-300 };
  g_autoptr(GvGraph) g = gv_graph_new(6, edges, weights, 5, FALSE, NULL);
  double s[6];

  g_assert_true(score(g, NULL, NULL, s, NULL));
  for (int v = 0; v < 6; v++)
    assert_close(s[v], 1.0 / 6, 1e-12);
}

static void says_so_when_it_gives_up(void)
{
  g_autoptr(GvGraph) g = random_graph(100, 300, 1, TRUE, FALSE);
  g_autoptr(GError) error = NULL;
  double s[100];

  g_assert_false(score(g, "max-rounds", "3", s, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_LIMIT);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/pagerank/a-cycle-shares-equally", a_cycle_shares_equally);
  g_test_add_func("/pagerank/solves-its-equation", solves_its_equation);
  g_test_add_func("/pagerank/solves-its-equation-of-many", solves_its_equation_of_many);
  g_test_add_func("/pagerank/is-as-close-as-promised", is_as_close_as_promised);
  g_test_add_func("/pagerank/is-as-close-as-promised-without-directions",
                  is_as_close_as_promised_without_directions);
  g_test_add_func("/pagerank/bears-weights-of-any-size", bears_weights_of_any_size);
  g_test_add_func("/pagerank/says-so-when-it-gives-up", says_so_when_it_gives_up);
  return g_test_run();
}
