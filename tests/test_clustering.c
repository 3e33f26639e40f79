#include "scores.h"

/* 0-1-2 and 1-2-3, 3-4; 0 and 1 follow each other; 5 is alone. */
static void is_the_share_of_closed_pairs(void)
{
  const GvVertex edges[][2] = {
    { 0, 1 }, { 1, 0 }, { 2, 0 }, { 1, 2 }, { 2, 3 }, { 3, 1 }, { 3, 4 }
  };
  const double expected[] = { 1, 2 / 3.0, 2 / 3.0, 1 / 3.0, NAN, NAN };
  g_autoptr(GvGraph) g = gv_graph_new(6, edges, NULL, 7, TRUE, NULL);
  g_autofree double *s = scores_of("clustering", g, 1);

  assert_scores(s, expected, 6, 1e-15);
}

static void check(GvGraph *g)
{
  g_autofree double *ours = scores_of("clustering", g, 2);
  igraph_t peer;
  igraph_vector_t theirs;

  peer_undirected(g, &peer);
  igraph_vector_init(&theirs, 0);
  igraph_transitivity_local_undirected(&peer, &theirs, igraph_vss_all(), IGRAPH_TRANSITIVITY_NAN);
  assert_scores(ours, VECTOR(theirs), gv_graph_vertices(g), 1e-12);
  igraph_vector_destroy(&theirs);
  igraph_destroy(&peer);
}

static void agrees_with_igraph(void)
{
  on_many_graphs(check);
}

static void stops_when_cancelled(void)
{
  assert_stops_when_cancelled("clustering");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/clustering/is-the-share-of-closed-pairs", is_the_share_of_closed_pairs);
  g_test_add_func("/clustering/agrees-with-igraph", agrees_with_igraph);
  g_test_add_func("/clustering/stops-when-cancelled", stops_when_cancelled);
  return g_test_run();
}
