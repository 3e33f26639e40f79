/* Lists of people that cost next to nothing and are hard to beat: followers,
 * PageRank, reach in one step with what is reached already taken off, and degree discount.
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
/* After a few rounds from equal scores those at the top are known, and on four of five networks
 * their set wins as many as that of the true scores, or more (docs/seeds.md); after many the
 * scores are PageRank's. */
enum { GV_RIVAL_FEW_ROUNDS = 3, GV_RIVAL_MANY_ROUNDS = 100 };
gboolean gv_rival_pagerank(const GvContest *contest, gboolean by_cost, int rounds, GvVertex *seeds,
                           size_t *count, GvTask *task, GError **error);
/* Two lists at once. Reached in one step: the greedy set (Kempe et al. 2003). Degree discount: who
 * may have been won by those chosen adds as much less (Chen et al. 2009), by the probability of
 * each tie, and what their listeners have heard already is taken off too. */
gboolean gv_rival_steps(const GvContest *contest, gboolean by_cost, GvVertex *one_step,
                        size_t *one_step_count, GvVertex *discount, size_t *discount_count,
                        GvTask *task, GError **error);
#endif
