/* To igraph and back. Not part of grapevine.h: whoever includes this file has
 * igraph's headers and links igraph (pkg-config grapevine igraph).
 *
 * igraph 0.10 as Debian builds it is not safe to call from two threads, even on
 * separate graphs. This library calls it under one lock only. A program whose
 * other threads may be inside this library makes its own calls of igraph between
 * enter and leave, and never in a parallel region.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_IGRAPH_H
#define GRAPEVINE_IGRAPH_H

#include <grapevine/graph.h>
#include <igraph.h>

G_BEGIN_DECLS

/* Takes the one lock there is around igraph, which then returns codes where it
 * would end the process, and is silent. Not recursive; the functions below that
 * turn graphs take it themselves. */
GV_API void gv_igraph_enter(void);
GV_API void gv_igraph_leave(void);

/* TRUE for IGRAPH_SUCCESS; else the error is INTERNAL with igraph's text, or
 * NO_MEMORY. Between enter and leave. */
GV_API gboolean gv_igraph_check(igraph_error_t code, GError **error);

/* Initialises out, and weights (NULL = not wanted; 1 each where the graph has
 * none): the caller destroys both. Edges come by tail, then head; undirected
 * pairs at their smaller end. On error neither is initialised. */
GV_API gboolean gv_graph_to_igraph(const GvGraph *graph, igraph_t *out, igraph_vector_t *weights,
                                   GError **error);

/* weights [ecount], NULL = unweighted. Loops are dropped, multiple edges merged
 * as in gv_graph_new(). Errors: INVALID_ARGUMENT for a bad weight or too few,
 * LIMIT for more vertices than ids, NO_MEMORY, INTERNAL. */
GV_API GvGraph *gv_graph_from_igraph(const igraph_t *graph, const igraph_vector_t *weights,
                                     GError **error);

G_END_DECLS
#endif
