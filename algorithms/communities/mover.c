/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/mover.h"

#include "graph/base/array.h"
#include "graph/base/random.h"
#include "graph/base/task.h"

gboolean gv_mover_init(GvMover *m, const GvLevel *finest, GvTask *task, GError **error)
{
  const GvVertex n = finest->n;

  *m = (GvMover){ .threads = gv_task_threads(task), .task = task };
  if (!gv_assignment_init(&m->assignment, n, error) ||
      !(m->nearby = gv_nearby_new(m->threads, n, error)) ||
      !(m->order = gv_array_new_raw(n, sizeof *m->order, error)) ||
      !(m->list = gv_array_new_raw(n, sizeof *m->list, error)) ||
      !(m->target = gv_array_new_raw(n, sizeof *m->target, error)) ||
      !(m->active = gv_array_new(n, sizeof *m->active, error)))
    return FALSE;
  memset(m->target, 0xff, n * sizeof *m->target);
  return TRUE;
}

void gv_mover_clear(GvMover *m)
{
  gv_assignment_clear(&m->assignment);
  gv_nearby_free(m->nearby, m->threads);
  g_free(m->order);
  g_free(m->list);
  g_free(m->target);
  g_free(m->active);
  *m = (GvMover){ 0 };
}

/* Which of two equally good communities v prefers. */
static gboolean wins_tie(const GvMover *m, GvVertex v, GvVertex a, GvVertex b)
{
  if (m->lots) {
    const uint64_t drawer = gv_mix64(m->seed ^ v), x = gv_mix64(drawer ^ a);
    const uint64_t y = gv_mix64(drawer ^ b);
    if (x != y)
      return x < y;
  }
  return a < b;
}

GvProposal gv_mover_propose(const GvMover *m, const GvLevel *level, GvVertex v, GvNearby *near)
{
  const GvAssignment *a = &m->assignment;
  const GvVertex own = a->community[v];
  const GvPenalty penalty = gv_mass_penalty(m->penalty, level->mass[v]);
  GvVertex target = own;
  double stay, best;

  gv_nearby_begin(near);
  gv_nearby_add_row(near, level, a->community, v);
  stay = (double)near->weights[own] -
         gv_penalty_with(penalty, gv_mass_minus(a->mass[own], level->mass[v]));
  best = stay;
  if (stay < 0 && a->members[v] == 0) { /* alone again, under its own id */
    best = 0;
    target = v;
  }
  for (GvVertex i = 0; i < near->count; i++) {
    const GvVertex c = near->communities[i];
    const double weight = (double)near->weights[c];
    double gain;
    if (weight < best || c == own)
      continue; /* the gain is no more than the weight: spare the look at the mass */
    gain = weight - gv_penalty_with(penalty, a->mass[c]);
    if (gain > best || (gain == best && target != own && wins_tie(m, v, c, target))) {
      best = gain;
      target = c;
    }
  }
  if (best - stay > m->noise)
    return (GvProposal){ target, best - stay };
  return (GvProposal){ own, 0 };
}

GvVertex gv_mover_list_active(GvMover *m, const GvLevel *level, GvEdge *arcs)
{
  GvVertex count = 0;

  *arcs = 0;
  for (GvVertex i = 0; i < level->n; i++) {
    const GvVertex v = m->order[i];
    if (m->active[v]) {
      m->list[count++] = v;
      *arcs += gv_level_degree(level, v);
    }
  }
  return count;
}
