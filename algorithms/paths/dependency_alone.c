/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/dependency_alone.h"

#include <math.h>

#include "graph/base/array.h"

gboolean gv_alone_init(GvAlone *s, const GvFold *fold, GvLength length, double *beyond,
                       GError **error)
{
  *s = (GvAlone){ .fold = fold, .out = gv_graph_out(fold->graph), .beyond = beyond };
  return gv_dijkstra_init(&s->dijkstra, fold->graph, GV_PATHS_OUT, length, error) &&
         (s->paths = gv_array_new_raw(s->out.n, sizeof *s->paths, error));
}

void gv_alone_clear(GvAlone *s)
{
  gv_dijkstra_clear(&s->dijkstra);
  g_free(s->paths);
}

/* Does a shortest path to the arc's head run over it? v is its tail. */
static gboolean is_tight(const GvDijkstra *d, GvAdjacency out, GvVertex v, GvEdge e)
{
  const GvVertex to = out.targets[e];
  const double by_way_of_v = d->distance[v] + gv_dijkstra_length(d, out, e);
  const double least = d->distance[to];

  if (isinf(by_way_of_v))
    return FALSE;
  return d->place[to] > d->place[v] && by_way_of_v - least <= GV_EQUAL_LENGTHS * (by_way_of_v + least);
}

static void count_paths(GvAlone *s)
{
  const GvDijkstra *found = &s->dijkstra;
  const GvAdjacency out = s->out;

  for (GvVertex i = 0; i < found->reached; i++)
    s->paths[found->order[i]] = i == 0;
  for (GvVertex i = 0; i < found->reached; i++) {
    const GvVertex v = found->order[i];
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++)
      if (is_tight(found, out, v, e))
        s->paths[out.targets[e]] += s->paths[v];
  }
}

/* The dependency on v, whose successors are done. */
static double dependency_on(const GvAlone *s, GvVertex v)
{
  const GvAdjacency out = s->out;
  double credit = 0;

  for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++)
    if (is_tight(&s->dijkstra, out, v, e))
      credit += s->paths[out.targets[e]];
  return credit * s->paths[v];
}

void gv_alone_search(GvAlone *s, GvVertex source, GvBlockSum *sum)
{
  GvDijkstra *found = &s->dijkstra;
  const double times = s->fold->sources[source];

  gv_dijkstra_search(found, source);
  count_paths(s);
  for (GvVertex i = found->reached; i-- > 1;) {
    const GvVertex v = found->order[i];
    const double dependency = dependency_on(s, v), targets = s->fold->targets[v];
    s->overflow |= isinf(s->paths[v]) != 0;
    s->paths[v] = (targets + dependency) / s->paths[v];
    gv_block_sum_add(sum, v, times * (dependency + (targets - 1)));
  }
  s->beyond[source] = nearbyint(dependency_on(s, source));
  gv_dijkstra_reset(found);
}
