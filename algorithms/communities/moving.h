/* Local moving: vertices join the adjacent community that gains most (mover.h), until
 * none gains.
 *
 * Small levels go through a queue on one thread. Large ones go in batches: all
 * vertices of a batch choose against the same frozen state, of neighbours that
 * chase each other only one moves, and then all move.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_MOVING_H
#define GV_COMMUNITIES_MOVING_H

#include "algorithms/communities/batches.h"

/* TRUE for a small level: there, no vertex is left that would gain by moving. */
gboolean gv_moving_finishes(const GvLevel *level);

/* Moves in m->assignment, starting from what it holds. */
gboolean gv_moving_run(GvMover *m, const GvLevel *level, GvPatience patience, GError **error);
#endif
