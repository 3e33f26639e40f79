/* Distances from one vertex where ties have lengths.
 *
 * E. W. Dijkstra. A note on two problems in connexion with graphs. Numerische
 * Mathematik 1, 1959.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_DIJKSTRA_H
#define GV_PATHS_DIJKSTRA_H

#include "algorithms/paths/options.h"

/* Lengths of paths that differ by no more of their sum are equal. */
#define GV_EQUAL_LENGTHS 1e-10

typedef struct {
  double distance;
  GvVertex vertex;
} GvDijkstraEntry;

/* One thread's scratch. Between searches every distance is infinite. */
typedef struct {
  GvAdjacency sides[2]; /* whose rows are followed */
  int side_count;
  gboolean inverse;      /* lengths are 1 / weight */
  double *distance;      /* [n], INFINITY = not reached */
  GvVertex *order;       /* [reached], by distance, then by vertex */
  GvVertex *place;       /* [n], of what was reached: in the heap, then in order */
  GvDijkstraEntry *heap; /* [n] */
  GvVertex waiting;      /* in the heap */
  GvVertex reached;
} GvDijkstra;

/* Follows the rows of the arcs in (GV_PATHS_IN), out, or both. All lengths are
 * positive. length: not GV_LENGTH_UNIT, unless the graph has no weights. */
gboolean gv_dijkstra_init(GvDijkstra *d, GvGraph *graph, GvPathMode mode, GvLength length,
                          GError **error);
void gv_dijkstra_clear(GvDijkstra *d);

void gv_dijkstra_search(GvDijkstra *d, GvVertex source);
void gv_dijkstra_reset(GvDijkstra *d);

static inline double gv_dijkstra_length(const GvDijkstra *d, GvAdjacency side, GvEdge e)
{
  const double weight = gv_weight(side, e);

  return d->inverse ? 1 / weight : weight;
}
#endif
