/* The graph: immutable, compressed sparse rows in both directions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_GRAPH_H
#define GRAPEVINE_GRAPH_H

#include <grapevine/base.h>

G_BEGIN_DECLS

/* A simple graph (no loops, no multiple edges), directed or not, with weights
 * or without. Immutable after it is made, so threads share it freely. */
typedef struct GvGraph GvGraph;

/* Adjacency in one direction, borrowed from a GvGraph and valid as long as it.
 * The neighbours of v are targets[offsets[v] .. offsets[v + 1]), ascending. */
typedef struct {
  GvVertex n;              /* number of vertices */
  const GvEdge *offsets;   /* [n + 1], offsets[0] == 0 */
  const GvVertex *targets; /* [offsets[n]] */
  const double *weights;   /* [offsets[n]], > 0 and finite; NULL = every edge weighs 1 */
} GvAdjacency;

static inline GvEdge gv_degree(GvAdjacency side, GvVertex v)
{
  return side.offsets[v + 1] - side.offsets[v];
}

static inline double gv_weight(GvAdjacency side, GvEdge e)
{
  return side.weights ? side.weights[e] : 1;
}

/* Copies m pairs (tail, head) with their weights (NULL = 1 each). Self-loops
 * and weights of 0 are dropped; of duplicates the weights are summed where
 * there are weights, else the first counts. Undirected: (u,v) and (v,u) are
 * duplicates. Errors: INVALID_ARGUMENT for a vertex >= n or a weight that is
 * negative or not finite, PARSE for duplicates whose sum is not finite,
 * NO_MEMORY. */
GV_API GvGraph *gv_graph_new(GvVertex n, const GvVertex (*edges)[2], const double *weights,
                             GvEdge m, gboolean directed, GError **error);
GV_API GvGraph *gv_graph_ref(GvGraph *graph);
GV_API void gv_graph_unref(GvGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvGraph, gv_graph_unref)

GV_API GvVertex gv_graph_vertices(const GvGraph *graph);
/* Directed: arcs. Undirected: pairs (half of offsets[n]). */
GV_API GvEdge gv_graph_edges(const GvGraph *graph);
GV_API gboolean gv_graph_is_directed(const GvGraph *graph);
GV_API gboolean gv_graph_is_weighted(const GvGraph *graph);

/* Of an undirected graph both are the same: every pair stands in both rows. */
GV_API GvAdjacency gv_graph_out(const GvGraph *graph);
GV_API GvAdjacency gv_graph_in(const GvGraph *graph);

/* Views that share the arrays of `graph` (O(1)): every arc turned round; every
 * edge weighing 1. */
GV_API GvGraph *gv_graph_reversed(GvGraph *graph);
GV_API GvGraph *gv_graph_unweighted(GvGraph *graph);

/* The undirected graph in which u and v are joined if an arc runs either way,
 * z_uv = w(u,v) + w(v,u). Of an unweighted directed graph the weights are 1 or
 * 2 (2 = mutual); where no pair is mutual, or for an undirected graph, it is
 * unweighted, and the graph itself respectively. O(m). */
GV_API GvGraph *gv_graph_symmetrised(GvGraph *graph, GvTask *task, GError **error);

G_END_DECLS
#endif
