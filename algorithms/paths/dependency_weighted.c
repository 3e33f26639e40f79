/* Ties that have lengths: sixteen sources a search, or one where that gives up.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/paths/dependency.h"
#include "algorithms/paths/dependency_alone.h"
#include "algorithms/paths/length_lanes.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

/* What all threads read. */
typedef struct {
  const GvFold *fold;
  GvLength length;
  GvLengthGraph graph;
  GvLengthSearch search;
  GvVertex *sources; /* [count], their numbers in graph */
  GvVertex count;
  double *targets; /* [n], by the numbers in graph */
  double *beyond;  /* [n], of each one writer */
} Plan;

/* One thread's. */
typedef struct {
  GvLengthLanes lanes;
  GvAlone alone; /* made when it is first needed */
  const Plan *plan;
} Scratch;

static void plan_clear(Plan *plan)
{
  gv_length_graph_clear(&plan->graph);
  g_free(plan->sources);
  g_free(plan->targets);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Plan, plan_clear)

static void scratch_clear(Scratch *s)
{
  gv_length_lanes_clear(&s->lanes);
  gv_alone_clear(&s->alone);
}

static GArray *scratch_new(const Plan *plan, int threads, GError **error)
{
  g_autoptr(GArray) pool = g_array_new(FALSE, TRUE, sizeof(Scratch));

  g_array_set_clear_func(pool, (GDestroyNotify)scratch_clear);
  g_array_set_size(pool, (guint)threads);
  for (guint t = 0; t < pool->len; t++) {
    Scratch *s = &g_array_index(pool, Scratch, t);
    s->plan = plan;
    if (!gv_length_lanes_init(&s->lanes, &plan->graph, plan->targets, error))
      return NULL;
  }
  return g_steal_pointer(&pool);
}

static void search_alone(Scratch *s, const GvLaneSources *sources, GvBlockSum *sum)
{
  const Plan *plan = s->plan;

  if (s->lanes.no_memory)
    return;
  if (s->alone.paths == NULL &&
      !gv_alone_init(&s->alone, plan->fold, plan->length, plan->beyond, NULL)) {
    s->lanes.no_memory = TRUE;
    return;
  }
  for (int l = 0; l < sources->count; l++)
    gv_alone_search(&s->alone, plan->graph.vertex[sources->source[l]], sum);
}

static void search(void *scratch, GvVertex batch, GvBlockSum *sum)
{
  Scratch *s = scratch;
  const Plan *plan = s->plan;
  const GvEdge first = (GvEdge)batch * GV_LANES;
  GvLaneSources sources = { .count = (int)MIN(GV_LANES, plan->count - first) };

  for (int l = 0; l < sources.count; l++) {
    sources.source[l] = plan->sources[first + (GvEdge)l];
    sources.times[l] = plan->fold->sources[plan->graph.vertex[sources.source[l]]];
  }
  if (!plan->search(&s->lanes, &sources, sum)) {
    search_alone(s, &sources, sum);
    return;
  }
  for (int l = 0; l < sources.count; l++)
    plan->beyond[plan->graph.vertex[sources.source[l]]] = nearbyint(sources.beyond[l]);
}

/* Those whose search finds anything are sources. */
static gboolean plan_init(Plan *plan, GError **error)
{
  const GvFold *fold = plan->fold;
  const GvVertex n = gv_graph_vertices(fold->graph);

  plan->search = gv_length_search();
  if (!gv_length_graph_init(&plan->graph, fold->graph, GV_PATHS_OUT, plan->length, TRUE, error) ||
      !(plan->sources = gv_array_new_raw(n, sizeof *plan->sources, error)) ||
      !(plan->targets = gv_array_new_raw(n, sizeof *plan->targets, error)))
    return FALSE;
  for (GvVertex i = 0; i < n; i++) {
    plan->targets[i] = fold->targets[plan->graph.vertex[i]];
    if (fold->sources[plan->graph.vertex[i]] > 0 && gv_degree(plan->graph.forth, i) > 0)
      plan->sources[plan->count++] = i;
  }
  return TRUE;
}

static gboolean pool_is_well(const GArray *pool, GError **error)
{
  for (guint t = 0; t < pool->len; t++) {
    const Scratch *s = &g_array_index(pool, Scratch, t);
    if (s->lanes.no_memory) {
      g_set_error_literal(error, GV_ERROR, GV_ERROR_NO_MEMORY,
                          "out of memory: cannot list the ties on shortest paths; use fewer "
                          "threads or a machine with more memory");
      return FALSE;
    }
    if (s->lanes.overflow || s->alone.overflow) {
      gv_dependencies_overflow(error);
      return FALSE;
    }
  }
  return TRUE;
}

gboolean gv_dependencies_weighted(const GvFold *fold, GvLength length, GvDependencies sums,
                                  GvTask *task, GError **error)
{
  const GvVertex n = gv_graph_vertices(fold->graph);
  g_auto(Plan) plan = { .fold = fold, .length = length, .beyond = sums.beyond };
  g_autoptr(GArray) pool = NULL;

  if (!plan_init(&plan, error) ||
      !(pool = scratch_new(&plan, gv_task_threads(task), error)))
    return FALSE;
  const GvVertex batches = plan.count / GV_LANES + (plan.count % GV_LANES != 0);
  const GvBlockWork work = { n, batches, 1, pool->data, sizeof(Scratch), search };
  return gv_block_sums_run(&work, sums.through, task, error) && pool_is_well(pool, error);
}
