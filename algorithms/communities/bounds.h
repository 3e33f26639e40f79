/* How large communities may be, and how small.
 *
 * One that is too large is optimised anew, alone, at twice the resolution, and
 * what is still too large again: so the pieces are connected. One that is too
 * small joins the neighbour for which the quality loses least, by a tie: so the
 * union is connected. Who has no neighbour with room stays small.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_BOUNDS_H
#define GV_COMMUNITIES_BOUNDS_H

#include "algorithms/communities/hierarchy.h"

typedef struct {
  GvVertex min, max; /* 0 = no bound */
  GvCoarsening coarsening;
} GvSizes;

/* Changes m->assignment, of `level`, the graph. */
gboolean gv_communities_bound(GvMover *m, const GvLevel *level, GvSizes sizes, GError **error);
#endif
