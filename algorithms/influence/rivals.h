/* Lists of people that cost next to nothing and are hard to beat: followers,
 * PageRank, and reach in one step with what is reached already taken off.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_RIVALS_H
#define GV_RIVALS_H

#include <grapevine/influence.h>

#include "algorithms/influence/cover.h"

/* What the lists are made for. */
typedef struct {
  GvGraph *attention;
  const GvSpread *spread;
  const double *value;   /* [n]; NULL = 1 each */
  const uint8_t *people; /* [n], bits of pool.h */
  const GvCoverRules *rules;
} GvContest;

/* seeds: [at most rules->count, at most n]: those forced by the rules, then the best the rules
 * allow; by_cost: best for their cost. Errors: NO_MEMORY, CANCELLED, TIMEOUT. */
/* Those with the highest scores [n], of equals the first. */
gboolean gv_rival_by_score(const GvContest *contest, const double *scores, gboolean by_cost,
                           GvVertex *seeds, size_t *count, GError **error);
gboolean gv_rival_followers(const GvContest *contest, gboolean by_cost, GvVertex *seeds,
                            size_t *count, GError **error);
gboolean gv_rival_pagerank(const GvContest *contest, gboolean by_cost, GvVertex *seeds,
                           size_t *count, GvTask *task, GError **error);
/* Expected to be reached in one step: the greedy set (Kempe et al. 2003), which for equal
 * probabilities is what degree discount (Chen et al. 2009) approximates. */
gboolean gv_rival_one_step(const GvContest *contest, gboolean by_cost, GvVertex *seeds,
                           size_t *count, GvTask *task, GError **error);
#endif
