/* The edges of a GraphML file.
 *
 * Where bad edges are passed over (--max-bad), one must leave nothing behind, so no
 * name is taken from an edge that no node has: an edge whose ends are not declared
 * before it waits for the end of the file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_GRAPHML_EDGES_H
#define GV_READ_GRAPHML_EDGES_H

#include "io/read_declared.h"
#include "io/read_graphml_keys.h"

typedef struct {
  GvGraphFile *file;
  GvDeclared declared; /* nodes, by vertex */
  GvGraphEdge edge;    /* at hand */
  gboolean weighted;
  gboolean bad;    /* it is passed over */
  char *ends[2];   /* its identifiers that no node had before it; NULL = known */
  GArray *waiting; /* edges */
} GvGraphmlEdges;

void gv_graphml_edges_init(GvGraphmlEdges *edges, GvGraphFile *file);
void gv_graphml_edges_clear(GvGraphmlEdges *edges);

/* All four pass over what is wrong with one edge, as far as that is allowed.
 * directed: edgedefault. */
gboolean gv_graphml_edge_start(GvGraphmlEdges *edges, const char **names, const char **values,
                               gboolean directed, GError **error);
gboolean gv_graphml_edge_put(GvGraphmlEdges *edges, const GvGraphmlKey *key, const char *text,
                             GError **error);
gboolean gv_graphml_edge_end(GvGraphmlEdges *edges, GError **error);
/* All nodes are known. */
gboolean gv_graphml_edges_finish(GvGraphmlEdges *edges, GError **error);
#endif
