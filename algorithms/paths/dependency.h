/* How much of the shortest paths from its sources runs through each vertex of a
 * folded graph (fold.h): the dependency of Brandes, sum over t of
 * targets(t) * sigma(s,t|v) / sigma(s,t).
 *
 * Path counts are floating numbers: an int64_t overflows on grids. Paths whose
 * lengths differ by no more than 1e-10 of their sum are equally short, as in igraph.
 *
 * U. Brandes. A faster algorithm for betweenness centrality. J. Mathematical
 * Sociology 25(2), 2001.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_DEPENDENCY_H
#define GV_PATHS_DEPENDENCY_H

#include "algorithms/paths/fold.h"
#include "algorithms/paths/options.h"

/* through[v] += sum over sources s != v of sources(s) * (dependency of s on v +
 * targets folded into v); beyond[s] = targets that s reaches, but for its own, 0
 * where sources(s) is 0. Both [n] of the folded graph, zeroed by the caller. */
typedef struct {
  double *through;
  double *beyond;
} GvDependencies;

/* Errors: NO_MEMORY, CANCELLED, LIMIT where path counts leave the range of the
 * numbers. Every tie of length 1; single: floats in place of doubles. */
gboolean gv_dependencies_unit(const GvFold *fold, gboolean single, GvDependencies sums,
                              GvTask *task, GError **error);
/* Ties of the lengths given by the graph's weights. */
gboolean gv_dependencies_weighted(const GvFold *fold, GvLength length, GvDependencies sums,
                                  GvTask *task, GError **error);

/* The error for counts that left the range. */
void gv_dependencies_overflow(GError **error);
#endif
