/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/block_sums.h"

#include <omp.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

enum { STEP_MICROSECONDS = 100000 }; /* between two reports of progress, about */

static void sums_free(GvBlockSum *sums)
{
  for (GvBlockSum *s = sums; s && s->sum; s++) {
    g_free(s->sum);
    g_free(s->touched);
  }
  g_free(sums);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvBlockSum, sums_free)

/* One a thread, and an empty one that ends the array. */
static GvBlockSum *sums_new(GvVertex n, int threads, GError **error)
{
  g_autoptr(GvBlockSum) sums = gv_array_new((size_t)threads + 1, sizeof *sums, error);

  if (sums == NULL)
    return NULL;
  for (int t = 0; t < threads; t++)
    if (!(sums[t].sum = gv_array_new(n, sizeof *sums[t].sum, error)) ||
        !(sums[t].touched = gv_array_new_raw(n, sizeof *sums[t].touched, error)))
      return NULL;
  return g_steal_pointer(&sums);
}

static void do_block(const GvBlockWork *work, GvEdge block, GvBlockSum *sum, const GvTask *task)
{
  const GvEdge first = block * work->block;
  const GvEdge last = MIN(first + work->block, work->items);
  char *scratch = (char *)work->scratch + (size_t)omp_get_thread_num() * work->scratch_size;

  for (GvEdge i = first; i < last && !gv_task_is_cancelled(task); i++)
    work->item(scratch, (GvVertex)i, sum);
}

static void join(GvBlockSum *block, double *scores)
{
  for (GvVertex i = 0; i < block->count; i++) {
    GvVertex v = block->touched[i];
    scores[v] += block->sum[v];
    block->sum[v] = 0;
  }
  block->count = 0;
}

static void do_blocks(const GvBlockWork *work, GvEdge first, GvEdge last, GvBlockSum *sums,
                      double *scores, const GvTask *task)
{
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1) ordered
  for (GvEdge b = first; b < last; b++) {
    GvBlockSum *mine = &sums[omp_get_thread_num()];
    do_block(work, b, mine, task);
#pragma omp ordered
    join(mine, scores);
  }
}

gboolean gv_block_sums_run(const GvBlockWork *work, double *scores, GvTask *task, GError **error)
{
  const int threads = gv_task_threads(task);
  const GvEdge blocks = ((GvEdge)work->items + work->block - 1) / work->block;
  g_autoptr(GvBlockSum) sums = sums_new(work->n, threads, error);
  GvEdge span = (GvEdge)threads, last;

  if (sums == NULL || !gv_task_step(task, 0, error))
    return FALSE;
  memset(scores, 0, work->n * sizeof *scores);
  for (GvEdge first = 0; first < blocks; first = last) {
    gint64 began = g_get_monotonic_time();
    last = MIN(first + span, blocks);
    do_blocks(work, first, last, sums, scores, task);
    if (!gv_task_step(task, (double)last / (double)blocks, error))
      return FALSE;
    if (g_get_monotonic_time() - began < STEP_MICROSECONDS)
      span *= 2; /* where a loop is cut changes no bit */
  }
  return TRUE;
}
