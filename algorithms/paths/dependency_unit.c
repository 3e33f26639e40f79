/* Ties of length 1: sixteen sources a search.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/paths/dependency.h"
#include "algorithms/paths/lanes.h"
#include "algorithms/paths/source_order.h"
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

/* Those whose search finds anything. */
static gboolean plan_sources(Plan *plan, GError **error)
{
  const GvAdjacency out = plan->graph.out;

  if (!(plan->order = gv_source_order(plan->graph.in, error)))
    return FALSE;
  for (GvVertex i = 0; i < out.n; i++)
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
  if (!plan_sources(&plan, error))
    return FALSE;
  order = plan.order;
  if (!(pool = scratch_new(&plan, gv_task_threads(task), error)))
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
