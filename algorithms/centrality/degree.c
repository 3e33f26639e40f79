/* degree(v) = in_degree(v) + out_degree(v); undirected: number of neighbours. Mutual ties count twice where arcs are counted.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "graph/base/task.h"

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const GvAdjacency out = gv_graph_out(graph), in = gv_graph_in(graph);
  const gboolean directed = gv_graph_is_directed(graph);
  (void)options;

#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(static)
  for (GvVertex v = 0; v < out.n; v++)
    scores[v] = (double)(gv_degree(out, v) + (directed ? gv_degree(in, v) : 0));
  return gv_task_step(task, 1, error);
}

static const GvParam params[] = { GV_PARAMS_END };

const GvCentrality gv_centrality_degree = {
  .name = "degree",
  .summary = "number of people tied to a person, followers and followed",
  .formula = "degree(v) = in_degree(v) + out_degree(v); undirected: number of neighbours",
  .reference = "definition",
  .cost = "O(n) time; no memory",
  .params = params,
  .run = run,
};
