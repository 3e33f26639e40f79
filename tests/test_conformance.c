/* Promises every registered algorithm keeps; its registry line is enough to be
 * held to them. What options and memory promise is in test_conformance_faults. */
#include "graph/base/cpu.h"
#include "subject.h"

typedef struct {
  GvVertex n;
  GvEdge m;
} Shape;

static const Shape shapes[] = {
  { 700, 4000 }, /* well connected */
  { 700, 900 },  /* sparse: small components beside a large one */
  { 700, 400 },  /* dead ends and isolates everywhere */
  { 40, 1200 },  /* nearly complete */
  { 5, 0 },      /* nobody knows anybody */
  { 1, 0 },      { 0, 0 },
};

enum { DIRECTED = 1, WEIGHTED = 2, KINDS = 4 };

/* Under the thread sanitizer, which sees a race without its doing any harm: one run
 * of each code path is enough, and all that there is time for. */
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define WATCHED 1
#endif
#endif
#ifndef WATCHED
#define WATCHED 0
#endif

static GvGraph *of_shape(Shape s, int kind)
{
  if (s.m == 0)
    return gv_graph_new(s.n, NULL, NULL, 0, kind & DIRECTED, NULL);
  return random_graph(s.n, s.m, 7, kind & DIRECTED, kind & WEIGHTED);
}

/* Everyone follows 0; every third is followed back. */
static GvGraph *star(int kind)
{
  GvVertex edges[400][2];
  double weights[400];
  GvEdge m = 0;

  for (GvVertex v = 1; v < 300; v++) {
    memcpy(edges[m++], (GvVertex[2]){ v, 0 }, sizeof *edges);
    if (v % 3 == 0)
      memcpy(edges[m++], (GvVertex[2]){ 0, v }, sizeof *edges);
  }
  for (GvEdge e = 0; e < m; e++)
    weights[e] = 0.5 + (double)(e % 7);
  return gv_graph_new(300, (const GvVertex(*)[2])edges, kind & WEIGHTED ? weights : NULL, m,
                      kind & DIRECTED, NULL);
}

/* Calls test on each shape, and the star, of each kind. */
static void on_every_graph(const Subject *s, void (*test)(const Subject *s, GvGraph *graph))
{
  for (int kind = 0; kind < KINDS; kind++) {
    g_autoptr(GvGraph) hub = star(kind);
    test(s, hub);
    for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
      g_autoptr(GvGraph) graph = of_shape(shapes[i], kind);
      test(s, graph);
    }
  }
}

static void same_as_on_one_thread(const Subject *s, GvGraph *graph)
{
  static const unsigned threads[] = { 2, 3, 8 };
  g_autofree double *one = subject_run(s, graph, 1);

  for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
    g_autofree double *many = subject_run(s, graph, threads[i]);
    assert_same_result(one, many, gv_graph_vertices(graph));
  }
}

static void same_bits_on_any_thread_count(gconstpointer s)
{
  on_every_graph(s, same_as_on_one_thread);
}

/* As on machines with fewer instructions. On one that lacks some of them this
 * compares less. */
static void same_as_on_any_cpu(const Subject *s, GvGraph *graph)
{
  g_autofree double *widest = subject_run(s, graph, 2);

  for (size_t step = 0; gv_cpu_names[step]; step++) {
    g_setenv(GV_CPU_VARIABLE, gv_cpu_names[step], TRUE);
    g_autofree double *narrow = subject_run(s, graph, 2);
    g_unsetenv(GV_CPU_VARIABLE);
    assert_same_result(widest, narrow, gv_graph_vertices(graph));
  }
}

static void same_bits_on_any_cpu(gconstpointer s)
{
  for (int kind = 0; kind < KINDS; kind++) {
    g_autoptr(GvGraph) graph = of_shape(shapes[1], kind);
    same_as_on_any_cpu(s, graph);
  }
}

/* Large enough for threads to meet; all pairs take smaller ones. Full of dead
 * ends too: what those add up to shows the order of its terms. */
static void same_bits_where_races_would_show(gconstpointer data)
{
  static const Shape large[] = { { 24000, 160000 }, { 24000, 12000 } };
  static const Shape small[] = { { 2000, 10000 }, { 2000, 1400 } };
  const Subject *s = data;
  const Shape *sizes = strstr(s->cost, "O(nm") ? small : large;

  for (int kind = 0; kind < 2 * KINDS; kind++) {
    g_autoptr(GvGraph) graph = of_shape(sizes[kind / KINDS], kind % KINDS);
    same_as_on_one_thread(s, graph);
  }
}

static void same_as_before(const Subject *s, GvGraph *graph)
{
  g_autofree double *first = subject_run(s, graph, 2), *again = subject_run(s, graph, 2);

  assert_same_result(first, again, gv_graph_vertices(graph));
}

/* The same for the thread sanitizer to watch. */
static void no_races(gconstpointer data)
{
  static const Shape large = { 6000, 40000 }, small = { 700, 3000 };
  const Subject *s = data;

  for (int kind = 0; kind < KINDS; kind += DIRECTED | WEIGHTED) {
    g_autoptr(GvGraph) graph = of_shape(strstr(s->cost, "O(nm") ? small : large, kind);
    g_free(subject_run(s, graph, 3));
  }
}

static void same_bits_when_repeated(gconstpointer s)
{
  on_every_graph(s, same_as_before);
}

static void is_finite_or_said_to_be_undefined(const Subject *s, GvGraph *graph)
{
  g_autofree double *scores = subject_run(s, graph, 2);

  for (GvVertex v = 0; v < gv_graph_vertices(graph); v++)
    g_assert_true(isfinite(scores[v]) || (isnan(scores[v]) && s->centrality->undefined));
}

static void finite_unless_documented(gconstpointer s)
{
  on_every_graph(s, is_finite_or_said_to_be_undefined);
}

typedef struct {
  GvVertex size, first;
} Community;

/* Every label is used; the larger comes first, of equals the one of the smaller vertex. */
static void labels_are_in_order(const Subject *s, GvGraph *graph)
{
  const GvVertex n = gv_graph_vertices(graph);
  g_autofree double *result = subject_run(s, graph, 2);
  const GvVertex count = (GvVertex)result[n];
  g_autofree Community *found = g_new0(Community, (size_t)count + 1);

  for (GvVertex v = 0; v < n; v++) {
    GvVertex label = (GvVertex)result[v];
    g_assert_cmpuint(label, <, count);
    if (found[label].size++ == 0)
      found[label].first = v;
  }
  for (GvVertex c = 0; c < count; c++) {
    g_assert_cmpuint(found[c].size, >, 0);
    g_assert_true(c == 0 || found[c].size < found[c - 1].size ||
                  (found[c].size == found[c - 1].size && found[c].first > found[c - 1].first));
  }
}

static void labels_are_dense_and_largest_first(gconstpointer s)
{
  on_every_graph(s, labels_are_in_order);
}

static void stop_at_once(const char *label, double done, void *task)
{
  (void)label;
  (void)done;
  gv_task_cancel(task);
}

static void assert_cancelled(const Subject *s, GvTask *task)
{
  g_autoptr(GvGraph) graph = of_shape(shapes[0], DIRECTED | WEIGHTED);
  g_autofree double *result = g_new(double, subject_size(gv_graph_vertices(graph)));
  g_autoptr(GError) error = NULL;

  g_assert_false(subject_try(s, graph, NULL, result, task, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
}

static void cancelled_before_the_start(gconstpointer s)
{
  g_autoptr(GvTask) task = gv_task_new(2);

  gv_task_cancel(task);
  assert_cancelled(s, task);
}

static void cancelled_on_the_way(gconstpointer s)
{
  g_autoptr(GvTask) task = gv_task_new(2);

  gv_task_set_progress(task, stop_at_once, task);
  assert_cancelled(s, task);
}

static gboolean says(const char *text)
{
  return text != NULL && *text != '\0';
}

static void centralities_describe_themselves_in_order(void)
{
  const char *before = "";

  for (const GvCentrality *const *a = gv_centralities(); *a; a++) {
    g_assert_true(says((*a)->name) && says((*a)->summary) && says((*a)->formula));
    g_assert_true(says((*a)->reference) && says((*a)->cost) && (*a)->params);
    g_assert_cmpstr(before, <, (*a)->name);
    g_assert_true(gv_centrality_find((*a)->name) == *a);
    before = (*a)->name;
  }
  g_assert_null(gv_centrality_find("no such centrality"));
}

static void methods_describe_themselves_in_order(void)
{
  const char *before = "";

  for (const GvCommunityMethod *const *a = gv_community_methods(); *a; a++) {
    g_assert_true(says((*a)->name) && says((*a)->summary));
    g_assert_true(says((*a)->reference) && says((*a)->cost) && (*a)->params);
    g_assert_cmpstr(before, <, (*a)->name);
    g_assert_true(gv_community_method_find((*a)->name) == *a);
    before = (*a)->name;
  }
  g_assert_null(gv_community_method_find("no such method"));
}

typedef struct {
  const char *name;
  GTestDataFunc test;
} Promise;

static void add(Subject *s, const char *kind, Promise promise)
{
  g_autofree char *path = g_strdup_printf("/%s/%s/%s", kind, s->name, promise.name);

  g_test_add_data_func_full(path, s, promise.test, g_free);
}

static void add_all(const Promise *promises, size_t count)
{
  for (const GvCentrality *const *a = gv_centralities(); *a; a++)
    for (size_t i = 0; i < count; i++)
      add(subject_of_centrality(*a), "centrality", promises[i]);
  for (const GvCommunityMethod *const *a = gv_community_methods(); *a; a++)
    for (size_t i = 0; i < count; i++)
      add(subject_of_method(*a), "community", promises[i]);
}

int main(int argc, char **argv)
{
  static const Promise all[] = {
    { "same-bits-on-any-thread-count", same_bits_on_any_thread_count },
    { "same-bits-where-races-would-show", same_bits_where_races_would_show },
    { "same-bits-on-any-cpu", same_bits_on_any_cpu },
    { "same-bits-when-repeated", same_bits_when_repeated },
    { "cancelled-before-the-start", cancelled_before_the_start },
    { "cancelled-on-the-way", cancelled_on_the_way },
  };
  static const Promise watched[] = {
    { "no-races", no_races },
    { "cancelled-on-the-way", cancelled_on_the_way },
  };
  static const Promise finite = { "finite-unless-documented", finite_unless_documented };
  static const Promise labels = { "labels-are-dense-and-largest-first",
                                  labels_are_dense_and_largest_first };

  g_test_init(&argc, &argv, NULL);
  if (WATCHED) {
    add_all(watched, G_N_ELEMENTS(watched));
    return g_test_run();
  }
  g_test_add_func("/registry/centralities", centralities_describe_themselves_in_order);
  g_test_add_func("/registry/community-methods", methods_describe_themselves_in_order);
  add_all(all, G_N_ELEMENTS(all));
  for (const GvCentrality *const *a = gv_centralities(); *a; a++)
    add(subject_of_centrality(*a), "centrality", finite);
  for (const GvCommunityMethod *const *a = gv_community_methods(); *a; a++)
    add(subject_of_method(*a), "community", labels);
  return g_test_run();
}
