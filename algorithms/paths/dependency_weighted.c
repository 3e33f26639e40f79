/* Ties that have lengths: distances first (Dijkstra), then paths are counted over
 * the arcs that lie on a shortest path, in order of distance, and back. Which arcs
 * do is decided by the final distances alone, the same way in both passes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/block_sums.h"
#include "algorithms/paths/dependency.h"
#include "algorithms/paths/dijkstra.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

#define EQUAL 1e-10 /* of the sum of two lengths */

enum { BLOCK = 16 }; /* searches a block */

/* One thread's. */
typedef struct {
  GvDijkstra dijkstra;
  double *paths; /* [n]; on the way back, once v is done: (targets + dependency) / paths */
  const GvFold *fold;
  GvAdjacency out;
  double *beyond;    /* [n], shared: of each one writer */
  gboolean overflow; /* path counts left the doubles; stays set */
} Scratch;

static void scratch_clear(Scratch *s)
{
  gv_dijkstra_clear(&s->dijkstra);
  g_free(s->paths);
}

static GArray *scratch_new(const GvFold *fold, GvLength length, double *beyond, int threads,
                           GError **error)
{
  g_autoptr(GArray) pool = g_array_new(FALSE, TRUE, sizeof(Scratch));

  g_array_set_clear_func(pool, (GDestroyNotify)scratch_clear);
  g_array_set_size(pool, (guint)threads);
  for (guint t = 0; t < pool->len; t++) {
    Scratch *s = &g_array_index(pool, Scratch, t);
    *s = (Scratch){ .fold = fold, .out = gv_graph_out(fold->graph), .beyond = beyond };
    if (!gv_dijkstra_init(&s->dijkstra, fold->graph, GV_PATHS_OUT, length, error) ||
        !(s->paths = gv_array_new_raw(s->out.n, sizeof *s->paths, error)))
      return NULL;
  }
  return g_steal_pointer(&pool);
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

static void count_paths(Scratch *s)
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
static double dependency_on(const Scratch *s, GvVertex v)
{
  const GvAdjacency out = s->out;
  double credit = 0;

  for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++)
    if (is_tight(&s->dijkstra, out, v, e))
      credit += s->paths[out.targets[e]];
  return credit * s->paths[v];
}

static void search(void *scratch, GvVertex source, GvBlockSum *sum)
{
  Scratch *s = scratch;
  GvDijkstra *found = &s->dijkstra;
  const double times = s->fold->sources[source];

  if (times == 0 || gv_degree(s->out, source) == 0)
    return;
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

gboolean gv_dependencies_weighted(const GvFold *fold, GvLength length, GvDependencies sums,
                                  GvTask *task, GError **error)
{
  const GvVertex n = gv_graph_vertices(fold->graph);
  g_autoptr(GArray) pool = scratch_new(fold, length, sums.beyond, gv_task_threads(task), error);
  gboolean overflow = FALSE;

  if (pool == NULL)
    return FALSE;
  const GvBlockWork work = { n, n, BLOCK, pool->data, sizeof(Scratch), search };
  if (!gv_block_sums_run(&work, sums.through, task, error))
    return FALSE;
  for (guint t = 0; t < pool->len; t++)
    overflow |= g_array_index(pool, Scratch, t).overflow;
  if (overflow)
    gv_dependencies_overflow(error);
  return !overflow;
}
