/* The walk on an undirected graph, solved by conjugate gradients.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_CENTRALITY_CONJUGATE_H
#define GV_CENTRALITY_CONJUGATE_H

#include "algorithms/hot_rows.h"

typedef struct {
  const GvHotRows *rows; /* of an undirected graph */
  const double *inverse; /* [n], 1 / strength, 0 where there is no tie */
  double damping;        /* < 1 */
  double residual;       /* L1, to be reached */
  int64_t max_rounds;
} GvConjugateWalk;

/* Fills scores [n] with nearly the solution of
 *   x(v) = (1 - d) / n + d (sum over ties of x(u) w(u,v) / s(u) + stuck / n)
 * and *rounds with the passes over the ties. The residual is that of the
 * recurrence: who must know the true one computes it. The same bits at any
 * thread count. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_conjugate_walk_run(const GvConjugateWalk *walk, double *scores, int64_t *rounds,
                               GvTask *task, GError **error);
#endif
