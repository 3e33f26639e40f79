/* in_strength(v) = sum of w(u,v) over arcs u -> v; undirected: over neighbours. Unweighted:
 * in_degree. SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "algorithms/row_sum.h"
#include "graph/base/task.h"

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const GvAdjacency in = gv_graph_in(graph);
  (void)options;

#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < in.n; v++)
    scores[v] = gv_row_weight(in, v);
  return gv_task_step(task, 1, error);
}

static const GvParam params[] = { GV_PARAMS_END };

const GvCentrality gv_centrality_in_strength = {
  .name = "in_strength",
  .summary = "weight of the ties towards a person",
  .formula = "in_strength(v) = sum over u of w(u,v)",
  .reference = "Barrat et al. 2004",
  .cost = "O(n + m) time; no memory",
  .params = params,
  .run = run,
};
