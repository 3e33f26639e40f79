/* Dependencies (dependency.h) of one source at a time: distances first (Dijkstra),
 * then paths are counted over the arcs that lie on a shortest path, in order of
 * distance, and back. Which arcs do is decided by the final distances alone, the same
 * way in both passes. Slower than the lanes of length_lanes.h, but at home with
 * lengths however unequal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_DEPENDENCY_ALONE_H
#define GV_PATHS_DEPENDENCY_ALONE_H

#include "algorithms/block_sums.h"
#include "algorithms/paths/dijkstra.h"
#include "algorithms/paths/fold.h"

/* One thread's. */
typedef struct {
  GvDijkstra dijkstra;
  double *paths; /* [n]; on the way back, once v is done: (targets + dependency) / paths */
  const GvFold *fold;
  GvAdjacency out;
  double *beyond;    /* [n], shared: of each one writer */
  gboolean overflow; /* path counts left the doubles; stays set */
} GvAlone;

gboolean gv_alone_init(GvAlone *s, const GvFold *fold, GvLength length, double *beyond,
                       GError **error);
void gv_alone_clear(GvAlone *s);

/* Adds to the sum what the source's dependencies come to, and sets its beyond. */
void gv_alone_search(GvAlone *s, GvVertex source, GvBlockSum *sum);
#endif
