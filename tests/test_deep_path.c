/* Nothing recurses as deep as the graph is long: everything runs on paths of
 * up to 10 million people with 256 KiB of stack, in every thread.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/holes.h>
#include <sys/resource.h>
#include <unistd.h>

#include "algorithms/holes/cut_off.h"
#include "graph/components.h"
#include "made_network.h"

/* A recursion of DEEP levels would take over 256 KiB at 27 bytes a level, and a frame has more. */
enum { STACK = 256 * 1024, DEEP = 10000, LONG = 10000000, MADE = 100000 };

#if defined(__SANITIZE_ADDRESS__)
#define SLOWER 20
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SLOWER 20
#endif
#endif
#ifndef SLOWER
#define SLOWER 1
#endif

/* Each follows the next. */
static GvGraph *path(GvVertex n, gboolean directed)
{
  g_autofree GvVertex(*edges)[2] = g_malloc_n(n, sizeof *edges);
  g_autoptr(GError) error = NULL;
  GvGraph *graph;

  for (GvVertex v = 0; v + 1 < n; v++) {
    edges[v][0] = v;
    edges[v][1] = v + 1;
  }
  graph = gv_graph_new(n, (const GvVertex(*)[2])edges, NULL, n - 1, directed, &error);
  g_assert_no_error(error);
  return graph;
}

/* Made once: ten million take a while. */
static GvGraph *long_path(void)
{
  static GvGraph *graph;

  if (graph == NULL)
    graph = path(LONG / SLOWER, TRUE);
  return graph;
}

static gboolean is_all_pairs(const char *cost)
{
  return strstr(cost, "O(nm") != NULL;
}

static void centrality_stays_flat(gconstpointer data)
{
  const GvCentrality *a = data;
  g_autoptr(GvGraph) graph = is_all_pairs(a->cost) ? path(DEEP, TRUE) : gv_graph_ref(long_path());
  g_autofree double *scores = g_new(double, gv_graph_vertices(graph));
  g_autoptr(GvTask) task = gv_task_new(2);
  g_autoptr(GError) error = NULL;

  g_assert_true(gv_centrality_run(a, graph, NULL, scores, task, &error));
  g_assert_no_error(error);
}

static void communities_stay_flat(gconstpointer data)
{
  const GvVertex n = LONG / 10 / SLOWER;
  g_autoptr(GvGraph) graph = path(n, FALSE);
  g_autofree GvVertex *labels = g_new(GvVertex, n);
  g_autoptr(GvTask) task = gv_task_new(2);
  g_autoptr(GError) error = NULL;
  GvPartition partition;

  g_assert_true(gv_community_method_run(data, graph, NULL, labels, &partition, task, &error));
  g_assert_no_error(error);
  g_assert_cmpfloat(partition.modularity, >, 0.5); /* label propagation: short pieces */
}

static void holes_stay_flat(void)
{
  const GvVertex n = gv_graph_vertices(long_path());
  g_autofree double *constraint = g_new(double, n);
  const GvHoles holes = { .constraint = constraint };
  g_autoptr(GvTask) task = gv_task_new(2);

  g_assert_true(gv_holes_run(long_path(), holes, task, NULL));
  g_assert_cmpfloat(constraint[n / 2], ==, 0.5);
}

/* Who stands in the middle cuts one half off. */
static void cut_off_and_components_stay_flat(void)
{
  g_autoptr(GvTask) task = gv_task_new(2);
  g_autoptr(GvGraph) graph = gv_graph_symmetrised(long_path(), task, NULL);
  const GvVertex n = gv_graph_vertices(graph);
  g_autofree double *people = g_new(double, n);
  g_autofree GvVertex *label = g_new(GvVertex, n);
  GvVertex largest;

  g_assert_true(gv_cut_off_run(graph, people, task, NULL));
  g_assert_cmpfloat(people[n / 2], ==, n - 1 - n / 2);
  g_assert_cmpuint(gv_components(graph, label, &largest, task, NULL), ==, 1);
  g_assert_cmpuint(largest, ==, n);
}

static void a_nomination_stays_flat(void)
{
  g_autoptr(GString) follows = g_string_new(NULL);

  for (unsigned v = 0; v < MADE / SLOWER; v++)
    g_string_append_printf(follows, "%u,%u\n", v, v + 1);
  g_autoptr(GvNetwork) network = made_network((Made){ .follows = follows->str });
  g_autoptr(GvNomination) nomination =
      nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 2);

  g_assert_cmpuint(gv_nomination_view(nomination).count, ==, MADE / SLOWER + 1);
}

/* The stack of the first thread is as large as the limit was when the program began. */
static void start_again_with_little_stack(char **argv)
{
  const struct rlimit limit = { STACK, STACK };

  g_assert_true(g_setenv("OMP_STACKSIZE", "256K", TRUE));
  g_assert_cmpint(setrlimit(RLIMIT_STACK, &limit), ==, 0);
  execv("/proc/self/exe", argv);
  g_error("cannot start again");
}

static void add(const char *kind, const char *name, gconstpointer algorithm, GTestDataFunc test)
{
  g_autofree char *id = g_strdup_printf("/deep-path/%s/%s", kind, name);

  g_test_add_data_func(id, algorithm, test);
}

int main(int argc, char **argv)
{
  struct rlimit limit;

  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur != STACK)
    start_again_with_little_stack(argv);
  g_test_init(&argc, &argv, NULL);
  for (const GvCentrality *const *a = gv_centralities(); *a; a++)
    add("centrality", (*a)->name, *a, centrality_stays_flat);
  g_test_add_func("/deep-path/holes", holes_stay_flat);
  g_test_add_func("/deep-path/cut-off-and-components", cut_off_and_components_stay_flat);
  for (const GvCommunityMethod *const *a = gv_community_methods(); *a; a++)
    add("community", (*a)->name, *a, communities_stay_flat);
  g_test_add_func("/deep-path/nomination", a_nomination_stays_flat);
  return g_test_run();
}
