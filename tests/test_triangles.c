#include "scores.h"

/* 0-1-2 and 1-2-3, with a mutual pair, a loop, and weights that must not matter. */
static void counts_each_triangle_at_its_three_corners(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 0 }, { 2, 0 }, { 1, 2 },
                                { 2, 3 }, { 3, 1 }, { 3, 3 }, { 3, 4 } };
  const double weights[] = { 1, 2, 3, 4, 5, 6, 7, 8 }, expected[] = { 1, 2, 2, 1, 0, 0 };
  g_autoptr(GvGraph) g = gv_graph_new(6, edges, weights, 8, TRUE, NULL);
  g_autofree double *s = scores_of("triangles", g, 1);

  assert_scores(s, expected, 6, 0);
}

static void check(GvGraph *g)
{
  g_autofree double *ours = scores_of("triangles", g, 2);
  igraph_t peer;
  igraph_vector_t theirs;

  peer_undirected(g, &peer);
  igraph_vector_init(&theirs, 0);
  igraph_adjacent_triangles(&peer, &theirs, igraph_vss_all());
  assert_scores(ours, VECTOR(theirs), gv_graph_vertices(g), 0);
  igraph_vector_destroy(&theirs);
  igraph_destroy(&peer);
}

static void counts_as_igraph_does(void)
{
  on_many_graphs(check);
}

static void same_bits_at_any_thread_count(void)
{
  g_autoptr(GvGraph) g = random_graph(12000, 100000, 4, FALSE, FALSE);
  g_autoptr(GvGraph) dense = random_graph(300, 20000, 4, TRUE, FALSE);

  assert_same_bits_on_threads("triangles", g);
  assert_same_bits_on_threads("triangles", dense);
}

static void stops_when_cancelled(void)
{
  assert_stops_when_cancelled("triangles");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/triangles/counts-each-triangle-at-its-three-corners",
                  counts_each_triangle_at_its_three_corners);
  g_test_add_func("/triangles/counts-as-igraph-does", counts_as_igraph_does);
  g_test_add_func("/triangles/same-bits-at-any-thread-count", same_bits_at_any_thread_count);
  g_test_add_func("/triangles/stops-when-cancelled", stops_when_cancelled);
  return g_test_run();
}
