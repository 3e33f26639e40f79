/* In which order searches start, where many run together.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_SOURCE_ORDER_H
#define GV_PATHS_SOURCE_ORDER_H

#include <grapevine/graph.h>

/* Everyone, breadth first from a hub against the direction of the searches: who
 * stand together are about as far from everyone, so that their searches run over
 * the same vertices at the same time. NULL on error (NO_MEMORY). */
GvVertex *gv_source_order(GvAdjacency against, GError **error);
#endif
