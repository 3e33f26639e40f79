/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/source_order.h"

#include "graph/base/array.h"

static GvVertex largest_degree(GvAdjacency side)
{
  GvVertex largest = 0;

  for (GvVertex v = 1; v < side.n; v++)
    if (gv_degree(side, v) > gv_degree(side, largest))
      largest = v;
  return largest;
}

/* Everyone within reach of `from` who is not listed yet. Returns the list's end. */
static GvVertex list_from(GvAdjacency side, GvVertex from, gboolean *listed, GvVertex *list,
                          GvVertex end)
{
  if (listed[from])
    return end;
  listed[from] = TRUE;
  list[end++] = from;
  for (GvVertex i = end - 1; i < end; i++)
    for (GvEdge e = side.offsets[list[i]]; e < side.offsets[list[i] + 1]; e++) {
      const GvVertex to = side.targets[e];
      if (listed[to])
        continue;
      listed[to] = TRUE;
      list[end++] = to;
    }
  return end;
}

GvVertex *gv_source_order(GvAdjacency against, GError **error)
{
  const GvVertex n = against.n;
  g_autofree gboolean *listed = gv_array_new(n, sizeof *listed, error);
  GvVertex *list = listed ? gv_array_new_raw(n, sizeof *list, error) : NULL;
  GvVertex end = 0;

  if (list == NULL)
    return NULL;
  if (n > 0)
    end = list_from(against, largest_degree(against), listed, list, 0);
  for (GvVertex v = 0; v < n; v++)
    end = list_from(against, v, listed, list, end);
  return list;
}
