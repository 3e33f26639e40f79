/* From merged edges to a graph.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_EDGES_H
#define GV_EDGES_H

#include <grapevine/graph.h>

/* Owned arrays of a GvAdjacency. */
typedef struct {
  GvEdge *offsets;
  GvVertex *targets;
  double *weights;
} GvSide;

void gv_side_clear(GvSide *side);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvSide, gv_side_clear)

/* Every arc turned round; rows ascending if those of `side` are anything at all. */
gboolean gv_side_transpose(GvAdjacency side, GvSide *turned, GError **error);

/* Takes over `edges`: rows ascending, no loops, no duplicates; undirected: each
 * pair once, at its smaller end. */
GvGraph *gv_graph_take(GvVertex n, GvSide *edges, gboolean directed, GError **error);
#endif
