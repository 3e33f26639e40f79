/* Where M^k x goes as k grows, as a direction.
 *
 * M as in perron.h. Where its largest eigenvalue is simple this is its
 * eigenvector, whatever x > 0. Else it depends on x, and where components of
 * that eigenvalue lie behind each other the last of them outgrow the rest.
 * U. G. Rothblum. Algebraic eigenspaces of nonnegative matrices. Linear Algebra
 * and its Applications 12(3), 1975.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SPECTRAL_LIMIT_H
#define GV_SPECTRAL_LIMIT_H

#include <grapevine/graph.h>

typedef struct {
  GvAdjacency in;  /* the rows of M */
  GvAdjacency out; /* its columns */
} GvOperator;

/* start [n], NULL = 1 each. limit [n]: 0 where the network has no cycle. Not
 * scaled. Errors: NO_MEMORY, CANCELLED, LIMIT. */
gboolean gv_spectral_limit(GvOperator m, const double *start, double *limit, GvTask *task,
                           GError **error);

/* The largest of values [n] becomes 1, unless it is 0. */
void gv_scale_to_largest(double *values, GvVertex n);
#endif
