/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/degree_order.h"

#include "graph/base/array.h"

/* Counting sort. */
gboolean gv_degree_order(GvAdjacency side, GvVertex *order, GvVertex *rank, GError **error)
{
  GvEdge largest = 0;
  g_autofree GvVertex *next = NULL; /* [largest + 2], rank of the next vertex by largest - degree */

  for (GvVertex v = 0; v < side.n; v++)
    largest = MAX(largest, gv_degree(side, v));
  next = gv_array_new(largest + 2, sizeof *next, error);
  if (next == NULL)
    return FALSE;
  for (GvVertex v = 0; v < side.n; v++)
    next[largest - gv_degree(side, v) + 1]++;
  for (GvEdge d = 0; d < largest; d++)
    next[d + 1] += next[d];
  for (GvVertex v = 0; v < side.n; v++) {
    rank[v] = next[largest - gv_degree(side, v)]++;
    order[rank[v]] = v;
  }
  return TRUE;
}
