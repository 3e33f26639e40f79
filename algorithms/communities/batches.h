/* Local moving in batches.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_BATCHES_H
#define GV_COMMUNITIES_BATCHES_H

#include "algorithms/communities/mover.h"

/* When to stop on a large level; a small one is always finished. */
typedef struct {
  unsigned sweeps;  /* at most */
  double tolerance; /* stop once a sweep gains less, as a share of 2m */
} GvPatience;

/* The active vertices of m->assignment. */
gboolean gv_move_in_batches(GvMover *m, const GvLevel *level, GvPatience patience, GError **error);
#endif
