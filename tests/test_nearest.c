/* The k highest are those of everybody's scores, to the last bit, whatever is left out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/cpu.h"
#include "nearest.h"

typedef struct {
  double score;
  GvVertex vertex;
} Ranked;

static int as_rows_stand(const void *a, const void *b)
{
  const Ranked *x = a, *y = b;
  const double p = isnan(x->score) ? -1 : x->score, q = isnan(y->score) ? -1 : y->score;

  return p != q ? (p > q ? -1 : 1) : (x->vertex > y->vertex) - (x->vertex < y->vertex);
}

static Ranked *ranked(const double *scores, GvVertex n)
{
  Ranked *r = g_new(Ranked, n + 1);

  for (GvVertex v = 0; v < n; v++)
    r[v] = (Ranked){ scores[v], v };
  qsort(r, n, sizeof *r, as_rows_stand);
  return r;
}

/* Every one of the first `top` is among those found. */
static void assert_found(int measure, int mode, GvGraph *g, const Ranked *rows, GvVertex top,
                         const GvNearestEffort *effort, GvTask *task)
{
  const GvVertex n = gv_graph_vertices(g);
  const GvNearest nearest = nearest_of(measure, mode);
  g_autofree GvVertex *people = g_new(GvVertex, n + 1);
  g_autofree gboolean *is_found = g_new0(gboolean, n + 1);
  GvVertex count;

  g_assert_true(gv_nearest_run(&nearest, effort, g, top, people, &count, task, NULL));
  g_assert_cmpuint(count, >=, top);
  g_assert_cmpuint(count, <=, n);
  for (GvVertex i = 0; i < count; i++) {
    g_assert_true(i == 0 || people[i] > people[i - 1]);
    is_found[people[i]] = TRUE;
  }
  for (GvVertex i = 0; i < top; i++)
    g_assert_true(is_found[rows[i].vertex]);
}

static void found_in(GvGraph *g, guint32 seed)
{
  const GvVertex n = gv_graph_vertices(g), tops[] = { 1, 1 + n / 9, 1 + n / 3, n };

  for (int i = 0; i < 6; i++) {
    g_autofree double *scores = all_scores(i % 2, i / 2, g);
    g_autofree Ranked *rows = ranked(scores, n);
    g_autoptr(GvTask) task = gv_task_new(1 + seed % 3);
    for (guint32 t = 0; t < G_N_ELEMENTS(tops); t++) {
      const GvNearestEffort effort = { 1 + (seed + t) % 5, (GvVertex[]){ 1, 3, 99 }[(seed + t) % 3],
                                       INFINITY };
      assert_found(i % 2, i / 2, g, rows, MIN(tops[t], n), &effort, task);
    }
  }
}

static void none_of_the_first_is_left_out(void)
{
  for (guint32 seed = 0; seed < 800; seed++) {
    g_autoptr(GvGraph) g = small_graph(seed);
    found_in(g, seed);
  }
}

/* Where what a search rules out around it is most of the work saved. */
static void nor_where_ways_are_long(void)
{
  for (guint32 i = 0; i < 24; i++) {
    g_autoptr(GvGraph) g = grid(3 + i / 2, i & 1);
    found_in(g, 2 * i);
    found_in(g, 2 * i + 1);
  }
}

/* Between 50 and 300 people who hang on lines, trees and cliques that touch. */
static void nor_where_some_are_alike(void)
{
  for (guint32 seed = 0; seed < 60; seed++) {
    const GvVertex n = 50 + seed * 4;
    g_autofree GvVertex(*edges)[2] = g_malloc_n(2 * n, sizeof *edges);
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    for (GvVertex v = 1; v < n; v++) {
      const GvVertex to = v % 50 == 0 ? v : (GvVertex)g_rand_int_range(rand, (gint)(v / 50 * 50),
                                                                       (gint)v);
      memcpy(edges[2 * v - 2], (GvVertex[2]){ v, to }, sizeof *edges);
      memcpy(edges[2 * v - 1], (GvVertex[2]){ to, seed % 3 ? v : v / 2 }, sizeof *edges);
    }
    g_autoptr(GvGraph) g =
        gv_graph_new(n, (const GvVertex(*)[2])edges, NULL, 2 * n - 2, seed & 1, NULL);
    found_in(g, seed);
  }
}

static void a_few_have_the_bits_of_all(void)
{
  static const GvEdge edges[] = { 9000, 2400, 900 };

  for (guint32 i = 0; i < 36; i++) {
    g_autoptr(GvGraph) g = random_graph(1900, edges[i % 3], i, i & 1, FALSE);
    const int measure = (int)i / 3 % 2, mode = (int)i / 6 % 3;
    const GvCentrality *a = gv_centrality_find(measures[measure]);
    g_autofree GvDistanceOptions *o = options_of(a, mode);
    g_autofree double *all = all_scores(measure, mode, g);
    g_autoptr(GvTask) task = gv_task_new(1 + i % 4);
    GvVertex people[900], count = 0;
    double some[900];
    for (GvVertex v = i % 3; v < 1900 && count < (i % 2 ? 900 : 40); v += 2)
      people[count++] = (v * 7 + i) % 1900;
    g_assert_true(gv_centrality_run_some(a, g, o, people, count, some, task, NULL));
    for (GvVertex j = 0; j < count; j++)
      g_assert_true(memcmp(&some[j], &all[people[j]], sizeof *some) == 0);
  }
}

static void tell(const char *name, GvFigureType type, double value, void *searched)
{
  (void)type;
  if (strcmp(name, "people_searched") == 0)
    *(double *)searched = value;
}

/* What gv_centrality_run_top says, against everybody's scores. Returns from how many
 * was searched, 0 = it was not tried. */
static double assert_top(const char *name, const GvDistanceOptions *o, GvGraph *g, GvVertex top,
                         unsigned threads, const Ranked *rows)
{
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_autofree GvVertex *people = g_new(GvVertex, top + 1);
  g_autofree double *scores = g_new(double, top + 1);
  double searched = 0;

  gv_task_set_figures(task, tell, &searched);
  g_assert_true(gv_centrality_run_top(gv_centrality_find(name), g, o, top, people, scores, task,
                                      NULL));
  for (GvVertex i = 0; i < top; i++) {
    g_assert_cmpuint(people[i], ==, rows[i].vertex);
    g_assert_true(memcmp(&scores[i], &rows[i].score, sizeof *scores) == 0 ||
                  (isnan(scores[i]) && isnan(rows[i].score)));
  }
  return searched;
}

/* A few with many ties, many with few: there, a small share is searched from. */
static GvGraph *skewed(GvVertex n, gboolean directed)
{
  g_autofree GvVertex(*edges)[2] = g_malloc_n(3 * n, sizeof *edges);
  g_autoptr(GRand) rand = g_rand_new_with_seed(n);

  for (GvEdge e = 0; e < 3 * n; e++) {
    const double x = g_rand_double(rand);
    edges[e][0] = (GvVertex)g_rand_int_range(rand, 0, (gint)n);
    edges[e][1] = (GvVertex)(x * x * x * x * (n / 3));
  }
  return gv_graph_new(n, (const GvVertex(*)[2])edges, NULL, 3 * n, directed, NULL);
}

static void first_rows_are_the_same_on_any_threads_and_cpu(void)
{
  static const unsigned threads[] = { 1, 2, 3, 8 };

  for (int i = 0; i < 12; i++) {
    g_autoptr(GvGraph) g = skewed(9000, i / 6);
    const GvCentrality *a = gv_centrality_find(measures[i % 2]);
    g_autofree GvDistanceOptions *o = options_of(a, i / 2 % 3);
    g_autofree double *all = all_scores(i % 2, o->mode, g);
    g_autofree Ranked *rows = ranked(all, 9000);
    double searched[G_N_ELEMENTS(threads)];
    for (size_t t = 0; t < G_N_ELEMENTS(threads); t++) {
      g_setenv(GV_CPU_VARIABLE, gv_cpu_names[t % 3], TRUE);
      searched[t] = assert_top(a->name, o, g, 60, threads[t], rows);
      g_unsetenv(GV_CPU_VARIABLE);
      g_assert_cmpfloat(searched[t], >, 0);
      g_assert_cmpfloat(searched[t], ==, searched[0]);
    }
    if (i % 2 == 0)
      g_assert_cmpfloat(searched[0], <, 9000);
  }
}

/* Everybody scores alike, or nobody has ties, or weights or epsilon are asked for. */
static void what_cannot_be_saved_is_right_too(void)
{
  g_autoptr(GvGraph) ring = grid(60, FALSE), none = gv_graph_new(5000, NULL, NULL, 0, TRUE, NULL);
  g_autoptr(GvGraph) weighted = random_graph(2500, 5000, 4, TRUE, TRUE);
  g_autoptr(GvGraph) sparse = random_graph(5000, 30, 4, TRUE, FALSE);
  GvGraph *const graphs[] = { ring, none, weighted, sparse };

  for (size_t i = 0; i < 4 * G_N_ELEMENTS(graphs); i++) {
    const GvCentrality *a = gv_centrality_find(measures[i % 2]);
    g_autofree GvDistanceOptions *o = options_of(a, GV_PATHS_IN);
    GvGraph *g = graphs[i / 4];
    const GvVertex n = gv_graph_vertices(g);
    g_autofree double *all = g_new(double, n);
    o->length = g == weighted && i & 2 ? GV_LENGTH_INVERSE : GV_LENGTH_UNIT;
    o->epsilon = g != weighted && i & 2 ? 0.2 : 0;
    g_assert_true(gv_centrality_run(a, g, o, all, NULL, NULL));
    g_autofree Ranked *rows = ranked(all, n);
    assert_top(a->name, o, g, 1, 2, rows);
    assert_top(a->name, o, g, 100, 2, rows);
    assert_top(a->name, o, g, n, 2, rows);
  }
}

static void nobody_asked_for_is_nobody(void)
{
  g_autoptr(GvGraph) empty = gv_graph_new(0, NULL, NULL, 0, TRUE, NULL);
  g_autoptr(GvGraph) g = random_graph(3000, 5000, 4, TRUE, FALSE);

  for (int i = 0; i < 2; i++) {
    assert_top(measures[i], NULL, empty, 0, 1, NULL);
    assert_top(measures[i], NULL, g, 0, 1, NULL);
  }
}

/* Out of tries, it says so, rather than to be slower than everybody's scores. */
static void too_much_work_is_given_up(void)
{
  const GvNearest nearest = nearest_of(0, GV_PATHS_IN);
  const GvNearestEffort effort = { 8, 99, 0.05 };
  g_autoptr(GvGraph) g = random_graph(400, 3000, 1, FALSE, FALSE);
  GvVertex people[400], count;

  g_assert_true(gv_nearest_run(&nearest, &effort, g, 300, people, &count, NULL, NULL));
  g_assert_cmpuint(count, ==, GV_VERTEX_NONE);
}

static void long_ways_rule_many_out(void)
{
  const GvNearestEffort effort = { 16, 8, INFINITY };
  g_autoptr(GvGraph) g = grid(60, FALSE);
  const GvNearest nearest = nearest_of(1, GV_PATHS_IN);
  g_autoptr(GvTask) task = gv_task_new(1);
  GvVertex people[3600], count;
  double searched = 0;

  gv_task_set_figures(task, tell, &searched);
  g_assert_true(gv_nearest_run(&nearest, &effort, g, 4, people, &count, task, NULL));
  g_assert_cmpfloat(searched, >, 0);
  g_assert_cmpfloat(searched, <, 900);
}

static void stops_when_cancelled(void)
{
  g_autoptr(GvGraph) g = skewed(9000, TRUE);

  for (int i = 0; i < 2; i++) {
    g_autoptr(GvTask) task = gv_task_new(2);
    g_autoptr(GError) error = NULL;
    GvVertex people[9];
    double scores[9];
    gv_task_cancel(task);
    g_assert_false(gv_centrality_run_top(gv_centrality_find(measures[i]), g, NULL, 9, people,
                                         scores, task, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(name, test) g_test_add_func("/nearest/" name, test)
  ADD("none-of-the-first-is-left-out", none_of_the_first_is_left_out);
  ADD("nor-where-ways-are-long", nor_where_ways_are_long);
  ADD("nor-where-some-are-alike", nor_where_some_are_alike);
  ADD("a-few-have-the-bits-of-all", a_few_have_the_bits_of_all);
  ADD("first-rows-are-the-same-on-any-threads-and-cpu",
      first_rows_are_the_same_on_any_threads_and_cpu);
  ADD("what-cannot-be-saved-is-right-too", what_cannot_be_saved_is_right_too);
  ADD("nobody-asked-for-is-nobody", nobody_asked_for_is_nobody);
  ADD("too-much-work-is-given-up", too_much_work_is_given_up);
  ADD("long-ways-rule-many-out", long_ways_rule_many_out);
  ADD("stops-when-cancelled", stops_when_cancelled);
#undef ADD
  return g_test_run();
}
