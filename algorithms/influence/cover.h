/* Choosing the people who stand in most sets of a pool, under the rules of a
 * campaign; and how many sets any choice could cover at most.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COVER_H
#define GV_COVER_H

#include "algorithms/influence/allowed.h"
#include "algorithms/influence/pool.h"

/* People as they were chosen. */
typedef struct {
  GvVertex *seeds;   /* [most] */
  uint64_t *covered; /* [most], sets covered with the ones before */
  size_t count;
  double spent;
  uint64_t total; /* sets covered by all */
  uint64_t bound; /* what no allowed set covers more of; UINT64_MAX where not asked for */
} GvCover;

/* most: people at most. */
gboolean gv_cover_init(GvCover *cover, size_t most, GError **error);
void gv_cover_clear(GvCover *cover);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvCover, gv_cover_clear)

/* Greedy: whoever adds most sets comes next, by_cost: most sets for the cost. The pool's
 * sentinels come first (they are among the forced), people who add nothing are left out.
 * bounded: finds cover->bound too. Errors: NO_MEMORY, CANCELLED, TIMEOUT. */
gboolean gv_cover_greedy(GvCover *cover, const GvPool *pool, const GvCoverRules *rules,
                         gboolean by_cost, gboolean bounded, GvTask *task, GError **error);
/* The better one by cost or by sets where there are costs; the bound is the smaller one. */
gboolean gv_cover_best(GvCover *cover, const GvPool *pool, const GvCoverRules *rules,
                       gboolean bounded, GvTask *task, GError **error);
#endif
