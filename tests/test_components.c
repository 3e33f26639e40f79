/* Components against the definition: two share a label where a path joins them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/components.h"

#include "common.h"

enum { MOST = 40 };

/* joined[u][v]: a path leads from u to v (Warshall). */
static void join_by_paths(GvGraph *g, gboolean joined[MOST][MOST])
{
  const GvAdjacency out = gv_graph_out(g);

  for (GvVertex u = 0; u < out.n; u++)
    for (GvVertex v = 0; v < out.n; v++)
      joined[u][v] = u == v;
  for (GvVertex u = 0; u < out.n; u++)
    for (GvEdge e = out.offsets[u]; e < out.offsets[u + 1]; e++)
      joined[u][out.targets[e]] = TRUE;
  for (GvVertex k = 0; k < out.n; k++)
    for (GvVertex u = 0; u < out.n; u++)
      for (GvVertex v = 0; v < out.n; v++)
        joined[u][v] |= joined[u][k] && joined[k][v];
}

static GvVertex components_of(GvGraph *g, GvVertex *label, GvVertex *largest)
{
  g_autoptr(GError) error = NULL;
  const GvVertex count = gv_components(g, label, largest, NULL, &error);

  g_assert_no_error(error);
  return count;
}

/* Labels follow the smallest vertices: a new one is one more than those before. */
static void as_paths_say(GvGraph *g)
{
  const GvVertex n = gv_graph_vertices(g);
  gboolean joined[MOST][MOST];
  GvVertex label[MOST], found, largest, next = 0, most = 0;

  join_by_paths(g, joined);
  found = components_of(g, label, &largest);
  for (GvVertex v = 0; v < n; v++) {
    GvVertex size = 0, smallest = n;
    for (GvVertex u = 0; u < n; u++) {
      g_assert_cmpint(joined[v][u], ==, label[v] == label[u]);
      size += joined[v][u] ? 1 : 0;
      smallest = joined[v][u] ? MIN(smallest, u) : smallest;
    }
    if (smallest == v)
      g_assert_cmpuint(label[v], ==, next++);
    most = MAX(most, size);
  }
  g_assert_cmpuint(found, ==, next);
  g_assert_cmpuint(largest, ==, most);
}

static void random_graphs(void)
{
  for (guint32 seed = 0; seed < 600; seed++) {
    const GvVertex n = 1 + seed % MOST;
    g_autoptr(GvGraph) g = random_graph(n, (GvEdge)n * (seed % 5) / 3, seed, FALSE, seed & 1);
    as_paths_say(g);
  }
}

static void nobody_makes_no_component(void)
{
  g_autoptr(GvGraph) empty = gv_graph_new(0, NULL, NULL, 0, FALSE, NULL);
  GvVertex label[1], largest = 7;

  g_assert_cmpuint(components_of(empty, label, &largest), ==, 0);
  g_assert_cmpuint(largest, ==, 0);
}

static void stops_when_cancelled(void)
{
  g_autoptr(GvGraph) g = random_graph(100, 200, 1, FALSE, FALSE);
  g_autoptr(GvTask) task = gv_task_new(1);
  g_autoptr(GError) error = NULL;
  GvVertex label[100], largest;

  gv_task_cancel(task);
  g_assert_cmpuint(gv_components(g, label, &largest, task, &error), ==, GV_VERTEX_NONE);
  g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/components/random-graphs", random_graphs);
  g_test_add_func("/components/nobody-makes-no-component", nobody_makes_no_component);
  g_test_add_func("/components/stops-when-cancelled", stops_when_cancelled);
  return g_test_run();
}
