/* A heap with four children a parent: half as deep as a binary one, and the
 * children share a cache line. Equal distances by vertex, so that the order does
 * not depend on the heap.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/dijkstra.h"

#include "graph/base/array.h"

enum { ARITY = 4 };

static gboolean is_before(GvDijkstraEntry a, GvDijkstraEntry b)
{
  return a.distance < b.distance || (a.distance == b.distance && a.vertex < b.vertex);
}

static void put(GvDijkstra *d, GvVertex at, GvDijkstraEntry entry)
{
  d->heap[at] = entry;
  d->place[entry.vertex] = at;
}

static void rise(GvDijkstra *d, GvVertex at, GvDijkstraEntry entry)
{
  while (at > 0 && is_before(entry, d->heap[(at - 1) / ARITY])) {
    put(d, at, d->heap[(at - 1) / ARITY]);
    at = (at - 1) / ARITY;
  }
  put(d, at, entry);
}

static GvVertex first_child(const GvDijkstra *d, GvEdge begin)
{
  const GvEdge end = MIN(begin + ARITY, d->waiting);
  GvEdge first = begin;

  for (GvEdge c = begin + 1; c < end; c++)
    if (is_before(d->heap[c], d->heap[first]))
      first = c;
  return (GvVertex)first;
}

static void sink(GvDijkstra *d, GvDijkstraEntry entry)
{
  GvVertex at = 0;

  for (GvEdge begin = 1; begin < d->waiting; begin = (GvEdge)at * ARITY + 1) {
    const GvVertex child = first_child(d, begin);
    if (!is_before(d->heap[child], entry))
      break;
    put(d, at, d->heap[child]);
    at = child;
  }
  put(d, at, entry);
}

static GvDijkstraEntry take_first(GvDijkstra *d)
{
  const GvDijkstraEntry first = d->heap[0];

  if (--d->waiting > 0)
    sink(d, d->heap[d->waiting]);
  return first;
}

/* Of who is settled the distance cannot fall: lengths are positive. */
static void relax(GvDijkstra *d, GvAdjacency side, GvDijkstraEntry from)
{
  for (GvEdge e = side.offsets[from.vertex]; e < side.offsets[from.vertex + 1]; e++) {
    const GvVertex v = side.targets[e];
    const double distance = from.distance + gv_dijkstra_length(d, side, e);
    if (!(distance < d->distance[v]))
      continue;
    const GvVertex at = isinf(d->distance[v]) ? d->waiting++ : d->place[v];
    d->distance[v] = distance;
    rise(d, at, (GvDijkstraEntry){ distance, v });
  }
}

void gv_dijkstra_search(GvDijkstra *d, GvVertex source)
{
  d->reached = d->waiting = 0;
  d->distance[source] = 0;
  rise(d, d->waiting++, (GvDijkstraEntry){ 0, source });
  while (d->waiting > 0) {
    const GvDijkstraEntry next = take_first(d);
    d->place[next.vertex] = d->reached;
    d->order[d->reached++] = next.vertex;
    for (int i = 0; i < d->side_count; i++)
      relax(d, d->sides[i], next);
  }
}

void gv_dijkstra_reset(GvDijkstra *d)
{
  for (GvVertex i = 0; i < d->reached; i++)
    d->distance[d->order[i]] = INFINITY;
  d->reached = 0;
}

gboolean gv_dijkstra_init(GvDijkstra *d, GvGraph *graph, GvPathMode mode, GvLength length,
                          GError **error)
{
  const GvVertex n = gv_graph_vertices(graph);
  const gboolean both = mode == GV_PATHS_ALL && gv_graph_is_directed(graph);

  *d = (GvDijkstra){ .side_count = both ? 2 : 1, .inverse = length == GV_LENGTH_INVERSE };
  d->sides[0] = mode == GV_PATHS_IN ? gv_graph_in(graph) : gv_graph_out(graph);
  d->sides[1] = gv_graph_in(graph);
  if (!(d->distance = gv_array_new_raw(n, sizeof *d->distance, error)) ||
      !(d->order = gv_array_new_raw(n, sizeof *d->order, error)) ||
      !(d->place = gv_array_new_raw(n, sizeof *d->place, error)) ||
      !(d->heap = gv_array_new_raw(n, sizeof *d->heap, error)))
    return FALSE;
  for (GvVertex v = 0; v < n; v++)
    d->distance[v] = INFINITY;
  return TRUE;
}

void gv_dijkstra_clear(GvDijkstra *d)
{
  g_free(d->distance);
  g_free(d->order);
  g_free(d->place);
  g_free(d->heap);
}
