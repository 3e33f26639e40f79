/* The refinement of Leiden (Traag, Waltman & van Eck 2019), greedy instead of
 * drawing at random.
 *
 * Inside a community C all vertices start alone. One that is still alone, and
 * is well connected to C, w(u, C - u) >= penalty * product(u, C - u) of masses, joins
 * the part of C it gains most by, among those well connected to C themselves.
 * So parts are connected, and no part is held to C by too little.
 *
 * Communities do not see each other: each is done by one thread, in the same
 * order of vertices whichever it is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/refine.h"

#include <omp.h>
#include <string.h>

#include "algorithms/communities/groups.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

typedef struct {
  const GvLevel *level;
  const GvVertex *community; /* [n] C of each vertex */
  double penalty;
  GvVertex *part;   /* [n] */
  GvMass *mass;     /* [n] of a part */
  int64_t *outward; /* [n] of a part: weight to the rest of C; -1 = not asked for yet */
  guint8 *settled;  /* [n] 1 = a vertex that has company */
} Refinement;

static void refinement_clear(Refinement *r)
{
  g_free(r->mass);
  g_free(r->outward);
  g_free(r->settled);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Refinement, refinement_clear)

static gboolean refinement_init(Refinement *r, GError **error)
{
  const GvVertex n = r->level->n;

  if (!(r->mass = gv_array_new_raw(n, sizeof *r->mass, error)) ||
      !(r->outward = gv_array_new_raw(n, sizeof *r->outward, error)) ||
      !(r->settled = gv_array_new(n, sizeof *r->settled, error)))
    return FALSE;
  memcpy(r->mass, r->level->mass, n * sizeof *r->mass);
  memset(r->outward, 0xff, n * sizeof *r->outward);
  for (GvVertex v = 0; v < n; v++)
    r->part[v] = v;
  return TRUE;
}

static int64_t weight_inside(const Refinement *r, GvVertex v)
{
  const GvLevel *level = r->level;
  int64_t sum = 0;

  for (GvEdge e = level->offsets[v]; e < level->offsets[v + 1]; e++)
    if (r->community[level->targets[e]] == r->community[v])
      sum += gv_level_weight(level, e);
  return sum;
}

static gboolean is_well_connected(Refinement *r, GvVertex part, GvMass whole)
{
  const GvPenalty penalty = gv_mass_penalty(r->penalty, r->mass[part]);

  if (r->outward[part] < 0) /* then it is a single vertex */
    r->outward[part] = weight_inside(r, part);
  return (double)r->outward[part] >= gv_penalty_with(penalty, gv_mass_minus(whole, r->mass[part]));
}

/* The parts around v, a vertex alone. */
static void list_parts(Refinement *r, GvVertex v, GvNearby *near)
{
  const GvLevel *level = r->level;
  int64_t inside = 0;

  gv_nearby_begin(near);
  for (GvEdge e = level->offsets[v]; e < level->offsets[v + 1]; e++) {
    const GvVertex u = level->targets[e];
    if (r->community[u] != r->community[v])
      continue;
    inside += gv_level_weight(level, e);
    gv_nearby_add(near, r->part[u], gv_level_weight(level, e));
  }
  r->outward[v] = inside;
}

static void join(Refinement *r, GvVertex v, GvVertex part, int64_t weight)
{
  r->part[v] = part;
  r->mass[part] = gv_mass_plus(r->mass[part], r->level->mass[v]);
  r->outward[part] += r->outward[v] - 2 * weight;
  r->settled[v] = r->settled[part] = 1; /* a part is named after a vertex that stays in it */
}

static void join_best(Refinement *r, GvVertex v, GvMass whole, GvNearby *near)
{
  const GvPenalty penalty = gv_mass_penalty(r->penalty, r->level->mass[v]);
  GvVertex best = GV_VERTEX_NONE;
  double best_gain = 0;

  list_parts(r, v, near);
  if (!is_well_connected(r, v, whole))
    return;
  for (GvVertex i = 0; i < near->count; i++) {
    const GvVertex part = near->communities[i];
    const double gain = (double)near->weights[part] - gv_penalty_with(penalty, r->mass[part]);
    if (gain < best_gain ||
        (gain == best_gain && best != GV_VERTEX_NONE && part > near->communities[best]))
      continue;
    if (gain > 0 && is_well_connected(r, part, whole)) {
      best_gain = gain;
      best = i;
    }
  }
  if (best != GV_VERTEX_NONE)
    join(r, v, near->communities[best], near->weights[near->communities[best]]);
}

static void refine_community(Refinement *r, const GvVertex *members, GvVertex count, GvMass whole,
                             GvNearby *near)
{
  if (count == 1)
    return;
  for (GvVertex i = 0; i < count; i++)
    if (!r->settled[members[i]])
      join_best(r, members[i], whole, near);
}

gboolean gv_refine(GvMover *m, const GvLevel *level, GvVertex *parts, GError **error)
{
  const GvAssignment *a = &m->assignment;
  g_auto(Refinement) r = { level, a->community, m->penalty, parts, NULL, NULL, NULL };
  g_auto(GvGroups) groups = { 0 };

  if (!refinement_init(&r, error) ||
      !gv_groups_init(&groups, a->community, level->n, level->n, m->order, error))
    return FALSE;
#pragma omp parallel for num_threads(m->threads) schedule(dynamic, 16)
  for (GvVertex c = 0; c < level->n; c++) {
    const GvVertex begin = groups.starts[c], count = groups.starts[c + 1] - begin;
    if (count > 0 && !gv_task_is_cancelled(m->task))
      refine_community(&r, groups.members + begin, count, a->mass[c],
                       &m->nearby[omp_get_thread_num()]);
  }
  return gv_task_step(m->task, 0.5, error);
}
