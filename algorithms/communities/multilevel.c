/* Up: move vertices (mover.h); cut communities into parts; make parts the
 * vertices of the next level, where they start in the communities they came
 * from; again, until nothing gets smaller. Down: hand the communities to the
 * level below and move its vertices once more. At the bottom communities are
 * split into components, and who is left alone may join a neighbour: so none is
 * disconnected, whatever happened before.
 *
 * Time about O(m) a level and sweep; memory about 12 bytes an arc of the coarse
 * levels, 60 a vertex, and 4 a vertex and thread.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/multilevel.h"

#include <math.h>
#include <string.h>

#include "algorithms/communities/aggregate.h"
#include "algorithms/communities/finish.h"
#include "algorithms/communities/refine.h"
#include "graph/base/array.h"
#include "graph/base/random.h"
#include "graph/base/task.h"

enum {
  MAX_LEVELS = 64,
  SWEEPS_UP = 20,  /* of a large level; the tolerance stops most earlier */
  SWEEPS_DOWN = 2, /* to polish */
};

#define TOLERANCE 1e-2      /* of 2m; a tenth of it on each further level */
#define TOLERANCE_DOWN 1e-3 /* on each level */

/* levels[0] is the graph. parts[l][v] is the vertex of level l + 1 that v of
 * level l went into. */
typedef struct {
  GvLevel levels[MAX_LEVELS];
  GvVertex *parts[MAX_LEVELS];
  unsigned top;
} Hierarchy;

/* Forgets all but the graph itself. */
static void hierarchy_cut(Hierarchy *h)
{
  for (unsigned l = 0; l < h->top; l++) {
    g_clear_pointer(&h->parts[l], g_free);
    gv_level_clear(&h->levels[l + 1]);
  }
  h->top = 0;
}

static void hierarchy_free(Hierarchy *h)
{
  if (h == NULL)
    return;
  hierarchy_cut(h);
  gv_level_clear(&h->levels[0]);
  g_free(h);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Hierarchy, hierarchy_free)

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
static gboolean climb(Hierarchy *h, GvMover *m, GvCoarsening coarsening, gboolean *climbed,
                      GError **error)
{
  const GvLevel *level = &h->levels[h->top];
  g_autofree GvVertex *parts = NULL;
  GvVertex count = 0;

  *climbed = FALSE;
  if (h->top + 1 == MAX_LEVELS || gv_assignment_communities(&m->assignment, level->n) == level->n)
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
static gboolean go_up(Hierarchy *h, GvMover *m, GvCoarsening coarsening, gboolean again,
                      GError **error)
{
  GvPatience patience = { SWEEPS_UP, TOLERANCE };
  gboolean climbed = TRUE;

  while (climbed) {
    const GvLevel *level = &h->levels[h->top];
    const gboolean finished = again && h->top == 0 && gv_mover_finishes(level);
    if (!(finished || gv_mover_run(m, level, patience, error)) ||
        !climb(h, m, coarsening, &climbed, error))
      return FALSE;
    patience.tolerance /= 10;
  }
  return TRUE;
}

/* Downwards each vertex takes the community of what it went into: from the last
 * vertex on, for a part's number is never above its members'. */
static gboolean go_down(Hierarchy *h, GvMover *m, GError **error)
{
  GvAssignment *a = &m->assignment;

  for (unsigned l = h->top; l-- > 0;) {
    const GvLevel *level = &h->levels[l];
    for (GvVertex v = level->n; v-- > 0;)
      a->community[v] = a->community[h->parts[l][v]];
    gv_assignment_count(a, level);
    if (!gv_mover_run(m, level, (GvPatience){ SWEEPS_DOWN, TOLERANCE_DOWN }, error))
      return FALSE;
  }
  return TRUE;
}

/* A small graph gets one round more: it costs milliseconds, and of a few dozen
 * people a single round leaves the best partition too often unfound. */
static gboolean optimise(Hierarchy *h, GvMover *m, const GvMultilevelOptions *options,
                         GvCoarsening coarsening, GError **error)
{
  const int64_t rounds = options->iterations + gv_mover_finishes(&h->levels[0]);

  for (GvVertex v = 0; v < h->levels[0].n; v++)
    m->assignment.community[v] = v;
  gv_assignment_count(&m->assignment, &h->levels[0]);
  for (int64_t i = 0; i < rounds; i++) {
    hierarchy_cut(h);
    if (!go_up(h, m, coarsening, i > 0, error) || !go_down(h, m, error))
      return FALSE;
    gv_communities_mend(m, &h->levels[0]);
  }
  return TRUE;
}

/* Of the product of two masses (level.h). */
static double choose_penalty(const GvMultilevelOptions *options, GvUnit unit)
{
  const double total = (double)MAX(unit.total, 1);

  if (options->quality == GV_QUALITY_CPM)
    return options->resolution * unit.unit / 2;
  return options->direction == GV_DIRECTION_LEICHT_NEWMAN ? 2 * options->resolution / total
                                                          : options->resolution / total / 2;
}

static GvMassKind choose_mass(const GvMultilevelOptions *options)
{
  if (options->quality == GV_QUALITY_CPM)
    return GV_MASS_PEOPLE;
  return options->direction == GV_DIRECTION_LEICHT_NEWMAN ? GV_MASS_DIRECTED : GV_MASS_STRENGTH;
}

static gboolean check_together(const GvMultilevelOptions *options, GError **error)
{
  if (options->quality != GV_QUALITY_CPM || options->direction == GV_DIRECTION_PROJECT)
    return TRUE;
  g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                      "--direction leicht-newman goes with --quality modularity: the Potts model "
                      "has no directions");
  return FALSE;
}

static gboolean mover_prepare(GvMover *m, const GvLevel *level, GvUnit unit,
                              const GvMultilevelOptions *options, GvTask *task, GError **error)
{
  if (!gv_mover_init(m, level, task, error))
    return FALSE;
  m->total = unit.total;
  m->noise = (double)unit.total * 0x1p-46; /* of each term of a gain the rounding is 2^-53 */
  m->penalty = choose_penalty(options, unit);
  m->seed = gv_mix64((uint64_t)options->seed);
  return TRUE;
}

/* Undirected networks have no directions to heed. */
static GvMultilevelOptions options_for(GvGraph *graph, const GvMultilevelOptions *options)
{
  GvMultilevelOptions o = *options;

  o.direction = gv_graph_is_directed(graph) ? o.direction : GV_DIRECTION_PROJECT;
  return o;
}

gboolean gv_multilevel_run(GvGraph *graph, const GvMultilevelOptions *options,
                           GvCoarsening coarsening, GvVertex *labels, GvPartition *partition,
                           GvTask *task, GError **error)
{
  const GvMultilevelOptions o = options_for(graph, options);
  const GvReport report = { o.resolution, choose_mass(&o) == GV_MASS_DIRECTED };
  g_autoptr(GvGraph) undirected = NULL;
  g_autoptr(Hierarchy) h = g_new0(Hierarchy, 1);
  g_auto(GvMover) m = { 0 };
  GvUnit unit;

  gv_task_set_label(task, "communities");
  *partition = (GvPartition){ 0 };
  if (!check_together(options, error) || !(undirected = gv_graph_symmetrised(graph, task, error)) ||
      !gv_level_init(&h->levels[0], graph, undirected, choose_mass(&o), &unit, error) ||
      !mover_prepare(&m, &h->levels[0], unit, &o, task, error) ||
      !optimise(h, &m, &o, coarsening, error))
    return FALSE;
  partition->levels = h->top;
  return gv_communities_report(&m, &h->levels[0], report, labels, partition, error) &&
         gv_task_step(task, 1, error);
}

static const char *const directions[] = { "project", "leicht-newman", NULL };
static const char *const qualities[] = { "modularity", "cpm", NULL };

const GvParam gv_multilevel_params[] = {
  { .name = "resolution",
    .type = GV_PARAM_REAL,
    .offset = offsetof(GvMultilevelOptions, resolution),
    .min = 0,
    .max = 1e6,
    .initial = 1,
    .help = "higher values find more, smaller communities" },
  { .name = "quality",
    .type = GV_PARAM_CHOICE,
    .offset = offsetof(GvMultilevelOptions, quality),
    .choices = qualities,
    .initial = GV_QUALITY_MODULARITY,
    .help = "what a good partition has much of" },
  { .name = "direction",
    .type = GV_PARAM_CHOICE,
    .offset = offsetof(GvMultilevelOptions, direction),
    .choices = directions,
    .initial = GV_DIRECTION_PROJECT,
    .help = "read ties both ways, or as modularity of directed networks does" },
  { .name = "seed",
    .type = GV_PARAM_INT,
    .offset = offsetof(GvMultilevelOptions, seed),
    .min = 0,
    .max = 0x1p53,
    .initial = 1,
    .help = "seed of the order in which people are visited" },
  { .name = "iterations",
    .type = GV_PARAM_INT,
    .offset = offsetof(GvMultilevelOptions, iterations),
    .min = 1,
    .max = 1000,
    .initial = 1,
    .help = "runs, each from the result of the one before" },
  GV_PARAMS_END,
};
