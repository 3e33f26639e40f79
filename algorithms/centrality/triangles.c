/* triangles(v) = number of pairs of v's contacts that are in contact themselves; mutual ties
 * merged. SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "algorithms/triangles/count.h"
#include "graph/base/array.h"

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const GvVertex n = gv_graph_vertices(graph);
  g_autofree GvEdge *triangles = gv_array_new_raw(n, sizeof *triangles, error);
  (void)options;

  if (triangles == NULL || !gv_triangles_count(graph, triangles, NULL, task, error))
    return FALSE;
  for (GvVertex v = 0; v < n; v++)
    scores[v] = (double)triangles[v];
  return TRUE;
}

static const GvParam params[] = { GV_PARAMS_END };

const GvCentrality gv_centrality_triangles = {
  .name = "triangles",
  .summary = "number of ties among a person's contacts",
  .formula = "triangles(v) = |{ {a, b} : a, b and v are in contact pairwise }|; direction ignored",
  .reference = "Latapy 2008, main-memory triangle computations",
  .cost = "O(m sqrt(m)) time; 4 bytes an edge, 32 a vertex, 4 a vertex and thread",
  .params = params,
  .run = run,
};
