/* A graph as searches from many sources at once see it whose ties have lengths.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_LENGTH_GRAPH_H
#define GV_PATHS_LENGTH_GRAPH_H

#include "algorithms/paths/options.h"
#include "graph/edges.h"

/* Vertices have numbers of their own: those near each other stand together, so that
 * they are sources of one search and their rows lie together. */
typedef struct {
  GvAdjacency forth; /* rows that searches follow; the weights are lengths, > 0 */
  GvAdjacency back;  /* the same arcs by their heads; empty unless asked for */
  GvVertex *vertex;  /* [n], who they are in the graph given */
  double least;      /* length */
  double per_step;   /* 1 / how far a search goes while one row's worth of people is settled, about */
  GvSide sides[2];   /* what the rows lie in */
} GvLengthGraph;

/* Follows the arcs in (GV_PATHS_IN), out, or both ways; back: fills that too, not for
 * both ways of a directed graph. Errors: NO_MEMORY. O(n + m). */
gboolean gv_length_graph_init(GvLengthGraph *lengths, GvGraph *graph, GvPathMode mode,
                              GvLength length, gboolean back, GError **error);
void gv_length_graph_clear(GvLengthGraph *lengths);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvLengthGraph, gv_length_graph_clear)

/* TRUE where all ties are equally long, 0 < *all < infinity: then nothing but
 * distances is other than if each were 1. */
gboolean gv_lengths_are_equal(const GvGraph *graph, GvLength length, double *all);
#endif
