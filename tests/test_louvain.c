/* What is particular to louvain; what all methods promise is in test_communities.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <igraph/igraph.h>

#include "networks.h"

static void finds_cliques_joined_by_one_edge(void)
{
  g_autoptr(GvGraph) g = cliques(7, 6, TRUE);
  GvVertex labels[42];

  g_assert_cmpuint(find_communities("louvain", g, NULL, labels, 1).communities, ==, 7);
  for (GvVertex v = 0; v < 42; v++)
    g_assert_cmpuint(labels[v], ==, v / 6);
}

static double igraph_louvain_modularity(GvGraph *graph)
{
  const GvAdjacency a = gv_graph_out(graph);
  igraph_vector_int_t edges, labels;
  igraph_real_t quality;
  igraph_t g;

  igraph_vector_int_init(&edges, 0);
  igraph_vector_int_init(&labels, 0);
  for (GvVertex v = 0; v < a.n; v++)
    for (GvEdge e = a.offsets[v]; e < a.offsets[v + 1]; e++)
      if (a.targets[e] > v) {
        igraph_vector_int_push_back(&edges, v);
        igraph_vector_int_push_back(&edges, a.targets[e]);
      }
  igraph_create(&g, &edges, a.n, IGRAPH_UNDIRECTED);
  igraph_rng_seed(igraph_rng_default(), 1);
  igraph_community_multilevel(&g, NULL, 1, &labels, NULL, NULL);
  igraph_modularity(&g, &labels, NULL, 1, IGRAPH_UNDIRECTED, &quality);
  igraph_destroy(&g);
  igraph_vector_int_destroy(&edges);
  igraph_vector_int_destroy(&labels);
  return quality;
}

static void is_as_good_as_igraph(void)
{
  const char *const names[] = { "ego_facebook.txt.gz", "wiki_vote.txt.zst" };

  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(GvGraph) g = read_network(names[i], FALSE);
    g_autofree GvVertex *labels = g_new(GvVertex, gv_graph_vertices(g));
    const double ours = find_communities("louvain", g, NULL, labels, 1).modularity;
    g_assert_cmpfloat(ours, >=, igraph_louvain_modularity(g) - .01);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/louvain/finds-cliques-joined-by-one-edge", finds_cliques_joined_by_one_edge);
  g_test_add_func("/louvain/is-as-good-as-igraph", is_as_good_as_igraph);
  return g_test_run();
}
