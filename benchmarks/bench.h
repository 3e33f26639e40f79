/* Kernels on a graph, ours and igraph's in turn, and a row of figures for each.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BENCHMARKS_BENCH_H
#define GV_BENCHMARKS_BENCH_H

#include "benchmarks/kernels.h"

/* What to run on every graph. */
typedef struct {
  const GPtrArray *kernels; /* of const Kernel * */
  const GArray *threads;    /* of unsigned, >= 1 */
  int64_t repeats;          /* >= 1 */
  double limit;             /* seconds a run, > 0 */
  double done, share;       /* how far the task is before this graph, and what of it the graph is */
} BenchPlan;

/* Times in seconds, medians over the repeats that ended; NaN where there is nothing. */
typedef struct {
  char *graph, *note;
  const char *kernel;
  int64_t threads, vertices, edges, repeats; /* repeats: of ours that ended */
  double ours_cpu, ours_cpu_spread, ours_wall, ours_peak, bytes_per_edge; /* spread: max - min */
  double igraph_cpu, igraph_wall, igraph_peak, ratio_cpu;                 /* igraph / ours */
  double max_difference, top100_overlap, modularity, igraph_modularity;
  gboolean failed; /* ours, and not because its time was over */
  int code;        /* of GvError; why it failed */
} BenchRow;

GArray *bench_rows_new(void); /* of BenchRow; g_array_unref frees their texts */
/* Appends a row for each kernel and number of threads. Errors: those of measure(). */
gboolean bench_graph(const BenchPlan *plan, const char *name, const Subject *subject, GArray *rows,
                     GvTask *task, GError **error);
#endif
