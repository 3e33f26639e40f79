/* What the benchmark tells of a run is so, and what disagrees is told.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <unistd.h>

#include "benchmarks/agreement.h"
#include "benchmarks/graphs.h"
#include "benchmarks/measure.h"
#include "common.h"
#include "graph/base/task.h"

enum { MEBIBYTE = 1 << 20, LONG = 60 };

static Measured measured(gboolean (*run)(gpointer, GError **), double limit)
{
  const Job job = { .run = run };
  g_autoptr(GError) error = NULL;
  Measured m;

  g_assert_true(measure(&job, limit, &m, NULL, 0, &error));
  g_assert_no_error(error);
  return m;
}

static gboolean work(gpointer data, GError **error)
{
  volatile double sum = 0;
  (void)data;
  (void)error;

  for (int i = 0; i < 20000000; i++)
    sum = sum + 1;
  return TRUE;
}

static gboolean rest(gpointer data, GError **error)
{
  (void)data;
  (void)error;
  g_usleep(200000);
  return TRUE;
}

/* Working takes processor time, waiting does not. */
static void time_is_the_processors_and_the_clocks(void)
{
  const Measured working = measured(work, LONG), resting = measured(rest, LONG);

  g_assert_cmpstr(working.fault, ==, "");
  g_assert_cmpfloat(working.cpu, >, 1e-3);
  g_assert_cmpfloat(working.wall, >=, .5 * working.cpu);
  g_assert_cmpfloat(resting.wall, >=, .2);
  g_assert_cmpfloat(resting.cpu, <, .1);
}

enum { BLOCKS = 640, BLOCK = MEBIBYTE / 10 };

/* 64 MiB in blocks that come from one heap. */
static void hold_blocks(void)
{
  g_autofree char **blocks = g_new(char *, BLOCKS);

  for (int i = 0; i < BLOCKS; i++)
    blocks[i] = memset(g_malloc(BLOCK), i, BLOCK);
  for (int i = 0; i < BLOCKS; i++)
    g_free(blocks[i]);
}

static gboolean take(gpointer data, GError **error)
{
  (void)data;
  (void)error;
  hold_blocks();
  return TRUE;
}

/* What the parent has, or had and gave back, is not the child's. */
static void peak_is_what_the_run_took(void)
{
  char *before = memset(g_malloc(200 * MEBIBYTE), 1, 200 * MEBIBYTE);
  Measured m;

  hold_blocks();
  m = measured(take, LONG);
  g_assert_cmpfloat(m.peak, >=, 60.0 * MEBIBYTE);
  g_assert_cmpfloat(m.peak, <=, 96.0 * MEBIBYTE);
  g_assert_cmpfloat(measured(work, LONG).peak, <=, 16.0 * MEBIBYTE);
  g_free(before);
}

static gboolean fail(gpointer data, GError **error)
{
  (void)data;
  g_set_error_literal(error, GV_ERROR, GV_ERROR_NO_MEMORY, "no room");
  return FALSE;
}

static gboolean crash(gpointer data, GError **error)
{
  (void)data;
  (void)error;
  _exit(7);
}

static gboolean be_killed(gpointer data, GError **error)
{
  (void)data;
  (void)error;
  raise(SIGKILL);
  return TRUE;
}

static gboolean sleep_long(gpointer data, GError **error)
{
  (void)data;
  (void)error;
  g_usleep(LONG * G_USEC_PER_SEC);
  return TRUE;
}

static void assert_ended_badly(const Measured *m, const char *fault, int code)
{
  g_assert_true(g_str_has_prefix(m->fault, fault));
  g_assert_cmpint(m->code, ==, code);
  g_assert_true(isnan(m->cpu) && isnan(m->wall) && isnan(m->peak));
}

static void what_does_not_end_well_says_why(void)
{
  const Measured failed = measured(fail, LONG), crashed = measured(crash, LONG);
  const Measured killed = measured(be_killed, LONG), late = measured(sleep_long, .1);

  assert_ended_badly(&failed, "no room", GV_ERROR_NO_MEMORY);
  assert_ended_badly(&crashed, "ended with status 7", GV_ERROR_INTERNAL);
  assert_ended_badly(&killed, "ended by signal 9", GV_ERROR_INTERNAL);
  assert_ended_badly(&late, "over 0.1 s", GV_ERROR_TIMEOUT);
}

static void a_cancelled_task_ends_the_run(void)
{
  g_autoptr(GvTask) task = gv_task_new(1);
  const Job job = { .run = sleep_long };
  g_autoptr(GError) error = NULL;
  Measured m;

  gv_task_cancel(task);
  g_assert_false(measure(&job, LONG, &m, task, 0, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
}

static int count_threads(void)
{
  int count = 0;

#pragma omp parallel num_threads(2) reduction(+ : count)
  count += 1;
  return count;
}

static gboolean run_parallel(gpointer data, GError **error)
{
  (void)error;
  *(int *)data = count_threads();
  return TRUE;
}

static void tell_number(gpointer data, double *told)
{
  told[0] = *(int *)data;
}

/* The parent's pool of threads is not in the child. */
static void a_run_has_threads_where_the_parent_had_some(void)
{
  double *told = measure_memory_new(1, NULL);
  int found = 0;
  const Job job = { .run = run_parallel, .tell = tell_number, .data = &found, .told = told };
  Measured m;

  g_assert_cmpint(count_threads(), ==, 2);
  g_assert_true(measure(&job, LONG, &m, NULL, 0, NULL));
  g_assert_cmpstr(m.fault, ==, "");
  g_assert_cmpfloat(told[0], ==, 2);
  g_assert_cmpint(found, ==, 0); /* the child's is its own */
  measure_memory_free(told, 1);
}

static void differences_are_told(void)
{
  const double a[] = { 1, 2, NAN, 0 }, same[] = { 1, 2, NAN, 0 }, off[] = { 1, 2.5, NAN, 0 };
  const double hole[] = { 1, 2, 3, 0 }, zero[] = { 1, 2, NAN, 1e-3 };

  g_assert_cmpfloat(agreement_difference(a, same, 4, PEER_OF_EACH), ==, 0);
  g_assert_cmpfloat(agreement_difference(a, off, 4, PEER_OF_EACH), ==, .2);
  g_assert_cmpfloat(agreement_difference(a, hole, 4, PEER_OF_EACH), ==, 1);
  g_assert_cmpfloat(agreement_difference(a, zero, 4, PEER_OF_EACH), ==, 1);
  g_assert_cmpfloat(agreement_difference(a, zero, 4, PEER_OF_LARGEST), ==, 5e-4);
}

/* Of 1000 the best 100: 0 .. 99 of ours; theirs has ten others in their places. */
static void the_share_of_the_best_is_told(void)
{
  double ours[1000], theirs[1000], level[1000];

  for (int i = 0; i < 1000; i++) {
    ours[i] = theirs[i] = 1000 - i;
    level[i] = i < 50 ? 2 : 1;
  }
  g_assert_cmpfloat(agreement_top(ours, theirs, 1000, NULL), ==, 1);
  for (int i = 0; i < 10; i++)
    theirs[i] = -i;
  theirs[20] = NAN;
  g_assert_cmpfloat(agreement_top(ours, theirs, 1000, NULL), ==, .89);
  g_assert_cmpfloat(agreement_top(level, level, 1000, NULL), ==, 1);
  g_assert_cmpfloat(agreement_top(level, ours, 1000, NULL), ==, 1); /* any 50 of the rest will do */
  g_assert_cmpfloat(agreement_top(ours, ours, 3, NULL), ==, 1);
  g_assert_true(isnan(agreement_top(ours, ours, 0, NULL)));
}

static void names_of_graphs_are_a_family_and_a_number(void)
{
  static const char *const bad[] = { "kron", "kron0", "kron27", "kron16x", "lfr10", "16", "" };
  int64_t number = 0;

  g_assert_cmpstr(graph_family_find("kron16", &number)->name, ==, "kron");
  g_assert_cmpint(number, ==, 16);
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
    g_assert_null(graph_family_find(bad[i], &number));
}

/* GAPBS's kron16 has about 16 * 2^16 draws; duplicates and loops are gone. */
static void graphs_are_what_their_names_say(void)
{
  static const struct {
    const char *name;
    GvVertex vertices;
    GvEdge least, most;
  } cases[] = { { "kron10", 1024, 8000, 16384 },
                { "urand10", 1024, 16384, 16384 },
                { "urand2", 4, 6, 6 },
                { "lfr1000", 1000, 6500, 8500 } };

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GvNetwork) network = NULL;
    int64_t number;
    const GraphFamily *family = graph_family_find(cases[i].name, &number);
    network = graph_draw(family, number, 1, NULL, NULL);
    g_assert_nonnull(network);
    g_assert_cmpuint(gv_graph_vertices(gv_network_graph(network)), ==, cases[i].vertices);
    g_assert_cmpuint(gv_graph_edges(gv_network_graph(network)), >=, cases[i].least);
    g_assert_cmpuint(gv_graph_edges(gv_network_graph(network)), <=, cases[i].most);
    g_assert_false(gv_graph_is_directed(gv_network_graph(network)));
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) g_test_add_func("/benchmarks/" #promise, promise)
  ADD(time_is_the_processors_and_the_clocks);
  ADD(peak_is_what_the_run_took);
  ADD(what_does_not_end_well_says_why);
  ADD(a_cancelled_task_ends_the_run);
  ADD(a_run_has_threads_where_the_parent_had_some);
  ADD(differences_are_told);
  ADD(the_share_of_the_best_is_told);
  ADD(names_of_graphs_are_a_family_and_a_number);
  ADD(graphs_are_what_their_names_say);
#undef ADD
  return g_test_run();
}
