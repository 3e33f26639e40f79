/* To igraph and back. igraph 0.10 as Debian builds it is not safe to call from
 * two threads: whoever calls it does so between enter and leave, never inside a
 * parallel region.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_IGRAPH_BRIDGE_H
#define GV_IGRAPH_BRIDGE_H

#include <grapevine/graph.h>
#include <igraph/igraph.h>

/* Takes the one lock there is around igraph, which then returns codes where it
 * would end the process, and is silent. Not recursive. */
void gv_igraph_enter(void);
void gv_igraph_leave(void);

/* TRUE for IGRAPH_SUCCESS; else the error is INTERNAL with igraph's text, or
 * NO_MEMORY. Between enter and leave. */
gboolean gv_igraph_check(igraph_error_t code, GError **error);

/* Initialises out, and weights (NULL = not wanted; 1 each where the graph has
 * none): the caller destroys both. Edges come by tail, then head; undirected
 * pairs at their smaller end. On error neither is initialised. */
gboolean gv_igraph_from_graph(const GvGraph *graph, igraph_t *out, igraph_vector_t *weights,
                              GError **error);

/* weights [ecount], NULL = unweighted. Loops are dropped, multiple edges merged
 * as in gv_graph_new(). Errors: INVALID_ARGUMENT for a bad weight or too few,
 * LIMIT for more vertices than ids, NO_MEMORY, INTERNAL. */
GvGraph *gv_graph_from_igraph(const igraph_t *graph, const igraph_vector_t *weights,
                              GError **error);
#endif
