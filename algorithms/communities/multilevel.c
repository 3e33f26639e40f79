/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/multilevel.h"

#include "algorithms/communities/bounds.h"
#include "algorithms/communities/finish.h"
#include "graph/base/random.h"
#include "graph/base/task.h"

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
  if (options->max_size > 0 && options->min_size > options->max_size) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--min-size is above --max-size");
    return FALSE;
  }
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

static void start_from(GvAssignment *a, const GvVertex *initial, GvVertex n)
{
  for (GvVertex v = 0; v < n; v++)
    a->community[v] = initial ? initial[v] : v;
}

/* Within given communities, or anywhere. */
static gboolean optimise(GvMover *m, const GvLevel *whole, const GvMultilevelOptions *options,
                         GvCoarsening coarsening, unsigned *levels, GError **error)
{
  g_autoptr(GvHierarchy) h = g_new0(GvHierarchy, 1);

  if (!gv_level_inside(&h->levels[0], whole, options->within, NULL, error))
    return FALSE;
  start_from(&m->assignment, options->initial, whole->n);
  if (!gv_hierarchy_optimise(h, m, options->iterations, coarsening, error))
    return FALSE;
  *levels = h->top;
  gv_assignment_count(&m->assignment, whole);
  return TRUE;
}

gboolean gv_multilevel_run(GvGraph *graph, const GvMultilevelOptions *options,
                           GvCoarsening coarsening, GvVertex *labels, GvPartition *partition,
                           GvTask *task, GError **error)
{
  const GvMultilevelOptions o = options_for(graph, options);
  const GvReport report = { o.resolution, choose_mass(&o) == GV_MASS_DIRECTED };
  const GvSizes sizes = { (GvVertex)o.min_size, (GvVertex)o.max_size, coarsening };
  g_autoptr(GvGraph) undirected = NULL;
  g_auto(GvLevel) level = { 0 };
  g_auto(GvMover) m = { 0 };
  GvUnit unit;

  gv_task_set_label(task, "communities");
  *partition = (GvPartition){ 0 };
  if (!check_together(options, error) || !(undirected = gv_graph_symmetrised(graph, task, error)) ||
      !gv_level_init(&level, graph, undirected, choose_mass(&o), &unit, error) ||
      !mover_prepare(&m, &level, unit, &o, task, error) ||
      !optimise(&m, &level, &o, coarsening, &partition->levels, error) ||
      !gv_communities_bound(&m, &level, sizes, error))
    return FALSE;
  return gv_communities_report(&m, &level, report, labels, partition, error) &&
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
    .help = "higher values find more, smaller communities; the program takes several, as .5,1,2" },
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
  { .name = "min-size",
    .type = GV_PARAM_INT,
    .offset = offsetof(GvMultilevelOptions, min_size),
    .min = 0,
    .max = GV_VERTEX_NONE - 1.0,
    .initial = 0,
    .help = "smaller communities join the neighbour that costs the least; 0 = any size" },
  { .name = "max-size",
    .type = GV_PARAM_INT,
    .offset = offsetof(GvMultilevelOptions, max_size),
    .min = 0,
    .max = GV_VERTEX_NONE - 1.0,
    .initial = 0,
    .help = "larger communities are split at twice the resolution, and again; 0 = any size" },
  GV_PARAMS_END,
};
