/* The next, coarser level.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_AGGREGATE_H
#define GV_COMMUNITIES_AGGREGATE_H

#include "algorithms/communities/mover.h"

/* Vertex c of `coarse` is all vertices of `fine` whose part is c < count; its
 * ties and its mass are the sums of theirs. */
gboolean gv_level_aggregate(GvLevel *coarse, const GvLevel *fine, const GvVertex *parts,
                            GvVertex count, GvMover *m, GError **error);
#endif
