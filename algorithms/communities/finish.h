/* From what moving left to what a caller gets.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_FINISH_H
#define GV_COMMUNITIES_FINISH_H

#include <grapevine/algorithm.h>

#include "algorithms/communities/mover.h"

/* Components become communities, and single vertices join a neighbour where that
 * gains: by an edge, so what was connected stays so. */
void gv_communities_mend(GvMover *m, const GvLevel *level);

typedef struct {
  double resolution;
  gboolean directed; /* modularity by the level's masses, GV_MASS_DIRECTED */
} GvReport;

/* Labels in their final order, and what is reported of them. */
gboolean gv_communities_report(const GvMover *m, const GvLevel *level, GvReport report,
                               GvVertex *labels /* [n] */, GvPartition *partition, GError **error);
#endif
