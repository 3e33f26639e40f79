/* Who would move where: a vertex joins the adjacent community that gains most.
 *
 *   gain(u, c) = w(u, c) - penalty * product(mass(u), mass(c without u))
 *   product(a, b) = a.out * b.in + a.in * b.out
 *
 * is the change of quality, in units of the level's integers: for modularity
 * mass is strength, both ways, and penalty = resolution / 4m; for that of
 * directed networks what goes out and what comes in, and resolution / m; for CPM
 * the number of people, and resolution / 2. w(u, c) are ties either way. One double expression of
 * integers, ties by the smaller community: neither the order of a row nor that of threads shows in
 * the result.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_MOVER_H
#define GV_COMMUNITIES_MOVER_H

#include "algorithms/communities/assignment.h"
#include "algorithms/communities/nearby.h"

typedef struct {
  double penalty;
  double noise;  /* improvements up to here may be rounding */
  int64_t total; /* 2m in the level's integers */
  uint64_t seed;
  gboolean lots; /* of equally good communities by lot, each vertex its own; else the smaller */
  int threads;
  GvTask *task;
  GvAssignment assignment;
  GvNearby *nearby; /* [threads] */
  GvVertex *order;  /* [n] in which vertices are visited */
  GvVertex *list;   /* [n] scratch: the queue, or the vertices of a sweep */
  GvVertex *target; /* [n] scratch: where a vertex wants to go; between batches GV_VERTEX_NONE */
  guint8 *active;   /* [n] 1 = to be visited (again) */
} GvMover;

/* For levels up to that size. penalty, noise, total and seed are the caller's to set. */
gboolean gv_mover_init(GvMover *m, const GvLevel *finest, GvTask *task, GError **error);
void gv_mover_clear(GvMover *m);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvMover, gv_mover_clear)

typedef struct {
  GvVertex community; /* its own: stay */
  double improvement; /* > noise, or 0 */
} GvProposal;

GvProposal gv_mover_propose(const GvMover *m, const GvLevel *level, GvVertex v, GvNearby *near);

/* m->list = the active vertices in visiting order; returns how many, and their arcs. */
GvVertex gv_mover_list_active(GvMover *m, const GvLevel *level, GvEdge *arcs);
#endif
