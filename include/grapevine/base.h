/* What every part of the library shares: ids, errors, tasks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_BASE_H
#define GRAPEVINE_BASE_H

#include <glib.h>
#include <math.h>
#include <stdint.h>

G_BEGIN_DECLS

#define GV_API __attribute__((visibility("default")))

/* Vertex ids are dense, 0 .. n-1. Edge positions need 64 bits (Twitter: 1.4e9). */
typedef uint32_t GvVertex;
typedef uint64_t GvEdge;

#define GV_VERTEX_NONE UINT32_MAX     /* no vertex; so a graph has at most 2^32 - 1 of them */
#define GV_TIME_UNKNOWN ((double)NAN) /* times are seconds since 1970-01-01 UTC */

GV_API const char *gv_version(void); /* "0.1.0", of the library that is linked */

#define GV_ERROR (gv_error_quark())
GV_API GQuark gv_error_quark(void);

typedef enum {
  GV_ERROR_INVALID_ARGUMENT, /* an option is outside its documented range, or does not apply */
  GV_ERROR_PARSE,            /* input is malformed, the message names file and line; or it cannot
                              * support what is asked, the message says why */
  GV_ERROR_IO,               /* a file cannot be read or written */
  GV_ERROR_LIMIT,            /* a limit was reached: vertices, expansion, time, memory */
  GV_ERROR_NO_MEMORY,        /* an O(n) or O(m) allocation failed */
  GV_ERROR_CANCELLED,        /* the GvTask was cancelled */
  GV_ERROR_CLOSED_PIPE,      /* whoever read what is written went away */
  GV_ERROR_INTERNAL,         /* a fault of this library or of one it calls */
  GV_ERROR_TIMEOUT,          /* the GvTask's time was over */
} GvError;

/* Times and spans as tables and the command line write them; text needs no NUL
 * at its end. Seconds since 1970, or ISO 8601 (UTC where no zone is given). */
GV_API gboolean gv_time_parse(const char *text, size_t length, double *seconds);
/* "30d", "12h", "90m", "45s", "2w", or plain seconds; > 0. */
GV_API gboolean gv_duration_parse(const char *text, size_t length, double *seconds);

/* A running computation as its caller sees it: a way to stop it, to hear how
 * far it is, and to bound its threads. All functions accept task == NULL. */
typedef struct GvTask GvTask;

/* done in [0, 1] of what `label` names. Called by the thread that runs the computation only. */
typedef void (*GvProgress)(const char *label, double done, void *data);

GV_API GvTask *gv_task_new(unsigned threads); /* 0 = all the machine offers */
GV_API void gv_task_free(GvTask *task);
GV_API void gv_task_set_progress(GvTask *task, GvProgress fn, void *data);
GV_API void gv_task_set_label(GvTask *task, const char *label); /* borrowed; what runs now */
GV_API void gv_task_cancel(GvTask *task); /* from any thread, or from a signal handler */
GV_API void gv_task_expire(GvTask *task); /* the same, because its time is over */
GV_API unsigned gv_task_thread_count(const GvTask *task);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvTask, gv_task_free)

/* A figure that a computation tells beside its result: how far it may be wrong,
 * how many samples it drew. */
typedef enum { GV_FIGURE_REAL, GV_FIGURE_INTEGER, GV_FIGURE_FLAG } GvFigureType;
typedef void (*GvFigures)(const char *name, GvFigureType type, double value, void *data);

GV_API void gv_task_set_figures(GvTask *task, GvFigures fn, void *data);

G_END_DECLS
#endif
