/* Up: move vertices (moving.h); cut communities into parts; make parts the
 * vertices of the next level, where they start in the communities they came
 * from; again, until nothing gets smaller. Down: hand the communities to the
 * level below and move its vertices once more. At the bottom communities are
 * split into components, and who is left alone may join a neighbour: so none is
 * disconnected, whatever happened before.
 *
 * Time about O(m) a level and sweep; memory about 8 bytes an arc of the coarse
 * levels, 60 a vertex, and 8 a vertex and thread.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_HIERARCHY_H
#define GV_COMMUNITIES_HIERARCHY_H

#include "algorithms/communities/mover.h"

enum { GV_MAX_LEVELS = 64 };

/* How a community becomes vertices of the next level. */
typedef enum {
  GV_COARSEN_REFINED,     /* its well-connected parts (Leiden) */
  GV_COARSEN_COMPONENTS,  /* its connected components (Louvain, repaired) */
  GV_COARSEN_COMMUNITIES, /* one (Louvain) */
} GvCoarsening;

/* levels[0] is the graph. parts[l][v] is the vertex of level l + 1 that v of
 * level l went into. Zeroed = empty. */
typedef struct {
  GvLevel levels[GV_MAX_LEVELS];
  GvVertex *parts[GV_MAX_LEVELS];
  unsigned top;
} GvHierarchy;

void gv_hierarchy_free(GvHierarchy *h);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvHierarchy, gv_hierarchy_free)

/* Improves m->assignment.community, ids below n of levels[0]. */
gboolean gv_hierarchy_optimise(GvHierarchy *h, GvMover *m, int64_t iterations,
                               GvCoarsening coarsening, GError **error);
#endif
