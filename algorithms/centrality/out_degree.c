/* out_degree(v) = |{w : v -> w}|; undirected: number of neighbours. Mutual ties count twice where arcs are counted.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "graph/base/task.h"

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const GvAdjacency out = gv_graph_out(graph);
  (void)options;

#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(static)
  for (GvVertex v = 0; v < out.n; v++)
    scores[v] = (double)gv_degree(out, v);
  return gv_task_step(task, 1, error);
}

static const GvParam params[] = { GV_PARAMS_END };

const GvCentrality gv_centrality_out_degree = {
  .name = "out_degree",
  .summary = "number of people a person pays attention to",
  .formula = "out_degree(v) = |{w : v -> w}|; undirected: number of neighbours",
  .reference = "definition",
  .cost = "O(n) time; no memory",
  .params = params,
  .run = run,
};
