/* Who belongs where on one level, and how much each community weighs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_ASSIGNMENT_H
#define GV_COMMUNITIES_ASSIGNMENT_H

#include "algorithms/communities/level.h"

/* Ids of communities are below n of the level; not all need be in use. The
 * arrays are as long as the finest level needs and serve all levels in turn. */
typedef struct {
  GvVertex *community; /* [n] */
  GvMass *mass;        /* [n] of each community */
  GvVertex *members;   /* [n] of each community, 0 = not in use */
} GvAssignment;

gboolean gv_assignment_init(GvAssignment *a, GvVertex n, GError **error);
void gv_assignment_clear(GvAssignment *a);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvAssignment, gv_assignment_clear)

/* Masses and members from a->community. */
void gv_assignment_count(GvAssignment *a, const GvLevel *level);
GvVertex gv_assignment_communities(const GvAssignment *a, GvVertex n);

static inline void gv_assignment_move(GvAssignment *a, const GvLevel *level, GvVertex v,
                                      GvVertex target)
{
  const GvVertex from = a->community[v];

  a->mass[from] = gv_mass_minus(a->mass[from], level->mass[v]);
  a->members[from]--;
  a->mass[target] = gv_mass_plus(a->mass[target], level->mass[v]);
  a->members[target]++;
  a->community[v] = target;
}

/* Numbers the labels in use 0, 1, … by first appearance; returns how many.
 * `number` is scratch [n]; labels are below n. */
GvVertex gv_labels_compact(GvVertex *labels, GvVertex n, GvVertex *number);
#endif
