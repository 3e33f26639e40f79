#include "scores.h"

/* A clique 0 .. 3 (0 and 1 mutual), a path 3 -> 4 -> 5, and 6 alone. */
static void peels_from_the_outside(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 0 }, { 0, 2 }, { 0, 3 }, { 1, 2 },
                                { 1, 3 }, { 2, 3 }, { 3, 4 }, { 4, 5 } };
  const double expected[] = { 3, 3, 3, 3, 1, 1, 0 };
  g_autoptr(GvGraph) g = gv_graph_new(7, edges, NULL, 9, TRUE, NULL);
  g_autofree double *s = scores_of("core", g, 1);

  assert_scores(s, expected, 7, 0);
}

static void check(GvGraph *g)
{
  g_autofree double *ours = scores_of("core", g, 2);
  igraph_t peer;
  igraph_vector_int_t theirs;

  peer_undirected(g, &peer);
  igraph_vector_int_init(&theirs, 0);
  igraph_coreness(&peer, &theirs, IGRAPH_ALL);
  for (GvVertex v = 0; v < gv_graph_vertices(g); v++)
    g_assert_cmpfloat(ours[v], ==, (double)VECTOR(theirs)[v]);
  igraph_vector_int_destroy(&theirs);
  igraph_destroy(&peer);
}

static void agrees_with_igraph(void)
{
  on_many_graphs(check);
}

static void stops_when_cancelled(void)
{
  assert_stops_when_cancelled("core");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/core/peels-from-the-outside", peels_from_the_outside);
  g_test_add_func("/core/agrees-with-igraph", agrees_with_igraph);
  g_test_add_func("/core/stops-when-cancelled", stops_when_cancelled);
  return g_test_run();
}
