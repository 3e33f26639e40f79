/* in_degree(v) = |{u : u -> v}|; undirected: number of neighbours. Mutual ties count twice where arcs are counted.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "graph/base/task.h"

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const GvAdjacency in = gv_graph_in(graph);
  (void)options;

#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(static)
  for (GvVertex v = 0; v < in.n; v++)
    scores[v] = (double)gv_degree(in, v);
  return gv_task_step(task, 1, error);
}

static const GvParam params[] = { GV_PARAMS_END };

const GvCentrality gv_centrality_in_degree = {
  .name = "in_degree",
  .summary = "number of people who pay attention to a person",
  .formula = "in_degree(v) = |{u : u -> v}|; undirected: number of neighbours",
  .reference = "definition",
  .cost = "O(n) time; no memory",
  .params = params,
  .run = run,
};
