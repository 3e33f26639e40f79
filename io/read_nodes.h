/* Nodes that a graph file numbers, before they are people.
 *
 * A node becomes the vertex of its label if every node has one of its own, else
 * of its number. What a header promises takes no memory until the file holds
 * enough rows to be believed; edges wait until then.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_NODES_H
#define GV_READ_NODES_H

#include "io/read_declared.h"
#include "io/read_graph.h"

typedef struct {
  uint64_t from, to; /* nodes, from 0 */
  double weight, time;
  uint64_t line;
  gboolean directed;
} GvNodeEdge;

typedef struct {
  uint64_t count;             /* nodes there are */
  uint64_t promised;          /* line of the promise; 0 = none */
  uint64_t rows;              /* about nodes */
  uint64_t strangers;         /* of `count`: those whom only bad edges mention */
  const GvDeclared *declared; /* tells who they are; wanted where there are some */
  GvNames *ids;               /* node k is called so; NULL = "k + 1" */
  GvNames *labels;            /* NULL = there is none */
  uint32_t *label;            /* [label_count], of node k: its index in labels + 1, 0 = none */
  size_t label_count, label_room, labelled;
  gboolean repeated;  /* two nodes have one label */
  GvVertex *vertices; /* [count]; NULL = they are not made yet */
  GvNodeEdge *edges;  /* [edge_count], waiting */
  size_t edge_count, edge_room;
  gboolean open; /* further nodes or labels may come */
} GvNodes;

void gv_nodes_clear(GvNodes *nodes);

/* There are `count` nodes, 0 .. count - 1. Errors: LIMIT. */
gboolean gv_nodes_promise(GvNodes *nodes, GvGraphFile *file, uint64_t count, GError **error);
/* Reads "k" as node k - 1; it must be one of those promised. */
gboolean gv_nodes_number(const GvNodes *nodes, const GvGraphFile *file, const char *text,
                         uint64_t *node, GError **error);
gboolean gv_nodes_label(GvNodes *nodes, GvGraphFile *file, uint64_t node, const char *label,
                        GError **error);
/* Becomes a tie when the nodes are people. */
gboolean gv_nodes_edge(GvNodes *nodes, GvGraphFile *file, const GvNodeEdge *edge, GError **error);
/* The file has ended. */
gboolean gv_nodes_finish(GvNodes *nodes, GvGraphFile *file, GError **error);

/* Splits at spaces and tabs, in place; returns the number of words, of which
 * at most `room` are kept. */
size_t gv_split_words(char *text, char **words, size_t room);
/* Digits only. */
gboolean gv_whole_parse(const char *text, uint64_t *value);
#endif
