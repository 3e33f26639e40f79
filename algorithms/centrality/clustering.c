/* clustering(v) = t(v) / (d(v) (d(v) - 1) / 2); t triangles at v, d contacts of v; mutual ties
 * merged. SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>
#include <math.h>

#include "algorithms/triangles/count.h"
#include "graph/base/array.h"

static double share(GvEdge triangles, GvVertex contacts)
{
  const double d = contacts;

  return contacts < 2 ? NAN : 2 * (double)triangles / (d * (d - 1));
}

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const GvVertex n = gv_graph_vertices(graph);
  g_autofree GvEdge *triangles = gv_array_new_raw(n, sizeof *triangles, error);
  g_autofree GvVertex *contacts = NULL;
  (void)options;

  if (triangles == NULL || !(contacts = gv_array_new_raw(n, sizeof *contacts, error)) ||
      !gv_triangles_count(graph, triangles, contacts, task, error))
    return FALSE;
  for (GvVertex v = 0; v < n; v++)
    scores[v] = share(triangles[v], contacts[v]);
  return TRUE;
}

static const GvParam params[] = { GV_PARAMS_END };

const GvCentrality gv_centrality_clustering = {
  .name = "clustering",
  .summary = "share of the pairs of a person's contacts that are in contact themselves",
  .formula = "clustering(v) = 2 triangles(v) / (d(v) (d(v) - 1)), d(v) contacts; direction ignored",
  .reference = "Watts, Strogatz 1998",
  .cost = "O(m sqrt(m)) time; 4 bytes an edge, 36 a vertex, 4 a vertex and thread",
  .undefined = "below two contacts",
  .params = params,
  .run = run,
};
