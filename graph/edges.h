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
 * pair once, at its smaller end. turned: the same arcs by their heads, taken over
 * too; NULL or empty where nobody has them. */
GvGraph *gv_graph_take(GvVertex n, GvSide *edges, GvSide *turned, gboolean directed,
                       GError **error);

/* A graph whose arrays lie in `memory`, which it keeps alive. Undirected: in == out. */
GvGraph *gv_graph_borrow(GBytes *memory, gboolean directed, GvAdjacency out, GvAdjacency in);

/* A view with vertices without edges added behind, n in all. O(n). */
GvGraph *gv_graph_extended(GvGraph *graph, GvVertex n, GError **error);
/* Offsets of n rows, those behind side.n empty. */
GvEdge *gv_offsets_extended(GvAdjacency side, GvVertex n, GError **error);
#endif
