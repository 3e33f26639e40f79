/* All shortest paths between two people, ties of length 1: who lies on which
 * share of them.
 *
 * Balls grow from both ends, whichever is cheaper to grow next, until they meet
 * (Borassi & Natale 2016). Paths are counted on the way and handed back through
 * the balls in proportion to these counts; nothing is drawn.
 *
 * M. Borassi, E. Natale. KADABRA is an adaptive algorithm for betweenness via
 * random approximation. ESA 2016.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_PAIR_PATHS_H
#define GV_PATHS_PAIR_PATHS_H

#include <grapevine/graph.h>

enum { GV_PAIR_PATHS_MOST = 1 << 30 }; /* people */

/* What grows from one end. A level is the distance from it. */
typedef struct {
  GvAdjacency rows;     /* followed away from the end */
  GvVertex *queue;      /* [n], by level */
  GvVertex *between;    /* [n], who lies on a path, the end itself not; farthest first */
  GvVertex first, last; /* the outermost level in queue: [first, last) */
  GvVertex inside;      /* how many in between */
  uint32_t level;       /* the outermost */
  GvEdge arcs;          /* out of it */
  uint32_t kept;        /* levels of which the two arrays know */
  GvVertex starts[32];  /* where a level begins in queue */
  GvEdge widths[32];    /* arcs out of a level */
} GvPairBall;

/* One thread's scratch. */
typedef struct {
  GvPairBall balls[2]; /* from the source; from the target, against the ties */
  uint32_t *mark;      /* [n], below base = not reached, else base + 2 level + ball */
  double *paths;       /* [n], from the end of the ball it is in; of what is reached */
  double *onward;      /* [n], to the other end; 0 = on no path */
  uint32_t base;
  double total;  /* paths between the two; 0 = none; infinite where doubles end */
  uint64_t arcs; /* looked at, over all pairs */
} GvPairPaths;

/* Lengths are 1, weights are not looked at. At most GV_PAIR_PATHS_MOST people.
 * Errors: NO_MEMORY. */
gboolean gv_pair_paths_init(GvPairPaths *p, GvGraph *graph, GError **error);
void gv_pair_paths_clear(GvPairPaths *p);

/* source != target. The vertices inside are then balls[0].between[0 .. inside) and
 * balls[1].between[0 .. inside). gv_pair_paths_forget must follow. */
void gv_pair_paths_find(GvPairPaths *p, GvVertex source, GvVertex target);
void gv_pair_paths_forget(GvPairPaths *p);

/* sigma(s,t|v) / sigma(s,t) of a vertex inside, in [0, 1] but for rounding. */
static inline double gv_pair_paths_share(const GvPairPaths *p, GvVertex v)
{
  return p->paths[v] * (p->onward[v] / p->total);
}
#endif
