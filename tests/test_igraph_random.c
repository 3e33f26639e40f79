/* What igraph has too is igraph's value on a thousand small graphs of every kind:
 * loops and repeated edges are cleaned up, few ties leave people and pieces alone. */
#include "peer_scores.h"

enum { GRAPHS = 1000, MOST = 14 };

static GvGraph *small_graph(guint32 seed)
{
  const GvVertex n = 1 + seed % MOST;

  return random_graph(n, seed / MOST % (3 * n + 1), seed, seed & 1, seed & 2);
}

static void is_igraphs_value(const PeerMeasure *measure, guint32 seed)
{
  g_autoptr(GvGraph) graph = small_graph(seed);
  g_autofree double *ours =
      peer_our_scores(gv_centrality_find(measure->name), measure, graph);
  g_auto(Peer) peer = { .weighted = FALSE };
  igraph_vector_t expected;

  if (measure->length && !gv_graph_is_weighted(graph))
    return;
  g_assert_true(peer_init(&peer, graph, NULL, NULL));
  igraph_vector_init(&expected, 0);
  g_assert_true(measure->scores(&peer, &expected) == IGRAPH_SUCCESS);
  for (GvVertex v = 0; v < gv_graph_vertices(graph); v++)
    if (!(fabs(ours[v] - VECTOR(expected)[v]) <= 1e-9 * MAX(1, fabs(VECTOR(expected)[v]))) &&
        !(isnan(ours[v]) && isnan(VECTOR(expected)[v])))
      g_error("seed %u, person %u: %.17g, igraph %.17g", seed, v, ours[v], VECTOR(expected)[v]);
  igraph_vector_destroy(&expected);
}

static void on_a_thousand_graphs(gconstpointer measure)
{
  for (guint32 seed = 0; seed < GRAPHS; seed++)
    is_igraphs_value(measure, seed);
}

/* Eigenvectors are left out: where the largest eigenvalue is not simple, as in most
 * of these, igraph's is one of many. */
int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  for (const PeerMeasure *m = peer_measures; m->name; m++) {
    g_autofree char *path = g_strjoin("/", "/igraph-random", m->name, m->mode ? m->mode : "-",
                                      m->length ? m->length : "-", NULL);
    if (m->tolerance != PEER_OF_LARGEST)
      g_test_add_data_func(path, m, on_a_thousand_graphs);
  }
  return g_test_run();
}
