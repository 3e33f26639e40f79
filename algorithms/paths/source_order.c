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

enum { AROUND = 256 }; /* ties looked at for a cluster */

typedef struct {
  GvAdjacency against;
  gboolean *listed; /* [n] */
  GvVertex *seen;   /* [n], number of the last cluster that looked at it, from 1 */
  GvVertex *list;   /* [end] */
  GvVertex end, cluster;
} Clusters;

static void clusters_clear(Clusters *c)
{
  g_free(c->listed);
  g_free(c->seen);
  g_free(c->list);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Clusters, clusters_clear)

static void list_about(Clusters *c, GvVertex from, GvVertex size)
{
  const GvAdjacency side = c->against;
  const GvVertex last = (GvVertex)MIN((GvEdge)c->end + size, side.n);
  GvVertex about[AROUND + 1] = { from }, count = 1, ties = 0;

  c->seen[from] = ++c->cluster;
  for (GvVertex i = 0; i < count && c->end < last; i++) {
    const GvVertex v = about[i];
    if (!c->listed[v])
      c->list[c->end++] = v;
    c->listed[v] = TRUE;
    for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1] && ties < AROUND; e++, ties++) {
      if (c->seen[side.targets[e]] == c->cluster)
        continue;
      c->seen[side.targets[e]] = c->cluster;
      about[count++] = side.targets[e];
    }
  }
}

GvVertex *gv_source_clusters(GvAdjacency against, GvVertex size, GError **error)
{
  g_autofree GvVertex *order = gv_source_order(against, error);
  g_auto(Clusters) c = { .against = against };

  if (order == NULL || !(c.listed = gv_array_new(against.n, sizeof *c.listed, error)) ||
      !(c.seen = gv_array_new(against.n, sizeof *c.seen, error)) ||
      !(c.list = gv_array_new_raw(against.n, sizeof *c.list, error)))
    return NULL;
  for (GvVertex i = 0; i < against.n; i++)
    if (!c.listed[order[i]])
      list_about(&c, order[i], size);
  return g_steal_pointer(&c.list);
}
