/* Ties of length 1: sixteen sources a search.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/paths/dependency.h"
#include "algorithms/paths/lanes.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

/* What all threads read. */
typedef struct {
  const GvFold *fold;
  GvLaneGraph graph;
  GvVertex *order; /* [count], sources, those that see much of the same together */
  GvVertex count;
  double *beyond;  /* [n], of each one writer */
} Plan;

/* One thread's. */
typedef struct {
  GvLanes lanes;
  const Plan *plan;
} Scratch;

static void scratch_clear(Scratch *s)
{
  gv_lanes_clear(&s->lanes);
}

static GArray *scratch_new(const Plan *plan, int threads, GError **error)
{
  g_autoptr(GArray) pool = g_array_new(FALSE, TRUE, sizeof(Scratch));

  g_array_set_clear_func(pool, (GDestroyNotify)scratch_clear);
  g_array_set_size(pool, (guint)threads);
  for (guint t = 0; t < pool->len; t++) {
    Scratch *s = &g_array_index(pool, Scratch, t);
    s->plan = plan;
    if (!gv_lanes_init(&s->lanes, &plan->graph, error))
      return NULL;
  }
  return g_steal_pointer(&pool);
}

static void search(void *scratch, GvVertex batch, GvBlockSum *sum)
{
  Scratch *s = scratch;
  const Plan *plan = s->plan;
  const GvEdge first = (GvEdge)batch * GV_LANES;
  GvLaneSources sources = { .count = (int)MIN(GV_LANES, plan->count - first) };

  for (int l = 0; l < sources.count; l++) {
    sources.source[l] = plan->order[first + (GvEdge)l];
    sources.times[l] = plan->fold->sources[sources.source[l]];
  }
  s->lanes.search(&s->lanes, &sources, sum);
  for (int l = 0; l < sources.count; l++)
    plan->beyond[sources.source[l]] = nearbyint(sources.beyond[l]);
}

static GvVertex largest_degree(GvAdjacency out)
{
  GvVertex largest = 0;

  for (GvVertex v = 1; v < out.n; v++)
    if (gv_degree(out, v) > gv_degree(out, largest))
      largest = v;
  return largest;
}

/* Everyone within reach of `from` who is not listed yet, breadth first. Returns the
 * end of the list. */
static GvVertex list_from(GvAdjacency out, GvVertex from, gboolean *listed, GvVertex *list,
                          GvVertex end)
{
  if (listed[from])
    return end;
  listed[from] = TRUE;
  list[end++] = from;
  for (GvVertex i = end - 1; i < end; i++)
    for (GvEdge e = out.offsets[list[i]]; e < out.offsets[list[i] + 1]; e++) {
      const GvVertex to = out.targets[e];
      if (listed[to])
        continue;
      listed[to] = TRUE;
      list[end++] = to;
    }
  return end;
}

/* Those whose search finds anything, breadth first from a hub: who stand together
 * are about as far from everyone, so that their lanes meet. */
static gboolean plan_sources(Plan *plan, GError **error)
{
  const GvAdjacency out = plan->graph.out;
  g_autofree gboolean *listed = gv_array_new(out.n, sizeof *listed, error);
  GvVertex end = 0;

  if (listed == NULL || !(plan->order = gv_array_new_raw(out.n, sizeof *plan->order, error)))
    return FALSE;
  if (out.n > 0)
    end = list_from(out, largest_degree(out), listed, plan->order, 0);
  for (GvVertex v = 0; v < out.n; v++)
    end = list_from(out, v, listed, plan->order, end);
  for (GvVertex i = 0; i < end; i++)
    if (plan->fold->sources[plan->order[i]] > 0 && gv_degree(out, plan->order[i]) > 0)
      plan->order[plan->count++] = plan->order[i];
  return TRUE;
}

static gboolean pool_is_well(const GArray *pool, GError **error)
{
  for (guint t = 0; t < pool->len; t++) {
    const GvLanes *lanes = &g_array_index(pool, Scratch, t).lanes;
    if (lanes->no_memory) {
      g_set_error_literal(error, GV_ERROR, GV_ERROR_NO_MEMORY,
                          "out of memory: cannot list who is reached at which distance; use fewer "
                          "threads or a machine with more memory");
      return FALSE;
    }
    if (lanes->overflow) {
      gv_dependencies_overflow(error);
      return FALSE;
    }
  }
  return TRUE;
}

gboolean gv_dependencies_unit(const GvFold *fold, gboolean single, GvDependencies sums,
                              GvTask *task, GError **error)
{
  Plan plan = { .fold = fold, .beyond = sums.beyond };
  g_autoptr(GArray) pool = NULL;
  g_autofree GvVertex *order = NULL;

  plan.graph = (GvLaneGraph){ gv_graph_out(fold->graph), gv_graph_in(fold->graph), fold->targets,
                              single };
  const gboolean planned = plan_sources(&plan, error);
  order = plan.order;
  if (!planned || !(pool = scratch_new(&plan, gv_task_threads(task), error)))
    return FALSE;
  const GvVertex batches = plan.count / GV_LANES + (plan.count % GV_LANES != 0);
  const GvBlockWork work = { plan.graph.out.n, batches, 1, pool->data, sizeof(Scratch), search };
  return gv_block_sums_run(&work, sums.through, task, error) && pool_is_well(pool, error);
}

void gv_dependencies_overflow(GError **error)
{
  g_set_error_literal(error, GV_ERROR, GV_ERROR_LIMIT,
                      "betweenness: more than 1e308 shortest paths between two people");
}
