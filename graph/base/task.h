/* The library's side of a GvTask.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BASE_TASK_H
#define GV_BASE_TASK_H

#include <grapevine/base.h>

/* For num_threads() on every pragma; at least 1. */
int gv_task_threads(const GvTask *task);

/* TRUE to go on. Reports progress (done in [0, 1]) and sets GV_ERROR_CANCELLED or
 * GV_ERROR_TIMEOUT. By the thread that runs the computation, outside parallel regions. */
gboolean gv_task_step(GvTask *task, double done, GError **error);

/* Until it is called with NULL, whatever runs tells its progress as that of `label`, from `from` on
 * to `from` + `share`. label: borrowed. */
void gv_task_set_part(GvTask *task, const char *label, double from, double share);

/* gv_task_step without progress. By any thread. */
gboolean gv_task_check(const GvTask *task, GError **error);

/* Tells whoever asked for figures (gv_task_set_figures). As gv_task_step, by the
 * thread that runs the computation. An integer is at most 2^53. */
void gv_task_figure(GvTask *task, const char *name, GvFigureType type, double value);

/* TRUE where the task is to end, cancelled or out of time. Cheap enough for a loop in a parallel
 * region. */
gboolean gv_task_is_cancelled(const GvTask *task);
#endif
