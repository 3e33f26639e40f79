/* One run of something, measured in a process of its own: so that its peak of
 * memory is its own, and a run that takes for ever can be ended.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BENCHMARKS_MEASURE_H
#define GV_BENCHMARKS_MEASURE_H

#include <grapevine/base.h>

/* All three are called in the new process, in a thread without a past: OpenMP's
 * pool of threads does not live through a fork. */
typedef struct {
  void (*prepare)(gpointer data);                 /* not measured; NULL = nothing to prepare */
  gboolean (*run)(gpointer data, GError **error); /* what is measured */
  void (*tell)(gpointer data, double *told);      /* not measured; NULL = nothing to tell */
  gpointer data;
  double *told; /* from measure_memory_new; what run found, for the caller */
} Job;

enum { MEASURE_FAULT_LENGTH = 200 };

typedef struct {
  double cpu, wall; /* seconds, of all its threads and by the clock; NaN where it did not end */
  double peak;      /* bytes in memory at the most, above what was there before; NaN likewise */
  char fault[MEASURE_FAULT_LENGTH]; /* why it did not end, "" where it did */
  int code; /* of GvError, where it did not end; TIMEOUT: its time was over */
} Measured;

/* limit: seconds of the clock, > 0. A job that fails, crashes or is late is a
 * result. Errors: CANCELLED and TIMEOUT of the task, which then has ended the
 * job; LIMIT or NO_MEMORY where there can be no process. done: of task, in [0, 1]. */
gboolean measure(const Job *job, double limit, Measured *measured, GvTask *task, double done,
                 GError **error);

/* Memory that processes share, [count], zeros; NULL and NO_MEMORY where there is none. */
double *measure_memory_new(size_t count, GError **error);
void measure_memory_free(double *memory, size_t count);
#endif
