/* What each tie gathers from the triangles it is in; and of each person the
 * scale of her ties.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_HOLES_TIE_SUMS_H
#define GV_HOLES_TIE_SUMS_H

#include "algorithms/triangles/orientation.h"

/* All by rank and by arc of the orientation. q runs over the common contacts
 * of the arc's ends i and j. */
typedef struct {
  GvOrientation orientation; /* its weights are z_ij times a power of two */
  double *strength;          /* [n], W_i = sum of z_ij; NULL = number of contacts */
  double *largest;           /* [n], M_i = max of z_ij; NULL = 1 each */
  double *indirect;          /* [m], sum over q of z_iq z_qj / W_q */
  double *overlap;           /* [m], sum over q of z_iq z_jq / (M_i M_j); NULL where unweighted */
  GvEdge *triangles;         /* [n]; NULL where weighted */
} GvTieSums;

/* Of an undirected graph. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_tie_sums_init(GvTieSums *sums, GvAdjacency side, GvTask *task, GError **error);
void gv_tie_sums_clear(GvTieSums *sums);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvTieSums, gv_tie_sums_clear)
#endif
