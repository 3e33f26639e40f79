/* reciprocity(v) = |{ w : v -> w and w -> v }| / |{ w : v -> w }|; NaN without outgoing ties;
 * undirected: 1. Weights are ignored. Rows are sorted, so a row costs one merge.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>
#include <math.h>

#include "graph/base/task.h"

static GvEdge returned(GvAdjacency out, GvAdjacency in, GvVertex v)
{
  GvEdge o = out.offsets[v], i = in.offsets[v], both = 0;

  while (o < out.offsets[v + 1] && i < in.offsets[v + 1]) {
    const GvVertex a = out.targets[o], b = in.targets[i];
    both += a == b;
    o += a <= b;
    i += b <= a;
  }
  return both;
}

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const GvAdjacency out = gv_graph_out(graph), in = gv_graph_in(graph);
  (void)options;

#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < out.n; v++) {
    const GvEdge ties = gv_degree(out, v);
    scores[v] = ties ? (double)returned(out, in, v) / (double)ties : NAN;
  }
  return gv_task_step(task, 1, error);
}

static const GvParam params[] = { GV_PARAMS_END };

const GvCentrality gv_centrality_reciprocity = {
  .name = "reciprocity",
  .summary = "share of a person's outgoing ties that are returned",
  .formula = "reciprocity(v) = |{w : v->w, w->v}| / |{w : v->w}|; undirected: 1 with a tie",
  .reference = "Wasserman, Faust 1994, chapter 13",
  .cost = "O(n + m) time; no memory",
  .undefined = "without outgoing ties",
  .params = params,
  .run = run,
};
