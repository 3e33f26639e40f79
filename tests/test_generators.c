/* Generated graphs are what they are called, and the same at any thread count. */
#include <grapevine/generate.h>

#include "common.h"

typedef enum { KRONECKER, GNM, GNP, LFR, KINDS } Kind;

enum { N = 5000 };

static GvEdgeList draw(Kind kind, unsigned threads, GvVertex *communities)
{
  const GvKroneckerOptions kronecker = { 13, 8, 0.57, 0.19, 0.19, TRUE, 3 };
  const GvErdosRenyiOptions gnm = { N, 40000, 0, FALSE, 3 }, gnp = { N, -1, 0.004, TRUE, 3 };
  const GvLfrOptions lfr = { N, 15, 60, 2.5, 1.5, 0.3, 20, 100, 3 };
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_autoptr(GError) error = NULL;
  GvEdgeList list = { 0 };

  if (kind == KRONECKER)
    gv_generate_kronecker(&kronecker, &list, task, &error);
  else if (kind == LFR)
    gv_generate_lfr(&lfr, &list, communities, task, &error);
  else
    gv_generate_erdos_renyi(kind == GNM ? &gnm : &gnp, &list, task, &error);
  g_assert_no_error(error);
  return list;
}

static void same_on_any_thread_count(void)
{
  for (Kind kind = KRONECKER; kind < KINDS; kind++) {
    g_auto(GvEdgeList) one = draw(kind, 1, NULL);
    for (unsigned threads = 2; threads <= 8; threads *= 4) {
      g_auto(GvEdgeList) many = draw(kind, threads, NULL);
      g_assert_cmpuint(many.m, ==, one.m);
      g_assert_true(memcmp(many.edges, one.edges, one.m * sizeof *one.edges) == 0);
    }
  }
}

static GvGraph *graph_of_list(const GvEdgeList *list)
{
  GvGraph *graph =
      gv_graph_new(list->n, (const GvVertex(*)[2])list->edges, NULL, list->m, list->directed, NULL);

  g_assert_nonnull(graph);
  return graph;
}

/* No loop, no duplicate: making a graph of it loses nothing. */
static void assert_simple(const GvEdgeList *list)
{
  g_autoptr(GvGraph) graph = graph_of_list(list);

  g_assert_cmpuint(gv_graph_edges(graph), ==, list->m);
}

static void gnm_has_exactly_m_edges_of_every_size(void)
{
  for (int64_t n = 0; n < 9; n++)
    for (int directed = 0; directed < 2; directed++)
      for (int64_t m = 0; m <= n * (n - 1) / (2 - directed); m++) {
        const GvErdosRenyiOptions o = { n, m, 0, directed, (uint64_t)(n + m) };
        g_auto(GvEdgeList) list = { 0 };
        g_assert_true(gv_generate_erdos_renyi(&o, &list, NULL, NULL));
        g_assert_cmpuint(list.m, ==, (GvEdge)m);
        assert_simple(&list);
      }
  g_auto(GvEdgeList) large = draw(GNM, 2, NULL);
  g_assert_cmpuint(large.m, ==, 40000);
  assert_simple(&large);
}

/* Over many seeds each pair comes as often as any other (chi-squared, 5 sigma). */
static void pairs_are_equally_likely(void)
{
  enum { PEOPLE = 6, PAIRS = 30, DRAWS = 6000, EDGES = 10 };
  for (int gnp = 0; gnp < 2; gnp++) {
    unsigned seen[PEOPLE][PEOPLE] = { { 0 } };
    double chi = 0;
    for (uint64_t seed = 0; seed < DRAWS; seed++) {
      const GvErdosRenyiOptions o = { PEOPLE, gnp ? -1 : EDGES, 1.0 / 3, TRUE, seed };
      g_auto(GvEdgeList) list = { 0 };
      g_assert_true(gv_generate_erdos_renyi(&o, &list, NULL, NULL));
      for (GvEdge e = 0; e < list.m; e++)
        seen[list.edges[e][0]][list.edges[e][1]]++;
    }
    const double expected = DRAWS / 3.0;
    for (int i = 0; i < PEOPLE; i++)
      for (int j = 0; j < PEOPLE; j++) {
        const double gap = seen[i][j] - expected;
        if (i == j)
          g_assert_cmpuint(seen[i][j], ==, 0);
        else
          chi += gap * gap / (expected * 2 / 3);
      }
    g_assert_cmpfloat(chi, <, PAIRS + 5 * sqrt(2.0 * PAIRS));
  }
}

static void gnp_has_about_n_squared_p_edges(void)
{
  const double expected = N * (N - 1.0) * 0.004;
  g_auto(GvEdgeList) list = draw(GNP, 2, NULL);
  const GvErdosRenyiOptions all = { 40, -1, 1, FALSE, 1 }, none = { 40, -1, 0, FALSE, 1 };
  g_auto(GvEdgeList) full = { 0 }, empty = { 0 };

  assert_simple(&list);
  g_assert_cmpfloat(fabs((double)list.m - expected), <, 5 * sqrt(expected));
  g_assert_true(gv_generate_erdos_renyi(&all, &full, NULL, NULL));
  g_assert_cmpuint(full.m, ==, 780);
  assert_simple(&full);
  g_assert_true(gv_generate_erdos_renyi(&none, &empty, NULL, NULL));
  g_assert_cmpuint(empty.m, ==, 0);
}

/* The vertex whose bits are all 0 before ids are permuted has an expected
 * n * degree * ((a + b)^scale) arcs out, by far the most. */
static void kronecker_degrees_are_those_of_its_quadrants(void)
{
  g_auto(GvEdgeList) list = draw(KRONECKER, 2, NULL);
  g_autofree unsigned *out = g_new0(unsigned, list.n);
  const double expected = (double)list.m * pow(0.57 + 0.19, 13);
  unsigned most = 0;
  GvVertex who = 0;

  g_assert_cmpuint(list.n, ==, 8192);
  g_assert_cmpuint(list.m, ==, 8 * 8192);
  for (GvEdge e = 0; e < list.m; e++)
    if (++out[list.edges[e][0]] > most) {
      most = out[list.edges[e][0]];
      who = list.edges[e][0];
    }
  g_assert_cmpfloat(fabs(most - expected), <, 5 * sqrt(expected));
  g_assert_cmpuint(who, !=, 0);
}

/* Maximum likelihood of a discrete power law between low and high, by bisection
 * on the mean logarithm. */
static double exponent_of(const unsigned *values, GvVertex count, unsigned low, unsigned high)
{
  double from = 0, to = 6, mean = 0;
  GvVertex used = 0;

  for (GvVertex i = 0; i < count; i++)
    if (values[i] >= low) {
      mean += log(values[i]);
      used++;
    }
  mean /= used;
  for (int step = 0; step < 60; step++) {
    double sum = 0, logs = 0, middle = (from + to) / 2;
    for (unsigned k = low; k <= high; k++) {
      sum += pow(k, -middle);
      logs += log(k) * pow(k, -middle);
    }
    *(logs / sum > mean ? &from : &to) = middle;
  }
  return from;
}

static void lfr_keeps_degrees_and_exponents(void)
{
  g_autofree GvVertex *communities = g_new0(GvVertex, N);
  g_auto(GvEdgeList) list = draw(LFR, 2, communities);
  g_autofree unsigned *degree = g_new0(unsigned, N), *size = g_new0(unsigned, N);
  GvVertex count = 0;

  assert_simple(&list);
  for (GvEdge e = 0; e < list.m; e++) {
    degree[list.edges[e][0]]++;
    degree[list.edges[e][1]]++;
  }
  for (GvVertex v = 0; v < N; v++) {
    g_assert_cmpuint(degree[v], <=, 60);
    count = MAX(count, communities[v] + 1);
    size[communities[v]]++;
  }
  for (GvVertex c = 0; c < count; c++)
    g_assert_true(size[c] >= 20 && size[c] <= 100);
  g_assert_cmpfloat(fabs(2.0 * (double)list.m / N - 15), <, 0.5);
  g_assert_cmpfloat(fabs(exponent_of(degree, N, 12, 60) - 2.5), <, 0.25);
  g_assert_cmpfloat(fabs(exponent_of(size, count, 20, 100) - 1.5), <, 0.7);
}

static void lfr_keeps_its_mixing(void)
{
  static const double mixings[] = { 0, 0.1, 0.3, 0.6, 1 };

  for (size_t i = 0; i < G_N_ELEMENTS(mixings); i++) {
    const GvLfrOptions o = { N, 15, 60, 2.5, 1.5, mixings[i], 20, 100, 3 };
    g_autofree GvVertex *communities = g_new0(GvVertex, N);
    g_auto(GvEdgeList) list = { 0 };
    GvEdge outside = 0;
    g_assert_true(gv_generate_lfr(&o, &list, communities, NULL, NULL));
    for (GvEdge e = 0; e < list.m; e++)
      outside += communities[list.edges[e][0]] != communities[list.edges[e][1]];
    assert_simple(&list);
    g_assert_cmpfloat(fabs((double)outside / (double)list.m - mixings[i]), <, 0.02);
  }
}

static void what_cannot_be_drawn_is_refused(void)
{
  const GvKroneckerOptions kronecker[] = { { 0, 1, 0.5, 0.1, 0.1, FALSE, 1 },
                                           { 32, 1, 0.5, 0.1, 0.1, FALSE, 1 },
                                           { 3, 1, 0.9, 0.1, 0.1, FALSE, 1 } };
  const GvErdosRenyiOptions gnm[] = { { 3, 4, 0, FALSE, 1 }, { 3, -1, 1.5, FALSE, 1 } };
  const GvLfrOptions lfr[] = {
    { 100, 15, 10, 2, 1, 0.2, 0, 0, 1 },  { 100, 5, 10, 2, 1, 1.2, 0, 0, 1 },
    { 100, 5, 10, 2, 1, 0.2, 30, 20, 1 }, { 100, 5, 100, 2, 1, 0.2, 0, 0, 1 },
    { 1000, 1, 100, 0, 1, 0.2, 0, 0, 1 },
  };
  GvEdgeList list = { 0 };

  for (size_t i = 0; i < G_N_ELEMENTS(kronecker); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(gv_generate_kronecker(&kronecker[i], &list, NULL, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(gnm); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(gv_generate_erdos_renyi(&gnm[i], &list, NULL, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(lfr); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(gv_generate_lfr(&lfr[i], &list, NULL, NULL, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
  }
}

static void small_and_crowded_lfr_still_ends(void)
{
  for (int64_t n = 2; n < 40; n++)
    for (int64_t degree = 1; degree < n; degree += 3) {
      const GvLfrOptions o = { n, (double)degree, n - 1, 2, 1, 0.1, 0, 0, 1 };
      g_auto(GvEdgeList) list = { 0 };
      if (gv_generate_lfr(&o, &list, NULL, NULL, NULL))
        assert_simple(&list);
    }
}

static void edges_become_a_network(void)
{
  g_auto(GvEdgeList) list = draw(KRONECKER, 2, NULL);
  g_autoptr(GvGraph) graph = graph_of_list(&list);
  g_autoptr(GvNetwork) network = gv_network_of_edges(&list, NULL, NULL);

  g_assert_cmpuint(gv_graph_edges(gv_network_graph(network)), ==, gv_graph_edges(graph));
  g_assert_cmpuint(gv_graph_vertices(gv_network_graph(network)), ==, 8192);
  g_assert_cmpstr(gv_names_get(gv_network_names(network), 8191), ==, "8192");
  g_assert_null(list.edges);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/generators/same-on-any-thread-count", same_on_any_thread_count);
  g_test_add_func("/generators/gnm-has-exactly-m-edges-of-every-size",
                  gnm_has_exactly_m_edges_of_every_size);
  g_test_add_func("/generators/pairs-are-equally-likely", pairs_are_equally_likely);
  g_test_add_func("/generators/gnp-has-about-n-squared-p-edges", gnp_has_about_n_squared_p_edges);
  g_test_add_func("/generators/kronecker-degrees-are-those-of-its-quadrants",
                  kronecker_degrees_are_those_of_its_quadrants);
  g_test_add_func("/generators/lfr-keeps-degrees-and-exponents", lfr_keeps_degrees_and_exponents);
  g_test_add_func("/generators/lfr-keeps-its-mixing", lfr_keeps_its_mixing);
  g_test_add_func("/generators/small-and-crowded-lfr-still-ends", small_and_crowded_lfr_still_ends);
  g_test_add_func("/generators/what-cannot-be-drawn-is-refused", what_cannot_be_drawn_is_refused);
  g_test_add_func("/generators/edges-become-a-network", edges_become_a_network);
  return g_test_run();
}
