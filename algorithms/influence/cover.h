/* Choosing the people who stand in most sets of a pool, under the rules of a
 * campaign; and how many sets any choice could cover at most.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COVER_H
#define GV_COVER_H

#include "algorithms/influence/pool.h"

/* Which sets of people are allowed. */
typedef struct {
  const GvVertex *forced; /* [forced_count], chosen first, in this order */
  size_t forced_count;
  size_t included_count; /* of these: in every allowed set. Others are sentinels */
  size_t count;          /* people at most */
  const double *cost;    /* [n], > 0; NULL = 1 each */
  double budget;         /* of all costs; INFINITY = no bound */
  const GvVertex *group; /* [n]; NULL = no quotas */
  GvVertex groups;       /* how many */
  size_t per_group;      /* people of each at most */
} GvCoverRules;

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

/* People who have been chosen and what the rules leave. */
typedef struct {
  const GvCoverRules *rules;
  uint32_t *in_group; /* [groups], chosen of each; NULL = no quotas */
  size_t count;
  double spent;
} GvRoom;

gboolean gv_room_init(GvRoom *room, const GvCoverRules *rules, GError **error);
void gv_room_clear(GvRoom *room);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvRoom, gv_room_clear)
gboolean gv_room_has(const GvRoom *room, GvVertex v);
void gv_room_take(GvRoom *room, GvVertex v);
static inline double gv_cost(const GvCoverRules *rules, GvVertex v)
{
  return rules->cost ? rules->cost[v] : 1;
}

/* Greedy: whoever adds most sets comes next, by_cost: most sets for the cost. The pool's
 * sentinels come first (they are among the forced), people who add nothing are left out.
 * bounded: finds cover->bound too. Errors: NO_MEMORY, CANCELLED, TIMEOUT. */
gboolean gv_cover_greedy(GvCover *cover, const GvPool *pool, const GvCoverRules *rules,
                         gboolean by_cost, gboolean bounded, GvTask *task, GError **error);
/* The better one by cost or by sets where there are costs; the bound is the smaller one. */
gboolean gv_cover_best(GvCover *cover, const GvPool *pool, const GvCoverRules *rules,
                       gboolean bounded, GvTask *task, GError **error);
#endif
