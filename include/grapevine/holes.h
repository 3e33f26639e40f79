/* Burt's structural holes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_HOLES_H
#define GRAPEVINE_HOLES_H

#include <grapevine/graph.h>

G_BEGIN_DECLS

/* The caller's arrays, [n] each; definitions in algorithms/holes/burt.c. An
 * isolate has NaN everywhere; with one contact hierarchy is 1. */
typedef struct {
  double *constraint;     /* > 0; low = spans holes */
  double *effective_size; /* 1 .. contacts */
  double *efficiency;     /* effective size per contact, 0 .. 1 */
  double *hierarchy;      /* 0 .. 1, Coleman-Theil of the constraint over contacts */
} GvHoles;

/* The whole-network model, z_ij = w(i,j) + w(j,i). Any array of holes may be
 * NULL. Errors: NO_MEMORY, CANCELLED. The same bits at any thread count. */
GV_API gboolean gv_holes_run(GvGraph *graph, GvHoles holes, GvTask *task, GError **error);

G_END_DECLS
#endif
