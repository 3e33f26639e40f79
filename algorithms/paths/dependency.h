/* How much of the shortest paths from a source runs through each vertex: the
 * dependency of Brandes, sum over t of sigma(s,t|v) / sigma(s,t).
 *
 * Path counts are doubles: an int64_t overflows on grids. Paths whose lengths
 * differ by no more than 1e-10 of their sum are equally short, as in igraph.
 *
 * U. Brandes. A faster algorithm for betweenness centrality. J. Mathematical
 * Sociology 25(2), 2001.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_DEPENDENCY_H
#define GV_PATHS_DEPENDENCY_H

#include "algorithms/block_sums.h"
#include "algorithms/paths/dijkstra.h"

/* A vertex as a search sees it; 16 bytes, so that a visit is one cache miss. */
typedef struct {
  double paths;   /* shortest paths from the source (double: int64 overflows on grids);
                     in the back pass, once v is done: (1 + dependency) / paths */
  uint32_t level; /* 1 + distance from the source, 0 = not reached */
} GvDependencyVisit;

/* One thread's scratch. */
typedef struct {
  GvAdjacency out;
  gboolean overflow; /* path counts left the doubles; stays set */
  /* ties of length 1 */
  GvDependencyVisit *visits; /* [n] */
  GvVertex *order;           /* [n], reached vertices by distance */
  /* of other lengths */
  GvDijkstra dijkstra;
  double *paths; /* [n] */
} GvDependency;

/* Lengths are 1 where the graph has no weights. */
gboolean gv_dependency_init(GvDependency *d, GvGraph *graph, GvLength length, GError **error);
void gv_dependency_clear(GvDependency *d);

/* Adds `times` the dependency of the source on v to sum, for each v but the
 * source. Returns how many vertices were reached, the source among them. */
GvVertex gv_dependency_add(GvDependency *d, GvVertex source, double times, GvBlockSum *sum);
GvVertex gv_dependency_add_unit(GvDependency *d, GvVertex source, double times, GvBlockSum *sum);
#endif
