/* Triangles at every vertex.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TRIANGLES_COUNT_H
#define GV_TRIANGLES_COUNT_H

#include <grapevine/graph.h>

/* counts [n] and contacts [n] (may be NULL), of the undirected graph with mutual
 * pairs merged, weights ignored. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_triangles_count(GvGraph *graph, GvEdge *counts, GvVertex *contacts, GvTask *task,
                            GError **error);
#endif
