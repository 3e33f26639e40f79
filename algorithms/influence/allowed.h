/* Which sets of people a campaign allows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_ALLOWED_H
#define GV_ALLOWED_H

#include <grapevine/graph.h>

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
#endif
