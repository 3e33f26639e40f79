/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "benchmarks/bench.h"

#include <stdlib.h>
#include <string.h>

#include "benchmarks/agreement.h"
#include "benchmarks/measure.h"

/* One side of a kernel under one number of threads: its repeats. */
typedef struct {
  const Kernel *kernel;
  const Subject *subject;
  unsigned threads; /* 0 = igraph's side */
  Outcome outcome;
  double *told; /* [told_count], by the latest run that ended */
  size_t told_count;
  GArray *cpu, *wall, *peak; /* of double */
  Measured latest;
} Series;

static void prepare(gpointer data)
{
  subject_touch(((Series *)data)->subject);
}

static gboolean run(gpointer data, GError **error)
{
  Series *s = data;

  return s->threads ? kernel_run_ours(s->kernel, s->subject, &s->outcome, s->threads, error)
                    : kernel_run_theirs(s->kernel, s->subject, &s->outcome, error);
}

static void tell(gpointer data, double *told)
{
  const Series *s = data;

  outcome_tell(&s->outcome, s->subject, told);
}

static void series_clear(gpointer data)
{
  Series *s = data;

  measure_memory_free(s->told, s->told_count);
  g_array_unref(s->cpu);
  g_array_unref(s->wall);
  g_array_unref(s->peak);
}

static gboolean add_series(GArray *all, const Kernel *kernel, const Subject *subject,
                           unsigned threads, GError **error)
{
  Series s = { .kernel = kernel, .subject = subject, .threads = threads };

  s.told_count = (size_t)gv_graph_vertices(subject->graph) + 1;
  s.cpu = g_array_new(FALSE, FALSE, sizeof(double));
  s.wall = g_array_new(FALSE, FALSE, sizeof(double));
  s.peak = g_array_new(FALSE, FALSE, sizeof(double));
  s.told = measure_memory_new(s.told_count, error);
  g_array_append_val(all, s);
  return s.told != NULL;
}

/* A run that did not end once is not tried again. */
static gboolean repeat(Series *s, double limit, GvTask *task, double done, GError **error)
{
  const Job job = { prepare, run, tell, s, s->told };

  if (*s->latest.fault)
    return TRUE;
  if (!measure(&job, limit, &s->latest, task, done, error))
    return FALSE;
  if (*s->latest.fault)
    return TRUE;
  g_array_append_val(s->cpu, s->latest.cpu);
  g_array_append_val(s->wall, s->latest.wall);
  g_array_append_val(s->peak, s->latest.peak);
  return TRUE;
}

static int ascending(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static double median(GArray *values)
{
  const guint n = values->len;

  if (n == 0)
    return NAN;
  g_array_sort(values, ascending);
  return (g_array_index(values, double, (n - 1) / 2) + g_array_index(values, double, n / 2)) / 2;
}

/* Of sorted values; one alone has none. */
static double spread(const GArray *values)
{
  const guint n = values->len;

  return n < 2 ? NAN : g_array_index(values, double, n - 1) - g_array_index(values, double, 0);
}

/* NaN where igraph cannot. */
static double modularity(const Series *s)
{
  const igraph_integer_t n = (igraph_integer_t)s->told_count - 1;
  igraph_vector_int_t labels;
  igraph_real_t value = NAN;

  if (igraph_vector_int_init(&labels, n) != IGRAPH_SUCCESS)
    return NAN;
  for (igraph_integer_t v = 0; v < n; v++)
    VECTOR(labels)[v] = (igraph_integer_t)s->told[v + 1];
  gv_igraph_enter();
  if (peer_modularity(s->subject->peer, &labels, &value) != IGRAPH_SUCCESS)
    value = NAN;
  gv_igraph_leave();
  igraph_vector_int_destroy(&labels);
  return value;
}

static gboolean compare_scores(BenchRow *row, const Series *ours, const Series *theirs,
                               GError **error)
{
  const PeerMeasure *measure = ours->kernel->measure;
  const size_t n = (size_t)*ours->told;
  GError *reason = NULL;

  if (*ours->told != *theirs->told) /* another graph was loaded */
    row->max_difference = 1;
  else
    row->max_difference = agreement_difference(ours->told + 1, theirs->told + 1, n,
                                               measure ? measure->tolerance : PEER_OF_EACH);
  if (ours->kernel->comparison == COMPARE_SCORES)
    row->top100_overlap = agreement_top(ours->told + 1, theirs->told + 1, n, &reason);
  if (reason)
    g_propagate_error(error, reason);
  return reason == NULL;
}

static gboolean compare(BenchRow *row, const Series *ours, const Series *theirs, GError **error)
{
  const Comparison by = ours->kernel->comparison;
  const gboolean both = ours->cpu->len > 0 && theirs && theirs->cpu->len > 0;

  if (by == COMPARE_LABELS && ours->subject->peer) {
    row->modularity = ours->cpu->len ? modularity(ours) : NAN;
    row->igraph_modularity = theirs && theirs->cpu->len ? modularity(theirs) : NAN;
    return TRUE;
  }
  return by == COMPARE_NOTHING || !both || compare_scores(row, ours, theirs, error);
}

static char *note_of(const Series *ours, const Series *theirs)
{
  const char *own = ours->latest.fault, *other = theirs ? theirs->latest.fault : "";

  return g_strdup_printf("%s%s%s%s%s", *own ? "ours: " : "", own, *own && *other ? "; " : "",
                         *other ? "igraph: " : "", other);
}

static gboolean add_row(GArray *rows, const char *graph, Series *ours, Series *theirs,
                        GError **error)
{
  const GvGraph *g = ours->subject->graph;
  BenchRow row = { .graph = g_strdup(graph),
                   .note = note_of(ours, theirs),
                   .kernel = ours->kernel->name,
                   .threads = ours->threads,
                   .vertices = gv_graph_vertices(g),
                   .edges = (int64_t)gv_graph_edges(g),
                   .repeats = ours->cpu->len,
                   .ours_cpu = median(ours->cpu),
                   .ours_cpu_spread = spread(ours->cpu),
                   .ours_wall = median(ours->wall),
                   .ours_peak = median(ours->peak),
                   .igraph_cpu = theirs ? median(theirs->cpu) : NAN,
                   .igraph_wall = theirs ? median(theirs->wall) : NAN,
                   .igraph_peak = theirs ? median(theirs->peak) : NAN,
                   .max_difference = NAN,
                   .top100_overlap = NAN,
                   .modularity = NAN,
                   .igraph_modularity = NAN,
                   .failed = *ours->latest.fault && ours->latest.code != GV_ERROR_TIMEOUT,
                   .code = ours->latest.code };

  row.bytes_per_edge = row.edges ? row.ours_peak / (double)row.edges : NAN;
  row.ratio_cpu = row.igraph_cpu / row.ours_cpu;
  g_array_append_val(rows, row);
  return compare(&g_array_index(rows, BenchRow, rows->len - 1), ours, theirs, error);
}

static gboolean run_series(const BenchPlan *plan, GArray *all, GvTask *task, double done,
                           GError **error)
{
  for (int64_t r = 0; r < plan->repeats; r++)
    for (guint i = 0; i < all->len; i++)
      if (!repeat(&g_array_index(all, Series, i), plan->limit, task, done, error))
        return FALSE;
  return TRUE;
}

static gboolean bench_kernel(const BenchPlan *plan, guint k, const char *name,
                             const Subject *subject, GArray *rows, GvTask *task, GError **error)
{
  const Kernel *kernel = plan->kernels->pdata[k];
  g_autofree char *label = g_strdup_printf("%s %s", name, kernel->name);
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Series));
  const gboolean both = kernel->theirs && subject->peer;
  gboolean done = TRUE;

  g_array_set_clear_func(all, series_clear);
  for (guint t = 0; t < plan->threads->len && done; t++)
    done = add_series(all, kernel, subject, g_array_index(plan->threads, unsigned, t), error);
  done = done && (!both || add_series(all, kernel, subject, 0, error));
  gv_task_set_label(task, label);
  done =
      done && run_series(plan, all, task, plan->done + plan->share * k / plan->kernels->len, error);
  for (guint t = 0; t < plan->threads->len && done; t++)
    done = add_row(rows, name, &g_array_index(all, Series, t),
                   both ? &g_array_index(all, Series, all->len - 1) : NULL, error);
  gv_task_set_label(task, "bench"); /* the other ends here */
  return done;
}

gboolean bench_graph(const BenchPlan *plan, const char *name, const Subject *subject, GArray *rows,
                     GvTask *task, GError **error)
{
  for (guint k = 0; k < plan->kernels->len; k++)
    if (!bench_kernel(plan, k, name, subject, rows, task, error))
      return FALSE;
  return TRUE;
}

static void row_clear(gpointer data)
{
  BenchRow *row = data;

  g_free(row->graph);
  g_free(row->note);
}

GArray *bench_rows_new(void)
{
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(BenchRow));

  g_array_set_clear_func(rows, row_clear);
  return rows;
}
