/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/hierarchy.h"

#include <string.h>

#include "algorithms/communities/aggregate.h"
#include "algorithms/communities/finish.h"
#include "algorithms/communities/moving.h"
#include "algorithms/communities/refine.h"
#include "graph/base/array.h"

enum {
  SWEEPS_UP = 20,  /* of a large level; the tolerance stops most earlier */
  SWEEPS_DOWN = 2, /* to polish */
};

#define TOLERANCE 1e-2      /* of 2m; a tenth of it on each further level */
#define TOLERANCE_DOWN 1e-3 /* on each level */

/* Forgets all but the graph itself. */
static void hierarchy_cut(GvHierarchy *h)
{
  for (unsigned l = 0; l < h->top; l++) {
    g_clear_pointer(&h->parts[l], g_free);
    gv_level_clear(&h->levels[l + 1]);
  }
  h->top = 0;
}

void gv_hierarchy_free(GvHierarchy *h)
{
  if (h == NULL)
    return;
  hierarchy_cut(h);
  gv_level_clear(&h->levels[0]);
  g_free(h);
}

/* Parts of the communities, numbered 0 .. *count-1. */
static GvVertex *cut_into_parts(GvMover *m, const GvLevel *level, GvCoarsening coarsening,
                                GvVertex *count, GError **error)
{
  g_autofree GvVertex *parts = gv_array_new_raw(level->n, sizeof *parts, error);

  if (parts == NULL)
    return NULL;
  if (coarsening == GV_COARSEN_COMMUNITIES)
    memcpy(parts, m->assignment.community, level->n * sizeof *parts);
  else if (coarsening == GV_COARSEN_COMPONENTS)
    gv_split(level, m->assignment.community, parts, m->list, m->threads);
  else if (!gv_refine(m, level, parts, error))
    return NULL;
  *count = gv_labels_compact(parts, level->n, m->list);
  return g_steal_pointer(&parts);
}

/* Parts start where their members are; a community gets the id of its first part. */
static void lift(GvMover *m, const GvLevel *fine, const GvVertex *parts, const GvLevel *coarse)
{
  GvAssignment *a = &m->assignment;
  GvVertex *first = m->list;

  memset(first, 0xff, fine->n * sizeof *first);
  for (GvVertex v = 0; v < fine->n; v++)
    if (first[a->community[v]] == GV_VERTEX_NONE)
      first[a->community[v]] = parts[v];
  /* Parts are numbered by first appearance: the first vertex of part p is at or
   * after p, so nothing is overwritten before it is read. */
  for (GvVertex v = 0, next = 0; v < fine->n; v++)
    if (parts[v] == next)
      a->community[next++] = first[a->community[v]];
  gv_assignment_count(a, coarse);
}

/* The level above, unless it would not be smaller. */
static gboolean climb(GvHierarchy *h, GvMover *m, GvCoarsening coarsening, gboolean *climbed,
                      GError **error)
{
  const GvLevel *level = &h->levels[h->top];
  g_autofree GvVertex *parts = NULL;
  GvVertex count = 0;

  *climbed = FALSE;
  if (h->top + 1 == GV_MAX_LEVELS ||
      gv_assignment_communities(&m->assignment, level->n) == level->n)
    return TRUE;
  if (!(parts = cut_into_parts(m, level, coarsening, &count, error)))
    return FALSE;
  if (count == level->n)
    return TRUE;
  h->parts[h->top] = g_steal_pointer(&parts);
  h->top++;
  *climbed = gv_level_aggregate(&h->levels[h->top], level, h->parts[h->top - 1], count, m, error);
  if (*climbed)
    lift(m, level, h->parts[h->top - 1], &h->levels[h->top]);
  return *climbed;
}

/* again: from the result of a round before. */
static gboolean go_up(GvHierarchy *h, GvMover *m, GvCoarsening coarsening, gboolean again,
                      GError **error)
{
  GvPatience patience = { SWEEPS_UP, TOLERANCE };
  gboolean climbed = TRUE;

  while (climbed) {
    const GvLevel *level = &h->levels[h->top];
    const gboolean finished = again && h->top == 0 && gv_moving_finishes(level);
    if (!(finished || gv_moving_run(m, level, patience, error)) ||
        !climb(h, m, coarsening, &climbed, error))
      return FALSE;
    patience.tolerance /= 10;
  }
  return TRUE;
}

/* Downwards each vertex takes the community of what it went into: from the last
 * vertex on, for a part's number is never above its members'. */
static gboolean go_down(GvHierarchy *h, GvMover *m, GError **error)
{
  GvAssignment *a = &m->assignment;

  for (unsigned l = h->top; l-- > 0;) {
    const GvLevel *level = &h->levels[l];
    for (GvVertex v = level->n; v-- > 0;)
      a->community[v] = a->community[h->parts[l][v]];
    gv_assignment_count(a, level);
    if (!gv_moving_run(m, level, (GvPatience){ SWEEPS_DOWN, TOLERANCE_DOWN }, error))
      return FALSE;
  }
  return TRUE;
}

/* A small graph gets one round more: it costs milliseconds, and of a few dozen
 * people a single round leaves the best partition too often unfound. */
gboolean gv_hierarchy_optimise(GvHierarchy *h, GvMover *m, int64_t iterations,
                               GvCoarsening coarsening, GError **error)
{
  const int64_t rounds = iterations + gv_moving_finishes(&h->levels[0]);

  gv_assignment_count(&m->assignment, &h->levels[0]);
  for (int64_t i = 0; i < rounds; i++) {
    hierarchy_cut(h);
    if (!go_up(h, m, coarsening, i > 0, error) || !go_down(h, m, error))
      return FALSE;
    gv_communities_mend(m, &h->levels[0]);
  }
  return TRUE;
}
