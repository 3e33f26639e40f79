/* Betweenness to within a bound, from random pairs: pair_paths.h says who lies
 * between two, pair_bound.h when enough pairs were looked at.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_PAIR_ESTIMATE_H
#define GV_PATHS_PAIR_ESTIMATE_H

#include <grapevine/graph.h>

typedef struct {
  double epsilon; /* (0, 1] */
  double delta;   /* (0, 1) */
  GvVertex top;   /* epsilon is a part of the top-th highest share; 0 = of 1. <= n */
  uint64_t seed;
  /* What all exact scores would cost if everybody reached everybody, in ties looked
   * at by gv_pair_paths_find; INFINITY = sample whatever it costs. */
  double exact_cost;
} GvPairWish;

typedef struct {
  gboolean sampled; /* FALSE: the exact scores cost less; shares are untouched */
  double bound;     /* how far a share may be off */
  GvEdge pairs;     /* looked at, those of the plan among them */
  GvEdge connected; /* of the plan's, those with a path */
  GvEdge planned;   /* that the plan looked at */
  uint64_t arcs;    /* looked at */
} GvPairReport;

/* shares [n]: of the ordered pairs of people, what share has v between them,
 * sigma(s,t|v) / sigma(s,t) on average. With probability 1 - delta none is wrong by
 * more than epsilon, or that part of the top-th highest of the true ones. n >= 3. Errors:
 * NO_MEMORY, CANCELLED, LIMIT (more than 1e308 paths between two). */
gboolean gv_pair_estimate(GvGraph *graph, const GvPairWish *wish, double *shares,
                          GvPairReport *report, GvTask *task, GError **error);
#endif
