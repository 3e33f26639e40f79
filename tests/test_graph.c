/* The graph against a matrix of sums.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "common.h"

enum { MOST = 9, CASES = 400 };

typedef struct {
  GvVertex n;
  GvEdge m;
  gboolean directed, weighted;
  GvVertex edges[60][2];
  double weights[60];
  double matrix[MOST][MOST]; /* 0 = no edge */
} Case;

/* Sums of multiples of a quarter are exact, so any order gives the same. */
static void fill_matrix(Case *c)
{
  for (GvEdge e = 0; e < c->m; e++) {
    const GvVertex a = c->edges[e][0], b = c->edges[e][1];
    if (a == b || (c->weighted && c->weights[e] == 0))
      continue;
    double next = c->weighted ? c->matrix[a][b] + c->weights[e] : 1;
    c->matrix[a][b] = next;
    if (!c->directed)
      c->matrix[b][a] = next;
  }
}

/* A multigraph with loops, duplicates and weights of 0. */
static Case random_case(guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  Case c = { .n = (GvVertex)g_rand_int_range(rand, 1, MOST + 1),
             .m = (GvEdge)g_rand_int_range(rand, 0, 61),
             .directed = g_rand_boolean(rand),
             .weighted = g_rand_boolean(rand) };

  for (GvEdge e = 0; e < c.m; e++) {
    c.edges[e][0] = (GvVertex)g_rand_int_range(rand, 0, (gint32)c.n);
    c.edges[e][1] = (GvVertex)g_rand_int_range(rand, 0, (gint32)c.n);
    c.weights[e] = g_rand_int_range(rand, 0, 9) / 4.0;
  }
  fill_matrix(&c);
  return c;
}

static GvGraph *graph_of(const Case *c)
{
  g_autoptr(GError) error = NULL;
  GvGraph *graph =
      gv_graph_new(c->n, c->edges, c->weighted ? c->weights : NULL, c->m, c->directed, &error);

  g_assert_no_error(error);
  return graph;
}

/* The row holds exactly the matrix's row (or column), ascending. */
static void assert_row(GvAdjacency side, GvVertex v, double expected[MOST])
{
  GvEdge e = side.offsets[v];

  for (GvVertex w = 0; w < side.n; w++) {
    if (expected[w] == 0)
      continue;
    g_assert_cmpuint(e, <, side.offsets[v + 1]);
    g_assert_cmpuint(side.targets[e], ==, w);
    g_assert_cmpfloat(gv_weight(side, e), ==, expected[w]);
    e++;
  }
  g_assert_cmpuint(e, ==, side.offsets[v + 1]);
}

static void assert_sides(const GvGraph *graph, double matrix[MOST][MOST])
{
  const GvAdjacency out = gv_graph_out(graph), in = gv_graph_in(graph);

  g_assert_cmpuint(out.offsets[0] + in.offsets[0], ==, 0);
  g_assert_cmpuint(out.n, ==, gv_graph_vertices(graph));
  g_assert_cmpuint(out.offsets[out.n], ==, in.offsets[in.n]);
  for (GvVertex v = 0; v < out.n; v++) {
    double column[MOST];
    for (GvVertex w = 0; w < out.n; w++)
      column[w] = matrix[w][v];
    assert_row(out, v, matrix[v]);
    assert_row(in, v, column);
  }
}

static gboolean any_weight(double matrix[MOST][MOST])
{
  for (int i = 0; i < MOST * MOST; i++)
    if (matrix[i / MOST][i % MOST] != 0 && matrix[i / MOST][i % MOST] != 1)
      return TRUE;
  return FALSE;
}

static void equals_the_matrix(void)
{
  for (guint32 seed = 0; seed < CASES; seed++) {
    Case c = random_case(seed);
    g_autoptr(GvGraph) graph = graph_of(&c);
    GvEdge entries = gv_graph_out(graph).offsets[c.n];
    assert_sides(graph, c.matrix);
    g_assert_cmpuint(gv_graph_vertices(graph), ==, c.n);
    g_assert_cmpint(gv_graph_is_directed(graph), ==, c.directed);
    g_assert_cmpuint(gv_graph_edges(graph), ==, c.directed ? entries : entries / 2);
    g_assert_cmpint(gv_graph_is_weighted(graph), ==, any_weight(c.matrix));
  }
}

static void transpose(double matrix[MOST][MOST])
{
  for (int i = 0; i < MOST; i++)
    for (int j = 0; j < i; j++) {
      double kept = matrix[i][j];
      matrix[i][j] = matrix[j][i];
      matrix[j][i] = kept;
    }
}

static void views_share_and_outlive_their_parent(void)
{
  for (guint32 seed = 0; seed < CASES; seed++) {
    Case c = random_case(seed);
    GvGraph *graph = graph_of(&c);
    const GvAdjacency out = gv_graph_out(graph);
    g_autoptr(GvGraph) reversed = gv_graph_reversed(graph);
    g_autoptr(GvGraph) plain = gv_graph_unweighted(reversed);
    g_assert_true(gv_graph_in(reversed).targets == out.targets);
    g_assert_true(gv_graph_in(plain).targets == out.targets);
    gv_graph_unref(graph);
    transpose(c.matrix);
    assert_sides(reversed, c.matrix);
    for (int i = 0; i < MOST * MOST; i++)
      c.matrix[i / MOST][i % MOST] = c.matrix[i / MOST][i % MOST] > 0;
    assert_sides(plain, c.matrix);
    g_assert_false(gv_graph_is_weighted(plain));
    g_assert_cmpint(gv_graph_is_directed(plain), ==, c.directed);
    g_assert_cmpuint(gv_graph_edges(plain), ==, gv_graph_edges(reversed));
  }
}

/* Turning a graph round a million times must not pile up a million views. */
static void views_of_views_do_not_pile_up(void)
{
  const GvVertex edges[][2] = { { 0, 1 } };
  GvGraph *graph = gv_graph_new(2, edges, NULL, 1, TRUE, NULL);

  for (int i = 0; i < 1000000; i++) {
    GvGraph *view = gv_graph_reversed(graph);
    gv_graph_unref(graph);
    graph = view;
  }
  g_assert_cmpuint(gv_graph_out(graph).offsets[1], ==, 1);
  gv_graph_unref(graph);
}

static void symmetrised_adds_both_ways(void)
{
  for (guint32 seed = 0; seed < CASES; seed++) {
    Case c = random_case(seed);
    g_autoptr(GvGraph) graph = graph_of(&c);
    g_autoptr(GvTask) task = gv_task_new(seed % 16 ? 1 : 3);
    g_autoptr(GvGraph) both = gv_graph_symmetrised(graph, task, NULL);
    double sums[MOST][MOST] = { { 0 } };
    for (int i = 0; i < MOST; i++)
      for (int j = 0; j < MOST; j++)
        sums[i][j] = c.directed ? c.matrix[i][j] + c.matrix[j][i] : c.matrix[i][j];
    assert_sides(both, sums);
    g_assert_false(gv_graph_is_directed(both));
    g_assert_cmpint(gv_graph_is_weighted(both), ==, any_weight(sums));
    g_assert_true(c.directed || both == graph);
  }
}

static void symmetrised_of_a_view_counts_mutual_ties(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 0 }, { 1, 2 } };
  const double weights[] = { 0.5, 0.25, 8 };
  g_autoptr(GvGraph) graph = gv_graph_new(3, edges, weights, 3, TRUE, NULL);
  g_autoptr(GvGraph) plain = gv_graph_unweighted(graph);
  g_autoptr(GvGraph) both = gv_graph_symmetrised(plain, NULL, NULL);
  const GvAdjacency out = gv_graph_out(both);

  g_assert_cmpfloat(gv_weight(out, 0), ==, 2);
  g_assert_cmpfloat(gv_weight(out, 2), ==, 1);
}

static void symmetrised_is_the_same_on_any_thread_count(void)
{
  g_autoptr(GvGraph) graph = random_graph(20000, 200000, 5, TRUE, TRUE);
  g_autoptr(GvTask) one = gv_task_new(1), many = gv_task_new(8);
  g_autoptr(GvGraph) a = gv_graph_symmetrised(graph, one, NULL);
  g_autoptr(GvGraph) b = gv_graph_symmetrised(graph, many, NULL);
  const GvAdjacency x = gv_graph_out(a), y = gv_graph_out(b);
  const size_t m = x.offsets[x.n];

  g_assert_cmpint(memcmp(x.offsets, y.offsets, 20001 * sizeof *x.offsets), ==, 0);
  g_assert_cmpint(memcmp(x.targets, y.targets, m * sizeof *x.targets), ==, 0);
  g_assert_cmpint(memcmp(x.weights, y.weights, m * sizeof *x.weights), ==, 0);
}

static void empty_graph_has_sides(void)
{
  for (int directed = 0; directed < 2; directed++) {
    g_autoptr(GvGraph) graph = gv_graph_new(0, NULL, NULL, 0, directed, NULL);
    g_autoptr(GvGraph) both = gv_graph_symmetrised(graph, NULL, NULL);
    g_assert_cmpuint(gv_graph_out(graph).offsets[0], ==, 0);
    g_assert_cmpuint(gv_graph_in(both).offsets[0], ==, 0);
    g_assert_cmpuint(gv_graph_edges(graph), ==, 0);
  }
}

static void bad_edges_are_refused(void)
{
  static const struct {
    GvVertex edge[2];
    double weight;
    const char *message;
  } cases[] = {
    { { 0, 3 }, 1, "edge 1 names a vertex outside [0, 3)" },
    { { GV_VERTEX_NONE, 0 }, 1, "edge 1 names a vertex outside [0, 3)" },
    { { 3, 3 }, 0, "edge 1 names a vertex outside [0, 3)" },
    { { 0, 2 }, -1, "edge 1 has a weight that is negative or not finite" },
    { { 0, 2 }, NAN, "edge 1 has a weight that is negative or not finite" },
    { { 2, 2 }, INFINITY, "edge 1 has a weight that is negative or not finite" },
    { { 0, 2 }, -INFINITY, "edge 1 has a weight that is negative or not finite" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const GvVertex edges[][2] = { { 0, 1 }, { cases[i].edge[0], cases[i].edge[1] } };
    const double weights[] = { 1, cases[i].weight };
    g_autoptr(GError) error = NULL;
    g_assert_null(gv_graph_new(3, edges, weights, 2, i % 2, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
    g_assert_cmpstr(error->message, ==, cases[i].message);
  }
}

static void sum_beyond_the_doubles_is_refused(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 0, 1 } };
  const double weights[] = { 1.5e308, 1.5e308 };
  g_autoptr(GError) error = NULL;

  g_assert_null(gv_graph_new(2, edges, weights, 2, TRUE, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_PARSE);
}

int main(int argc, char **argv)
{
  static const struct {
    const char *name;
    GTestFunc test;
  } promises[] = {
    { "equals-the-matrix", equals_the_matrix },
    { "views-share-and-outlive-their-parent", views_share_and_outlive_their_parent },
    { "views-of-views-do-not-pile-up", views_of_views_do_not_pile_up },
    { "symmetrised-adds-both-ways", symmetrised_adds_both_ways },
    { "symmetrised-of-a-view-counts-mutual-ties", symmetrised_of_a_view_counts_mutual_ties },
    { "symmetrised-is-the-same-on-any-thread-count", symmetrised_is_the_same_on_any_thread_count },
    { "empty-graph-has-sides", empty_graph_has_sides },
    { "bad-edges-are-refused", bad_edges_are_refused },
    { "sum-beyond-the-doubles-is-refused", sum_beyond_the_doubles_is_refused },
  };

  g_test_init(&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(promises); i++) {
    g_autofree char *path = g_strconcat("/graph/", promises[i].name, NULL);
    g_test_add_func(path, promises[i].test);
  }
  return g_test_run();
}
