/* out_strength(v) = sum of w(v,u) over arcs v -> u; undirected: over neighbours. Unweighted:
 * out_degree. SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "algorithms/row_sum.h"
#include "graph/base/task.h"

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const GvAdjacency out = gv_graph_out(graph);
  (void)options;

#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < out.n; v++)
    scores[v] = gv_row_weight(out, v);
  return gv_task_step(task, 1, error);
}

static const GvParam params[] = { GV_PARAMS_END };

const GvCentrality gv_centrality_out_strength = {
  .name = "out_strength",
  .summary = "weight of the ties from a person",
  .formula = "out_strength(v) = sum over u of w(v,u)",
  .reference = "Barrat et al. 2004",
  .cost = "O(n + m) time; no memory",
  .params = params,
  .run = run,
};
