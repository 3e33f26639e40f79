/* Modularity of directed networks (Leicht & Newman 2008), for all methods that
 * have it, against the definition over all pairs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "networks.h"

static const char *const methods[] = { "leiden", "fast", "louvain" };

static GvMultilevelOptions directed_options(void)
{
  GvMultilevelOptions o = { 0 };

  gv_options_init(&o, gv_multilevel_params);
  o.direction = GV_DIRECTION_LEICHT_NEWMAN;
  return o;
}

/* sum over ordered pairs of one label of [ w(u,v) / m - g out(u) in(v) / m^2 ] */
static double slow_directed(GvGraph *graph, const GvVertex *labels, double g)
{
  const GvAdjacency out = gv_graph_out(graph);
  g_autofree double *sent = g_new0(double, out.n + 1), *got = g_new0(double, out.n + 1);
  double m = 0, inside = 0, expected = 0;

  for (GvVertex u = 0; u < out.n; u++)
    for (GvEdge e = out.offsets[u]; e < out.offsets[u + 1]; e++) {
      const GvVertex v = out.targets[e];
      sent[u] += gv_weight(out, e);
      got[v] += gv_weight(out, e);
      m += gv_weight(out, e);
      inside += labels[u] == labels[v] ? gv_weight(out, e) : 0;
    }
  for (GvVertex u = 0; u < out.n; u++)
    for (GvVertex v = 0; v < out.n; v++)
      expected += labels[u] == labels[v] ? sent[u] / m * got[v] / m : 0;
  return inside / m - g * expected;
}

static void reports_modularity_as_the_definition_has_it(void)
{
  for (guint32 seed = 0; seed < 60; seed++) {
    g_autoptr(GvGraph) g = random_graph(150, 400, seed, TRUE, seed % 2);
    GvMultilevelOptions o = directed_options();
    GvVertex labels[150];
    o.resolution = .25 + seed % 12 / 4.0;
    const GvPartition p = find_communities(methods[seed % 3], g, &o, labels, 1);
    assert_close(p.modularity, slow_directed(g, labels, o.resolution), 1e-11);
    assert_close(p.modularity_at_1, slow_directed(g, labels, 1), 1e-11);
    g_assert_cmpuint(p.disconnected, ==, 0);
  }
}

/* Labels as restricted growth strings, counted up. FALSE after the last. */
static gboolean next_partition(GvVertex *labels, GvVertex n)
{
  for (GvVertex v = n - 1; v > 0; v--) {
    GvVertex largest = 0;
    for (GvVertex u = 0; u < v; u++)
      largest = MAX(largest, labels[u]);
    if (labels[v] <= largest) {
      labels[v]++;
      return TRUE;
    }
    labels[v] = 0;
  }
  return FALSE;
}

static void reaches_the_best_of_all_partitions(void)
{
  for (guint32 graph = 0; graph < 8; graph++) {
    g_autoptr(GvGraph) g = random_graph(8, 18, graph, TRUE, graph % 2);
    GvMultilevelOptions o = directed_options();
    GvVertex all[8] = { 0 }, labels[8];
    double best = -INFINITY, ours = -INFINITY;
    do
      best = MAX(best, slow_directed(g, all, 1));
    while (next_partition(all, 8));
    o.iterations = 3;
    for (o.seed = 0; o.seed < 16; o.seed++) {
      find_communities("leiden", g, &o, labels, 1);
      ours = MAX(ours, slow_directed(g, labels, 1));
    }
    g_assert_cmpfloat_with_epsilon(ours, best, 1e-9);
  }
}

/* Leicht & Newman's example: two groups, ties as likely between them as within; only
 * that those between run from the first to the second. */
static GvGraph *one_way_groups(GvVertex size)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(1);
  Draft d = draft_new(2 * size);

  for (GvVertex u = 0; u < d.n; u++)
    for (GvVertex v = u + 1; v < d.n; v++) {
      const gboolean between = u < size && v >= size;
      if (g_rand_double(rand) < .5)
        continue;
      if (between || g_rand_double(rand) < .5)
        draft_tie(&d, u, v, 1);
      else
        draft_tie(&d, v, u, 1);
    }
  return draft_graph(&d, TRUE, FALSE);
}

static void finds_groups_that_only_direction_tells(void)
{
  g_autoptr(GvGraph) g = one_way_groups(32);
  GvMultilevelOptions o = directed_options();
  GvVertex labels[64];

  find_communities("leiden", g, &o, labels, 1);
  g_assert_cmpfloat(rand_index(labels, 64, 32), >, .5);
  find_communities("leiden", g, NULL, labels, 1);
  g_assert_cmpfloat(rand_index(labels, 64, 32), <, .2);
}

static void undirected_networks_have_the_usual_one(void)
{
  g_autoptr(GvGraph) g = random_graph(300, 900, 5, FALSE, TRUE);
  GvMultilevelOptions o = directed_options();
  GvVertex with[300], without[300];

  const GvPartition p = find_communities("leiden", g, &o, with, 1);
  g_assert_cmpfloat_with_epsilon(p.modularity, slow_quality(g, with, 1, GV_QUALITY_MODULARITY),
                                 1e-11);
  find_communities("leiden", g, NULL, without, 1);
  assert_same(with, without, 300);
}

static void same_labels_on_any_thread_count(void)
{
  g_autoptr(GvGraph) g = rmat(15, 400000, TRUE, 3);
  const GvVertex n = gv_graph_vertices(g);
  g_autofree GvVertex *one = g_new(GvVertex, n), *many = g_new(GvVertex, n);
  GvMultilevelOptions o = directed_options();

  find_communities("leiden", g, &o, one, 1);
  for (unsigned threads = 2; threads <= 8; threads += 3) {
    find_communities("leiden", g, &o, many, threads);
    assert_same(one, many, n);
  }
}

static void the_potts_model_has_no_directions(void)
{
  g_autoptr(GvGraph) g = cliques(2, 3, TRUE);
  g_autoptr(GError) error = NULL;
  GvMultilevelOptions o = directed_options();
  GvPartition p;
  GvVertex labels[6];

  o.quality = GV_QUALITY_CPM;
  g_assert_false(
      gv_community_method_run(gv_community_method_find("leiden"), g, &o, labels, &p, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/direction/reports-modularity-as-the-definition-has-it",
                  reports_modularity_as_the_definition_has_it);
  g_test_add_func("/direction/reaches-the-best-of-all-partitions",
                  reaches_the_best_of_all_partitions);
  g_test_add_func("/direction/finds-groups-that-only-direction-tells",
                  finds_groups_that_only_direction_tells);
  g_test_add_func("/direction/undirected-networks-have-the-usual-one",
                  undirected_networks_have_the_usual_one);
  g_test_add_func("/direction/same-labels-on-any-thread-count", same_labels_on_any_thread_count);
  g_test_add_func("/direction/the-potts-model-has-no-directions",
                  the_potts_model_has_no_directions);
  return g_test_run();
}
