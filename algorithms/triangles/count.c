/* t(v) = number of pairs of v's contacts that are in contact themselves.
 *
 * Every triangle is found once, from its corner of least degree u: the row of u
 * is marked and the rows of its targets are searched for marks. Counts are
 * integers, so several threads may add to one cell. Time O(m sqrt(m)) at worst;
 * memory 4 bytes an edge, 24 a vertex, and 4 more a vertex and thread.
 * Latapy 2008 (algorithm forward).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/triangles/count.h"

#include "algorithms/triangles/orientation.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

typedef struct {
  GvAdjacency rows;
  const GvVertex *order;
  GvEdge *counts; /* [n], by vertex */
} Counting;

static void add(const Counting *c, GvVertex rank, GvEdge triangles)
{
#pragma omp atomic
  c->counts[c->order[rank]] += triangles;
}

/* The mark is also the counter: 1 + triangles at the edge (u, w). */
static GvVertex search_row(GvAdjacency rows, GvVertex v, GvVertex *mark)
{
  GvVertex found = 0;

  for (GvEdge f = rows.offsets[v]; f < rows.offsets[v + 1]; f++) {
    const GvVertex old = mark[rows.targets[f]], hit = old != 0;
    mark[rows.targets[f]] = old + hit; /* written also where nothing is found: no branch to guess */
    found += hit;
  }
  return found;
}

static void count_row(void *data, GvVertex u, const GvRowScratch *scratch)
{
  const Counting *c = data;
  const GvAdjacency rows = c->rows;
  GvVertex *mark = scratch->mark;
  GvEdge corners = 0; /* each triangle has two besides u */

  if (gv_degree(rows, u) < 2)
    return;
  for (GvEdge e = rows.offsets[u]; e < rows.offsets[u + 1]; e++)
    mark[rows.targets[e]] = 1;
  for (GvEdge e = rows.offsets[u]; e < rows.offsets[u + 1]; e++)
    mark[rows.targets[e]] += search_row(rows, rows.targets[e], mark);
  for (GvEdge e = rows.offsets[u]; e < rows.offsets[u + 1]; e++) {
    const GvVertex v = rows.targets[e], triangles = mark[v] - 1;
    mark[v] = 0;
    corners += triangles;
    if (triangles)
      add(c, v, triangles);
  }
  if (corners)
    add(c, u, corners / 2);
}

gboolean gv_triangles_count(GvGraph *graph, GvEdge *counts, GvVertex *contacts, GvTask *task,
                            GError **error)
{
  g_autoptr(GvGraph) undirected = gv_graph_symmetrised(graph, task, error);
  g_auto(GvOrientation) orientation = { 0 };
  GvAdjacency side;
  Counting counting;

  if (undirected == NULL)
    return FALSE;
  side = gv_graph_out(undirected);
  side.weights = NULL;
  if (!gv_orientation_init(&orientation, side, task, error))
    return FALSE;
  for (GvVertex v = 0; v < side.n; v++) {
    counts[v] = 0;
    if (contacts)
      contacts[v] = (GvVertex)gv_degree(side, v);
  }
  counting = (Counting){ gv_orientation_rows(&orientation), orientation.order, counts };
  return gv_orientation_each_row(&orientation, (GvRowPass){ count_row, &counting, 0, 1 }, task,
                                 error);
}
