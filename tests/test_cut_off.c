/* People cut off against the definition: take each vertex away, and look.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/holes/cut_off.h"

#include <sys/resource.h>

#include "common.h"

/* Size of what `from` is connected with when `gone` is away; marks it seen. */
static GvVertex piece(GvAdjacency g, GvVertex gone, GvVertex from, gboolean *seen, GvVertex *queue)
{
  GvVertex size = 0;

  seen[queue[size++] = from] = TRUE;
  for (GvVertex head = 0; head < size; head++)
    for (GvEdge e = g.offsets[queue[head]]; e < g.offsets[queue[head] + 1]; e++) {
      const GvVertex w = g.targets[e];
      if (w != gone && !seen[w])
        seen[queue[size++] = w] = TRUE;
    }
  return size;
}

/* The pieces into which v's neighbours fall without v, but for the largest. */
static double cut_off_by(GvAdjacency g, GvVertex v)
{
  g_autofree gboolean *seen = g_new0(gboolean, g.n);
  g_autofree GvVertex *queue = g_new(GvVertex, g.n);
  GvVertex all = 0, largest = 0;

  for (GvEdge e = g.offsets[v]; e < g.offsets[v + 1]; e++)
    if (!seen[g.targets[e]]) {
      const GvVertex size = piece(g, v, g.targets[e], seen, queue);
      all += size;
      largest = MAX(largest, size);
    }
  return all - largest;
}

static double *people_of(GvGraph *g)
{
  double *people = g_new(double, (size_t)gv_graph_vertices(g) + 1);
  g_autoptr(GError) error = NULL;

  g_assert_true(gv_cut_off_run(g, people, NULL, &error));
  g_assert_no_error(error);
  return people;
}

static void as_when_each_is_taken_away(GvGraph *g)
{
  g_autofree double *people = people_of(g);

  for (GvVertex v = 0; v < gv_graph_vertices(g); v++)
    g_assert_cmpfloat(people[v], ==, cut_off_by(gv_graph_out(g), v));
}

static void random_graphs(void)
{
  for (guint32 seed = 0; seed < 600; seed++) {
    const GvVertex n = 1 + seed % 40;
    g_autoptr(GvGraph) g = random_graph(n, (GvEdge)n * (seed % 7) / 3, seed, FALSE, seed & 1);
    as_when_each_is_taken_away(g);
  }
}

/* Each vertex v > 0 is tied to parent(v); a cycle where `closed`. */
static GvGraph *tree(GvVertex n, GvVertex (*parent)(GvVertex v), gboolean closed)
{
  g_autofree GvVertex(*edges)[2] = g_malloc_n((size_t)n + 1, sizeof *edges);
  GvEdge m = 0;

  for (GvVertex v = 1; v < n; v++, m++) {
    edges[m][0] = v;
    edges[m][1] = parent(v);
  }
  if (closed)
    memcpy(edges[m++], (GvVertex[2]){ 0, n - 1 }, sizeof *edges);
  return gv_graph_new(n, (const GvVertex(*)[2])edges, NULL, m, FALSE, NULL);
}

static GvVertex previous(GvVertex v)
{
  return v - 1;
}

static GvVertex half(GvVertex v)
{
  return v / 2;
}

static GvVertex root(GvVertex v)
{
  (void)v;
  return 0;
}

static GvVertex somebody_before(GvVertex v)
{
  return (GvVertex)(v * 2654435761u % v);
}

static void trees_and_cycles(void)
{
  GvVertex (*const parents[])(GvVertex) = { previous, half, root, somebody_before };

  for (size_t i = 0; i < G_N_ELEMENTS(parents); i++)
    for (GvVertex n = 1; n < 60; n++)
      for (int closed = 0; closed < 2; closed++) {
        g_autoptr(GvGraph) g = tree(n, parents[i], closed && n > 2);
        as_when_each_is_taken_away(g);
      }
}

static void a_star_holds_all_but_one(void)
{
  g_autoptr(GvGraph) g = tree(100, root, FALSE);
  g_autofree double *people = people_of(g);

  g_assert_cmpfloat(people[0], ==, 98); /* the largest part left is one of them */
  g_assert_cmpfloat(people[1], ==, 0);
}

static gpointer score_long_path(gpointer graph)
{
  const GvVertex n = gv_graph_vertices(graph);
  g_autofree double *people = people_of(graph);

  for (GvVertex v = 0; v < n; v++)
    if (people[v] != MIN(v, n - 1 - v))
      return NULL;
  return graph;
}

/* In a process of its own, since it is the end of it if the promise is broken. */
static void a_long_path_needs_no_deep_stack(void)
{
  if (g_test_subprocess()) {
    const struct rlimit small = { 256 << 10, 256 << 10 };
    g_autoptr(GvGraph) g = tree(2000000, previous, FALSE);
    g_assert_cmpint(setrlimit(RLIMIT_STACK, &small), ==, 0);
    g_assert_nonnull(score_long_path(g));
    return;
  }
  g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed();
}

static void stops_when_cancelled(void)
{
  g_autoptr(GvGraph) g = random_graph(100, 200, 1, FALSE, FALSE);
  g_autoptr(GvTask) task = gv_task_new(1);
  g_autoptr(GError) error = NULL;
  double people[100];

  gv_task_cancel(task);
  g_assert_false(gv_cut_off_run(g, people, task, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
}

static void nobody_is_cut_off_from_nobody(void)
{
  g_autoptr(GvGraph) empty = gv_graph_new(0, NULL, NULL, 0, FALSE, NULL);

  g_free(people_of(empty));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cut-off/random-graphs", random_graphs);
  g_test_add_func("/cut-off/trees-and-cycles", trees_and_cycles);
  g_test_add_func("/cut-off/a-star-holds-all-but-one", a_star_holds_all_but_one);
  g_test_add_func("/cut-off/a-long-path-needs-no-deep-stack", a_long_path_needs_no_deep_stack);
  g_test_add_func("/cut-off/stops-when-cancelled", stops_when_cancelled);
  g_test_add_func("/cut-off/nobody-is-cut-off-from-nobody", nobody_is_cut_off_from_nobody);
  return g_test_run();
}
