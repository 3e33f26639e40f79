/* The same graph in igraph, for comparison. igraph 0.10 is not thread-safe.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_PEER_H
#define GV_TEST_PEER_H

#include <igraph/igraph.h>

#include "common.h"

/* Every arc, or each pair once; weights [m] in the same order, NULL = not wanted. */
static inline void peer_graph(GvGraph *graph, igraph_t *peer, igraph_vector_t *weights)
{
  const GvAdjacency out = gv_graph_out(graph);
  const gboolean directed = gv_graph_is_directed(graph);
  igraph_vector_int_t edges;

  igraph_vector_int_init(&edges, 0);
  if (weights)
    igraph_vector_init(weights, 0);
  for (GvVertex v = 0; v < out.n; v++)
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++)
      if (directed || v < out.targets[e]) {
        igraph_vector_int_push_back(&edges, v);
        igraph_vector_int_push_back(&edges, out.targets[e]);
        if (weights)
          igraph_vector_push_back(weights, gv_weight(out, e));
      }
  igraph_create(peer, &edges, out.n, directed);
  igraph_vector_int_destroy(&edges);
}

/* Directions forgotten, mutual pairs merged. */
static inline void peer_undirected(GvGraph *graph, igraph_t *peer)
{
  peer_graph(graph, peer, NULL);
  igraph_to_undirected(peer, IGRAPH_TO_UNDIRECTED_COLLAPSE, NULL);
}
#endif
