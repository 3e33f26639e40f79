/* strength(v) = in_strength(v) + out_strength(v); undirected: sum over neighbours. Unweighted:
 * degree. SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "algorithms/row_sum.h"
#include "graph/base/task.h"

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const GvAdjacency out = gv_graph_out(graph), in = gv_graph_in(graph);
  const gboolean directed = gv_graph_is_directed(graph);
  (void)options;

#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < out.n; v++)
    scores[v] = gv_row_weight(out, v) + (directed ? gv_row_weight(in, v) : 0);
  return gv_task_step(task, 1, error);
}

static const GvParam params[] = { GV_PARAMS_END };

const GvCentrality gv_centrality_strength = {
  .name = "strength",
  .summary = "weight of all ties of a person, to and from",
  .formula = "strength(v) = in_strength(v) + out_strength(v); undirected: sum over neighbours of w",
  .reference = "Barrat et al. 2004",
  .cost = "O(n + m) time; no memory",
  .params = params,
  .run = run,
};
