/* Strongly connected components.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_STRONG_COMPONENTS_H
#define GV_STRONG_COMPONENTS_H

#include <grapevine/graph.h>

/* label[v] = component of v, numbered so that no row of `side` leads to a higher
 * number: given the arcs in, arcs never lead to a lower one. Returns how many,
 * or GV_VERTEX_NONE on error (NO_MEMORY). O(n + m) on one thread; 24 bytes a
 * vertex meanwhile. */
GvVertex gv_strong_components(GvAdjacency side, GvVertex *label /* [n] */, GError **error);
#endif
