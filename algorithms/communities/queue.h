/* Local moving through a queue.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_QUEUE_H
#define GV_COMMUNITIES_QUEUE_H

#include "algorithms/communities/mover.h"

/* The active vertices of m->assignment, until none would gain. */
gboolean gv_move_by_queue(GvMover *m, const GvLevel *level, GError **error);
#endif
