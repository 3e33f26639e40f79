/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/bounds.h"

#include <math.h>
#include <string.h>

#include "algorithms/communities/aggregate.h"
#include "graph/base/array.h"

enum { DOUBLINGS = 128 }; /* of the resolution; by then all but weightless ties are cut */

static gboolean any_above(const GvAssignment *a, GvVertex n, GvVertex max, guint8 *above)
{
  gboolean any = FALSE;

  for (GvVertex c = 0; c < n; c++) {
    above[c] = a->members[c] > max;
    any = any || above[c];
  }
  return any;
}

/* Those `above` are optimised anew, at m->penalty. Ids of communities are of
 * members of theirs, or of nobody's: those of different ones never meet. */
static gboolean split_once(GvMover *m, const GvLevel *level, GvCoarsening coarsening,
                           const guint8 *above, GError **error)
{
  GvAssignment *a = &m->assignment;
  g_autofree GvVertex *before = gv_array_new_raw(level->n, sizeof *before, error);
  g_autoptr(GvHierarchy) h = g_new0(GvHierarchy, 1);

  if (before == NULL)
    return FALSE;
  memcpy(before, a->community, level->n * sizeof *before);
  for (GvVertex v = 0; v < level->n; v++)
    a->community[v] = v;
  if (!gv_level_inside(&h->levels[0], level, before, above, error) ||
      !gv_hierarchy_optimise(h, m, 1, coarsening, error))
    return FALSE;
  for (GvVertex v = 0; v < level->n; v++)
    if (!above[before[v]])
      a->community[v] = before[v];
  gv_assignment_count(a, level);
  return TRUE;
}

static gboolean split_large(GvMover *m, const GvLevel *level, GvSizes sizes, GError **error)
{
  const double penalty = m->penalty;
  g_autofree guint8 *above = gv_array_new(level->n, 1, error);
  gboolean done = above != NULL;

  if (penalty == 0)
    m->penalty = 1 / (double)MAX(m->total, 1);
  for (int i = 0; done && any_above(&m->assignment, level->n, sizes.max, above); i++) {
    m->penalty *= 2;
    if (i == DOUBLINGS)
      m->penalty = INFINITY;
    done = split_once(m, level, sizes.coarsening, above, error);
  }
  m->penalty = penalty;
  return done;
}

/* Of communities c of a level that has one vertex for each. */
typedef struct {
  GvLevel level;
  GvVertex *size; /* people */
} Folding;

static void folding_clear(Folding *f)
{
  gv_level_clear(&f->level);
  g_free(f->size);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Folding, folding_clear)

/* The neighbour of c to join, or GV_VERTEX_NONE. */
static GvVertex best_neighbour(const GvMover *m, const Folding *f, GvVertex c, GvVertex max)
{
  const GvAssignment *a = &m->assignment;
  const GvPenalty penalty = gv_mass_penalty(m->penalty, f->level.mass[c]);
  GvNearby *near = &m->nearby[0];
  GvVertex best = GV_VERTEX_NONE;
  double most = 0;

  gv_nearby_begin(near);
  gv_nearby_add_row(near, &f->level, a->community, c);
  for (GvVertex i = 0; i < near->count; i++) {
    const GvVertex d = near->communities[i];
    const double gain = (double)near->weights[d] - gv_penalty_with(penalty, a->mass[d]);
    if (max > 0 && f->size[d] > max - MIN(max, f->size[c]))
      continue;
    if (best == GV_VERTEX_NONE || gain > most || (gain == most && d < best)) {
      best = d;
      most = gain;
    }
  }
  return best;
}

/* Each that is too small and that nobody joined yet joins a neighbour. */
static gboolean fold(GvMover *m, Folding *f, GvSizes sizes)
{
  gboolean any = FALSE;

  for (GvVertex c = 0; c < f->level.n; c++) {
    GvVertex target;
    if (f->size[c] >= sizes.min || m->assignment.members[c] != 1 ||
        m->assignment.community[c] != c ||
        (target = best_neighbour(m, f, c, sizes.max)) == GV_VERTEX_NONE)
      continue;
    f->size[target] += f->size[c];
    gv_assignment_move(&m->assignment, &f->level, c, target);
    any = TRUE;
  }
  return any;
}

/* Communities as vertices, `parts` [n] says which of each person; each alone. */
static gboolean folding_init(Folding *f, GvMover *m, const GvLevel *level, GvVertex *parts,
                             GError **error)
{
  GvAssignment *a = &m->assignment;
  GvVertex count;

  memcpy(parts, a->community, level->n * sizeof *parts);
  count = gv_labels_compact(parts, level->n, m->list);
  if (!(f->size = gv_array_new(count, sizeof *f->size, error)) ||
      !gv_level_aggregate(&f->level, level, parts, count, m, error) ||
      !gv_nearby_reserve(m->nearby, m->threads, gv_level_max_degree(&f->level), error))
    return FALSE;
  for (GvVertex v = 0; v < level->n; v++)
    f->size[parts[v]]++;
  for (GvVertex c = 0; c < count; c++)
    a->community[c] = c;
  gv_assignment_count(a, &f->level);
  return TRUE;
}

/* At least every second of the small ones is gone after a round. */
static gboolean join_small(GvMover *m, const GvLevel *level, GvSizes sizes, GError **error)
{
  GvAssignment *a = &m->assignment;
  g_autofree GvVertex *parts = gv_array_new_raw(level->n, sizeof *parts, error);
  gboolean any = TRUE;

  while (parts && any) {
    g_auto(Folding) f = { .size = NULL };
    if (!folding_init(&f, m, level, parts, error))
      return FALSE;
    any = fold(m, &f, sizes);
    for (GvVertex v = level->n; v-- > 0;) /* a community's number is at most its members' */
      a->community[v] = a->community[parts[v]];
    gv_assignment_count(a, level);
  }
  return parts != NULL;
}

gboolean gv_communities_bound(GvMover *m, const GvLevel *level, GvSizes sizes, GError **error)
{
  return (sizes.max == 0 || split_large(m, level, sizes, error)) &&
         (sizes.min <= 1 || join_small(m, level, sizes, error));
}
