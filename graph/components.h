/* Connected components.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMPONENTS_H
#define GV_COMPONENTS_H

#include <grapevine/graph.h>

/* label[v] = component of v in an undirected graph, numbered by their smallest
 * vertex; *largest = vertices in the largest. Returns how many, or
 * GV_VERTEX_NONE on error (NO_MEMORY, CANCELLED). O(n + m). */
GvVertex gv_components(GvGraph *undirected, GvVertex *label /* [n] */, GvVertex *largest,
                       GvTask *task, GError **error);
#endif
