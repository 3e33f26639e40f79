/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/task.h"

#include <omp.h>
#include <stdatomic.h>

G_DEFINE_QUARK(gv - error - quark, gv_error)

enum { RUNNING, CANCELLED, EXPIRED };

struct GvTask {
  int threads;
  atomic_int state;
  const char *label;
  const char *part; /* NULL = each step is one of its own */
  double part_from, part_share;
  GvProgress progress;
  void *data;
  GvFigures figures;
  void *figures_data;
};

GvTask *gv_task_new(unsigned threads)
{
  GvTask *task = g_new0(GvTask, 1);

  task->threads = threads ? (int)MIN(threads, 1024) : omp_get_max_threads();
  task->label = "";
  return task;
}

void gv_task_free(GvTask *task)
{
  g_free(task);
}

void gv_task_set_progress(GvTask *task, GvProgress fn, void *data)
{
  task->progress = fn;
  task->data = data;
}

void gv_task_set_figures(GvTask *task, GvFigures fn, void *data)
{
  task->figures = fn;
  task->figures_data = data;
}

void gv_task_figure(GvTask *task, const char *name, GvFigureType type, double value)
{
  if (task && task->figures)
    task->figures(name, type, value, task->figures_data);
}

void gv_task_set_label(GvTask *task, const char *label)
{
  if (task)
    task->label = label;
}

void gv_task_cancel(GvTask *task)
{
  atomic_store(&task->state, CANCELLED);
}

void gv_task_expire(GvTask *task)
{
  int running = RUNNING;

  atomic_compare_exchange_strong(&task->state, &running, EXPIRED);
}

void gv_task_set_part(GvTask *task, const char *label, double from, double share)
{
  if (task == NULL)
    return;
  task->part = label;
  task->part_from = from;
  task->part_share = share;
}

unsigned gv_task_thread_count(const GvTask *task)
{
  return (unsigned)gv_task_threads(task);
}

int gv_task_threads(const GvTask *task)
{
  return task ? task->threads : omp_get_max_threads();
}

gboolean gv_task_is_cancelled(const GvTask *task)
{
  return task && atomic_load_explicit(&task->state, memory_order_relaxed) != RUNNING;
}

gboolean gv_task_check(const GvTask *task, GError **error)
{
  if (!gv_task_is_cancelled(task))
    return TRUE;
  if (atomic_load(&task->state) == EXPIRED)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_TIMEOUT,
                        "the time limit was reached; raise it, or ask for less");
  else
    g_set_error_literal(error, GV_ERROR, GV_ERROR_CANCELLED, "interrupted");
  return FALSE;
}

gboolean gv_task_step(GvTask *task, double done, GError **error)
{
  if (task && task->progress && task->part)
    task->progress(task->part, task->part_from + done * task->part_share, task->data);
  else if (task && task->progress)
    task->progress(task->label, done, task->data);
  return gv_task_check(task, error);
}
