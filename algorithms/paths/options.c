/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/options.h"

const char *const gv_length_names[] = { "unit", "weight", "inverse", NULL };
const char *const gv_path_modes[] = { "in", "out", "all", NULL };

GvGraph *gv_paths_towards(GvGraph *graph, GvPathMode mode, GvTask *task, GError **error)
{
  if (mode == GV_PATHS_ALL)
    return gv_graph_symmetrised(graph, task, error);
  return mode == GV_PATHS_OUT ? gv_graph_reversed(graph) : gv_graph_ref(graph);
}

const GvParam gv_distance_params[] = {
  { .name = "mode",
    .type = GV_PARAM_CHOICE,
    .offset = offsetof(GvDistanceOptions, mode),
    .initial = GV_PATHS_IN,
    .choices = gv_path_modes,
    .help = "measure paths towards the person, from the person, or without direction" },
  { .name = "length",
    .type = GV_PARAM_CHOICE,
    .offset = offsetof(GvDistanceOptions, length),
    .initial = GV_LENGTH_UNIT,
    .choices = gv_length_names,
    .help = GV_LENGTH_HELP },
  { .name = "epsilon",
    .type = GV_PARAM_REAL,
    .offset = offsetof(GvDistanceOptions, epsilon),
    .max = 1,
    .help = "estimate from counts of those within each distance that have this relative standard "
            "error, 0.005 to 1; 0 = exact" },
  { .name = "seed",
    .type = GV_PARAM_INT,
    .offset = offsetof(GvDistanceOptions, seed),
    .max = 9007199254740991.0,
    .initial = 1,
    .help = "seed of the estimate" },
  GV_PARAMS_END,
};
