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
