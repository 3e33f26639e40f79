/* Vertices by degree.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_DEGREE_ORDER_H
#define GV_DEGREE_ORDER_H

#include <grapevine/graph.h>

/* order [n]: largest degree first, equal ones by vertex; rank [n]: where each stands
 * there. Errors: NO_MEMORY. O(n + largest degree). */
gboolean gv_degree_order(GvAdjacency side, GvVertex *order, GvVertex *rank, GError **error);
#endif
