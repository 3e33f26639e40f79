/* Betweenness to within a bound, as its options ask for it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_PAIR_BETWEENNESS_H
#define GV_PATHS_PAIR_BETWEENNESS_H

#include "algorithms/paths/options.h"

typedef struct {
  double epsilon, delta; /* (0, 1], (0, 1) */
  GvVertex top;          /* epsilon is a part of the top-th highest score; 0 = of n(n-1) pairs */
  int64_t seed;
  GvLength length;
  gboolean normalized;
  double exact_cost; /* what all exact scores cost if everybody reaches everybody, in
                        ties looked at by gv_pair_paths_find */
} GvPairBetweenness;

/* scores [n]: with probability 1 - delta none is wrong by more than epsilon n(n-1),
 * undirected half of that, or than epsilon of the top-th highest; divided by
 * (n-1)(n-2), undirected half of that, if normalized. *done: FALSE where the exact
 * scores cost less, and scores are untouched. Tells the task's figures. Errors:
 * INVALID_ARGUMENT for lengths other than 1, NO_MEMORY, CANCELLED, LIMIT. */
gboolean gv_pair_betweenness(GvGraph *graph, const GvPairBetweenness *wish, double *scores,
                             gboolean *done, GvTask *task, GError **error);
#endif
