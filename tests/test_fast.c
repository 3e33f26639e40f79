/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "networks.h"

static void finds_cliques_joined_by_one_edge(void)
{
  g_autoptr(GvGraph) g = cliques(7, 6, TRUE);
  GvVertex labels[42];

  g_assert_cmpuint(find_communities("fast", g, NULL, labels, 1).communities, ==, 7);
  for (GvVertex v = 0; v < 42; v++)
    g_assert_cmpuint(labels[v], ==, v / 6);
}

static void recovers_planted_communities(void)
{
  g_autoptr(GvGraph) g = planted(20, 50, 8000, .8, 1);
  GvVertex labels[1000];

  find_communities("fast", g, NULL, labels, 1);
  g_assert_cmpfloat(rand_index(labels, 1000, 50), >, .95);
}

static void is_nearly_as_good_as_leiden(void)
{
  g_autoptr(GvGraph) g = read_network("wiki_vote.txt.zst", TRUE);
  g_autofree GvVertex *labels = g_new(GvVertex, gv_graph_vertices(g));
  const double fast = find_communities("fast", g, NULL, labels, 1).modularity;

  g_assert_cmpfloat(fast, >=, find_communities("leiden", g, NULL, labels, 1).modularity - .01);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/fast/finds-cliques-joined-by-one-edge", finds_cliques_joined_by_one_edge);
  g_test_add_func("/fast/recovers-planted-communities", recovers_planted_communities);
  g_test_add_func("/fast/is-nearly-as-good-as-leiden", is_nearly_as_good_as_leiden);
  return g_test_run();
}
