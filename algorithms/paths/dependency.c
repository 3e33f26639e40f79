/* Where ties have lengths: distances first (Dijkstra), then paths are counted over
 * the arcs that lie on a shortest path, in order of distance, and back. Which arcs
 * do is decided by the final distances alone, the same way in both passes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/dependency.h"

#include "graph/base/array.h"

#define EQUAL 1e-10 /* of the sum of two lengths */

gboolean gv_dependency_init(GvDependency *d, GvGraph *graph, GvLength length, GError **error)
{
  const GvVertex n = gv_graph_vertices(graph);

  *d = (GvDependency){ .out = gv_graph_out(graph) };
  if (length != GV_LENGTH_UNIT && gv_graph_is_weighted(graph))
    return gv_dijkstra_init(&d->dijkstra, graph, GV_PATHS_OUT, length, error) &&
           (d->paths = gv_array_new_raw(n, sizeof *d->paths, error));
  return (d->visits = gv_array_new(n, sizeof *d->visits, error)) &&
         (d->order = gv_array_new_raw(n, sizeof *d->order, error));
}

void gv_dependency_clear(GvDependency *d)
{
  g_free(d->visits);
  g_free(d->order);
  gv_dijkstra_clear(&d->dijkstra);
  g_free(d->paths);
}

/* Does a shortest path to the arc's head run over it? v is its tail. */
static gboolean is_tight(const GvDijkstra *d, GvAdjacency out, GvVertex v, GvEdge e)
{
  const GvVertex to = out.targets[e];
  const double by_way_of_v = d->distance[v] + gv_dijkstra_length(d, out, e);
  const double least = d->distance[to];

  if (isinf(by_way_of_v))
    return FALSE;
  return d->place[to] > d->place[v] && by_way_of_v - least <= EQUAL * (by_way_of_v + least);
}

static void count_paths(GvDependency *d)
{
  const GvDijkstra *found = &d->dijkstra;
  const GvAdjacency out = d->out;

  for (GvVertex i = 0; i < found->reached; i++)
    d->paths[found->order[i]] = i == 0;
  for (GvVertex i = 0; i < found->reached; i++) {
    const GvVertex v = found->order[i];
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++)
      if (is_tight(found, out, v, e))
        d->paths[out.targets[e]] += d->paths[v];
  }
}

/* The dependency on v, whose successors hold (1 + dependency) / paths by now. */
static double dependency_on(const GvDependency *d, GvVertex v)
{
  const GvAdjacency out = d->out;
  double credit = 0;

  for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++)
    if (is_tight(&d->dijkstra, out, v, e))
      credit += d->paths[out.targets[e]];
  return credit * d->paths[v];
}

GvVertex gv_dependency_add(GvDependency *d, GvVertex source, double times, GvBlockSum *sum)
{
  const GvDijkstra *found = &d->dijkstra;
  GvVertex reached;

  if (d->paths == NULL)
    return gv_dependency_add_unit(d, source, times, sum);
  gv_dijkstra_search(&d->dijkstra, source);
  count_paths(d);
  for (GvVertex i = found->reached; i-- > 1;) {
    const GvVertex v = found->order[i];
    const double dependency = dependency_on(d, v);
    d->overflow |= isinf(d->paths[v]) != 0;
    d->paths[v] = (1 + dependency) / d->paths[v];
    gv_block_sum_add(sum, v, times * dependency);
  }
  reached = found->reached;
  gv_dijkstra_reset(&d->dijkstra);
  return reached;
}
