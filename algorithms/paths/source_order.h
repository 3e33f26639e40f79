/* In which order searches start, where many run together.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_SOURCE_ORDER_H
#define GV_PATHS_SOURCE_ORDER_H

#include <grapevine/graph.h>

/* Everyone, breadth first from a hub against the direction of the searches: who
 * stand together are about as far from everyone, so that their searches run over
 * the same vertices at the same time. NULL on error (NO_MEMORY). */
GvVertex *gv_source_order(GvAdjacency against, GError **error);

/* The same order, cut into clusters of `size`: who comes next and those about them,
 * breadth first, who are not listed yet. Of a large network's hubs not every tie is
 * looked at. NULL on error (NO_MEMORY). O(256 n + m). */
GvVertex *gv_source_clusters(GvAdjacency against, GvVertex size, GError **error);
#endif
