/* How many are within reach of each person, between two bounds.
 *
 * Exact without direction, and for whoever is in the largest strong component. Else
 * from the graph of strong components: at least the longest of what its successors
 * reach, at most the sum; what the largest reaches is counted once.
 *
 * M. Borassi, P. Crescenzi, A. Marino. Fast and simple computation of top-k closeness
 * centralities. arXiv:1507.01490, 2015, section 4.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_WITHIN_REACH_H
#define GV_PATHS_WITHIN_REACH_H

#include <grapevine/graph.h>

typedef struct {
  GvVertex *component; /* [n], strong: its members reach the same */
  GvVertex *least;     /* [n], without the person */
  GvVertex *most;      /* [n], likewise */
} GvWithinReach;

/* Along the rows of `out`. Errors: NO_MEMORY; clear it then too. O(n + m). */
gboolean gv_within_reach_init(GvWithinReach *reach, GvAdjacency out, GError **error);
void gv_within_reach_clear(GvWithinReach *reach);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvWithinReach, gv_within_reach_clear)
#endif
