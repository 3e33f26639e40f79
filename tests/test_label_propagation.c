/* What is particular to label propagation: where it stops, and its lots.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "networks.h"

static GvPartition propagate(GvGraph *g, int64_t seed, GvVertex *labels, unsigned threads)
{
  GvMultilevelOptions o = { .seed = seed };

  return find_communities("label-propagation", g, &o, labels, threads);
}

/* Weight of the ties of v to each label. */
static double *weights_to(GvAdjacency a, const GvVertex *labels, GvVertex v)
{
  double *weight = g_new0(double, a.n);

  for (GvEdge e = a.offsets[v]; e < a.offsets[v + 1]; e++)
    weight[labels[a.targets[e]]] += gv_weight(a, e);
  return weight;
}

/* No label is more frequent around a person than their own. Splitting a label that
 * fell apart takes no contact away, and who is left alone joins another. */
static void nobody_wants_another_label(void)
{
  for (guint32 seed = 0; seed < 100; seed++) {
    g_autoptr(GvGraph) g = random_graph(200, 300 + 10 * seed, seed, FALSE, seed % 2);
    const GvAdjacency a = gv_graph_out(g);
    GvVertex labels[200];
    propagate(g, seed, labels, 1);
    for (GvVertex v = 0; v < 200; v++) {
      g_autofree double *weight = weights_to(a, labels, v);
      for (GvVertex c = 0; c < 200; c++)
        g_assert_cmpfloat(weight[labels[v]], >=, weight[c] - 1e-9);
    }
  }
}

static void finds_cliques_joined_by_one_edge(void)
{
  g_autoptr(GvGraph) g = cliques(7, 15, TRUE);
  GvVertex labels[105];

  g_assert_cmpuint(propagate(g, 1, labels, 1).communities, ==, 7);
  for (GvVertex v = 0; v < 105; v++)
    g_assert_cmpuint(labels[v], ==, v / 15);
}

static void recovers_planted_communities(void)
{
  g_autoptr(GvGraph) g = planted(20, 50, 20000, .85, 1);
  GvVertex labels[1000];

  propagate(g, 1, labels, 1);
  g_assert_cmpfloat(rand_index(labels, 1000, 50), >, .9);
}

static void seeds_matter_and_repeat(void)
{
  g_autoptr(GvGraph) g = random_graph(500, 1500, 1, FALSE, FALSE);
  GvVertex first[500], again[500], other[500];

  propagate(g, 1, first, 1);
  propagate(g, 1, again, 3);
  propagate(g, 2, other, 1);
  assert_same(first, again, 500);
  g_assert_true(memcmp(first, other, sizeof first) != 0);
}

static void reports_modularity_as_the_definition_has_it(void)
{
  g_autoptr(GvGraph) g = random_graph(150, 200, 3, TRUE, TRUE);
  GvVertex labels[150];
  const GvPartition p = propagate(g, 1, labels, 1);

  assert_close(p.modularity, slow_quality(g, labels, 1, GV_QUALITY_MODULARITY), 1e-11);
  g_assert_cmpfloat(p.modularity, ==, p.modularity_at_1);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/label_propagation/nobody-wants-another-label", nobody_wants_another_label);
  g_test_add_func("/label_propagation/finds-cliques-joined-by-one-edge",
                  finds_cliques_joined_by_one_edge);
  g_test_add_func("/label_propagation/recovers-planted-communities", recovers_planted_communities);
  g_test_add_func("/label_propagation/seeds-matter-and-repeat", seeds_matter_and_repeat);
  g_test_add_func("/label_propagation/reports-modularity-as-the-definition-has-it",
                  reports_modularity_as_the_definition_has_it);
  return g_test_run();
}
