/* What every registered community method promises.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "communities.h"

static void tiny_graphs_work(gconstpointer method)
{
  const GvVertex pair[][2] = { { 0, 1 } };
  g_autoptr(GvGraph) none = gv_graph_new(0, NULL, NULL, 0, FALSE, NULL);
  g_autoptr(GvGraph) one = gv_graph_new(1, NULL, NULL, 0, TRUE, NULL);
  g_autoptr(GvGraph) tie = gv_graph_new(3, pair, NULL, 1, TRUE, NULL);
  GvVertex labels[3] = { 9, 9, 9 };
  GvPartition p = find_communities(method, none, NULL, labels, 1);

  g_assert_true(p.communities == 0 && isnan(p.modularity) && isnan(p.modularity_at_1));
  p = find_communities(method, one, NULL, labels, 1);
  g_assert_true(p.communities == 1 && labels[0] == 0 && isnan(p.modularity));
  p = find_communities(method, tie, NULL, labels, 1);
  g_assert_true(labels[0] == 0 && labels[1] == 0 && labels[2] == 1 && p.communities == 2);
}

static void isolated_people_stay_alone(gconstpointer method)
{
  g_autoptr(GvGraph) g = gv_graph_new(50, NULL, NULL, 0, FALSE, NULL);
  GvVertex labels[50];
  const GvPartition p = find_communities(method, g, NULL, labels, 2);

  g_assert_cmpuint(p.communities, ==, 50);
  g_assert_true(isnan(p.modularity));
  for (GvVertex v = 0; v < 50; v++)
    g_assert_cmpuint(labels[v], ==, v);
}

static void check(const char *method, GvGraph *graph, const GvMultilevelOptions *options)
{
  const GvVertex n = gv_graph_vertices(graph);
  g_autofree GvVertex *labels = g_new(GvVertex, n + 1);
  const GvPartition p = find_communities(method, graph, options, labels, 2);

  g_assert_cmpuint(p.disconnected, ==, 0);
  g_assert_cmpuint(slow_disconnected(graph, labels, p.communities), ==, 0);
  assert_order(labels, n, p.communities);
}

static void none_is_disconnected_and_labels_are_in_order(gconstpointer method)
{
  GvMultilevelOptions o = { 0 };

  gv_options_init(&o, gv_multilevel_params);
  for (guint32 seed = 0; seed < 300; seed++) {
    g_autoptr(GvGraph) g =
        random_graph(20 + 3 * seed, 20 + (seed % 7) * 2 * seed, seed, seed % 2, seed % 3 == 0);
    o.quality = seed % 5 == 0;
    o.resolution = (const double[]){ 1, .1, 3, .01 }[seed % 4];
    o.seed = seed;
    check(method, g, &o);
  }
}

static void large_graphs_have_none_disconnected(gconstpointer method)
{
  g_autoptr(GvGraph) hubs = rmat(15, 300000, FALSE, 1);
  g_autoptr(GvGraph) flat = strip(40000, 260000, FALSE, 2);

  check(method, hubs, NULL);
  check(method, flat, NULL);
}

static void assert_same_labels(const char *method, GvGraph *graph, const GvMultilevelOptions *o)
{
  const GvVertex n = gv_graph_vertices(graph);
  g_autofree GvVertex *first = g_new(GvVertex, n), *labels = g_new(GvVertex, n);
  const GvPartition p = find_communities(method, graph, o, first, 1);
  const unsigned threads[] = { 2, 3, 8 };

  for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
    const GvPartition q = find_communities(method, graph, o, labels, threads[i]);
    assert_same(first, labels, n);
    g_assert_cmpfloat(p.modularity, ==, q.modularity);
    g_assert_cmpuint(p.levels, ==, q.levels);
  }
}

/* More than 400,000 arcs: below, there is one thread anyway. */
static void same_labels_on_any_thread_count(gconstpointer method)
{
  GvMultilevelOptions o = { 0 };

  gv_options_init(&o, gv_multilevel_params);
  for (int weighted = 0; weighted <= 1; weighted++) {
    g_autoptr(GvGraph) hubs = rmat(15, 400000, weighted, 3);
    g_autoptr(GvGraph) flat = strip(100000, 600000, weighted, 4);
    o.quality = GV_QUALITY_MODULARITY;
    o.resolution = 1;
    assert_same_labels(method, hubs, &o);
    assert_same_labels(method, flat, &o);
    o.quality = GV_QUALITY_CPM;
    o.resolution = .05;
    assert_same_labels(method, flat, &o);
  }
}

/* Where directions differ the two ties of a pair are one of double weight. */
static void direction_does_not_matter(gconstpointer method)
{
  g_autoptr(GvGraph) g = random_graph(300, 900, 5, TRUE, TRUE);
  g_autoptr(GvGraph) turned = gv_graph_reversed(g);
  GvVertex a[300], b[300];

  find_communities(method, g, NULL, a, 1);
  find_communities(method, turned, NULL, b, 1);
  assert_same(a, b, 300);
}

typedef struct {
  GvTask *task;
  int left; /* steps until it is cancelled */
} Stop;

static void stop_after(const char *label, double done, void *data)
{
  Stop *stop = data;

  g_assert_cmpstr(label, ==, "communities");
  g_assert_true(done >= 0 && done <= 1);
  if (stop->left-- == 0)
    gv_task_cancel(stop->task);
}

/* Methods differ in how many steps they take; all take some on this network. */
static void can_be_cancelled_at_any_step(gconstpointer method)
{
  g_autoptr(GvGraph) g = strip(40000, 260000, FALSE, 6);
  g_autofree GvVertex *labels = g_new(GvVertex, 40000);
  gboolean done = FALSE;

  for (int steps = 0; steps < 60 && !done; steps += 6) {
    g_autoptr(GvTask) task = gv_task_new(2);
    g_autoptr(GError) error = NULL;
    GvPartition p;
    Stop stop = { task, steps };
    gv_task_set_progress(task, stop_after, &stop);
    done = gv_community_method_run(gv_community_method_find(method), g, NULL, labels, &p, task,
                                   &error);
    g_assert_true(!done || steps > 18);
    if (!done)
      g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
    g_assert_cmpint(stop.left, >=, -1); /* not one step further */
  }
}

static void refuses_options_out_of_range(gconstpointer method)
{
  g_autoptr(GvGraph) g = cliques(2, 3, TRUE);
  g_autoptr(GError) error = NULL;
  GvMultilevelOptions o = { 0 };
  GvPartition p;
  GvVertex labels[6];

  gv_options_init(&o, gv_multilevel_params);
  o.seed = -1;
  g_assert_false(
      gv_community_method_run(gv_community_method_find(method), g, &o, labels, &p, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
}

static void add(const char *method, const char *promise, GTestDataFunc test)
{
  g_autofree char *path = g_strdup_printf("/communities/%s/%s", method, promise);

  g_test_add_data_func(path, method, test);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  for (const GvCommunityMethod *const *m = gv_community_methods(); *m; m++) {
    const char *name = (*m)->name;
    add(name, "tiny-graphs-work", tiny_graphs_work);
    add(name, "isolated-people-stay-alone", isolated_people_stay_alone);
    add(name, "none-is-disconnected-and-labels-are-in-order",
        none_is_disconnected_and_labels_are_in_order);
    add(name, "large-graphs-have-none-disconnected", large_graphs_have_none_disconnected);
    add(name, "same-labels-on-any-thread-count", same_labels_on_any_thread_count);
    add(name, "direction-does-not-matter", direction_does_not_matter);
    add(name, "can-be-cancelled-at-any-step", can_be_cancelled_at_any_step);
    add(name, "refuses-options-out-of-range", refuses_options_out_of_range);
  }
  return g_test_run();
}
