#include "scores.h"

/* 0 -> 2 twice (added up), 1 -> 2, 2 -> 1, and a loop. */
static void adds_up_the_weights_both_ways(void)
{
  const GvVertex edges[][2] = { { 0, 2 }, { 0, 2 }, { 1, 2 }, { 2, 1 }, { 2, 2 } };
  const double weights[] = { 0.5, 2, 3, 4, 9 }, expected[] = { 2.5, 7, 9.5 };
  g_autoptr(GvGraph) g = gv_graph_new(3, edges, weights, 5, TRUE, NULL);
  g_autofree double *s = scores_of("strength", g, 1);

  assert_scores(s, expected, 3, 0);
}

static void is_the_degree_where_unweighted(void)
{
  g_autoptr(GvGraph) arcs = random_graph(300, 900, 1, TRUE, FALSE);
  g_autoptr(GvGraph) pairs = random_graph(300, 900, 2, FALSE, FALSE);
  g_autofree double *a = scores_of("strength", arcs, 2), *b = scores_of("degree", arcs, 2);
  g_autofree double *c = scores_of("strength", pairs, 2), *d = scores_of("degree", pairs, 2);

  assert_scores(a, b, 300, 0);
  assert_scores(c, d, 300, 0);
}

static void check(GvGraph *g)
{
  g_autofree double *ours = scores_of("strength", g, 2);
  igraph_t peer;
  igraph_vector_t theirs, weights;

  peer_graph(g, &peer, &weights);
  igraph_vector_init(&theirs, 0);
  igraph_strength(&peer, &theirs, igraph_vss_all(), IGRAPH_ALL, IGRAPH_LOOPS, &weights);
  assert_scores(ours, VECTOR(theirs), gv_graph_vertices(g), 1e-12);
  igraph_vector_destroy(&theirs);
  igraph_vector_destroy(&weights);
  igraph_destroy(&peer);
}

static void agrees_with_igraph(void)
{
  on_many_graphs(check);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/strength/adds-up-the-weights-both-ways", adds_up_the_weights_both_ways);
  g_test_add_func("/strength/is-the-degree-where-unweighted", is_the_degree_where_unweighted);
  g_test_add_func("/strength/agrees-with-igraph", agrees_with_igraph);
  return g_test_run();
}
