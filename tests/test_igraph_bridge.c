/* To igraph and back is the same graph. */
#include <grapevine/igraph.h>

#include "common.h"

static void assert_same_bytes(const void *a, const void *b, size_t size)
{
  g_assert_true(size == 0 || memcmp(a, b, size) == 0);
}

static void assert_same_side(GvAdjacency a, GvAdjacency b)
{
  g_assert_cmpuint(a.n, ==, b.n);
  assert_same_bytes(a.offsets, b.offsets, (a.n + 1) * sizeof *a.offsets);
  assert_same_bytes(a.targets, b.targets, a.offsets[a.n] * sizeof *a.targets);
  g_assert_true((a.weights == NULL) == (b.weights == NULL));
  if (a.weights)
    assert_same_bytes(a.weights, b.weights, a.offsets[a.n] * sizeof *a.weights);
}

static void assert_round_trip(GvGraph *graph)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GvGraph) back = NULL;
  igraph_vector_t weights;
  igraph_t between;

  g_assert_true(gv_graph_to_igraph(graph, &between, &weights, &error));
  g_assert_no_error(error);
  g_assert_cmpint(igraph_ecount(&between), ==, (igraph_integer_t)gv_graph_edges(graph));
  back = gv_graph_from_igraph(&between, gv_graph_is_weighted(graph) ? &weights : NULL, &error);
  g_assert_no_error(error);
  g_assert_true(gv_graph_is_directed(back) == gv_graph_is_directed(graph));
  assert_same_side(gv_graph_out(graph), gv_graph_out(back));
  assert_same_side(gv_graph_in(graph), gv_graph_in(back));
  igraph_destroy(&between);
  igraph_vector_destroy(&weights);
}

static void comes_back_the_same(void)
{
  for (int kind = 0; kind < 4; kind++) {
    g_autoptr(GvGraph) graph = random_graph(300, 900, 5, kind & 1, kind & 2);
    g_autoptr(GvGraph) empty = gv_graph_new(0, NULL, NULL, 0, kind & 1, NULL);
    g_autoptr(GvGraph) lonely = gv_graph_new(3, NULL, NULL, 0, kind & 1, NULL);
    assert_round_trip(graph);
    assert_round_trip(empty);
    assert_round_trip(lonely);
  }
}

/* 0 -> 1 twice and a loop. */
static void merges_what_is_not_simple(void)
{
  g_autoptr(GvGraph) graph = NULL;
  igraph_t multi;

  igraph_small(&multi, 2, IGRAPH_DIRECTED, 0, 1, 0, 1, 1, 1, -1);
  graph = gv_graph_from_igraph(&multi, NULL, NULL);
  g_assert_cmpuint(gv_graph_edges(graph), ==, 1);
  igraph_destroy(&multi);
}

static void wants_a_weight_for_every_edge(void)
{
  g_autoptr(GError) error = NULL;
  igraph_vector_t weights;
  igraph_t graph;

  igraph_small(&graph, 2, IGRAPH_DIRECTED, 0, 1, -1);
  igraph_vector_init(&weights, 0);
  g_assert_null(gv_graph_from_igraph(&graph, &weights, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
  igraph_vector_destroy(&weights);
  igraph_destroy(&graph);
}

/* igraph's own handler would end the process here. */
static void a_failure_is_an_error_with_its_text(void)
{
  g_autoptr(GError) error = NULL;
  igraph_t graph;

  gv_igraph_enter();
  g_assert_false(gv_igraph_check(igraph_empty(&graph, -1, IGRAPH_DIRECTED), &error));
  gv_igraph_leave();
  g_assert_error(error, GV_ERROR, GV_ERROR_INTERNAL);
  g_assert_nonnull(strstr(error->message, "igraph: "));
  g_assert_nonnull(strstr(error->message, "vertices"));
}

static gpointer round_trips(gpointer graph)
{
  for (int i = 0; i < 20; i++)
    assert_round_trip(graph);
  return NULL;
}

static void works_from_several_threads(void)
{
  g_autoptr(GvGraph) graph = random_graph(300, 900, 5, TRUE, TRUE);
  GThread *threads[4];

  for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("bridge", round_trips, graph);
  for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
    g_thread_join(threads[i]);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/igraph-bridge/comes-back-the-same", comes_back_the_same);
  g_test_add_func("/igraph-bridge/merges-what-is-not-simple", merges_what_is_not_simple);
  g_test_add_func("/igraph-bridge/wants-a-weight-for-every-edge", wants_a_weight_for_every_edge);
  g_test_add_func("/igraph-bridge/a-failure-is-an-error-with-its-text",
                  a_failure_is_an_error_with_its_text);
  g_test_add_func("/igraph-bridge/works-from-several-threads", works_from_several_threads);
  return g_test_run();
}
