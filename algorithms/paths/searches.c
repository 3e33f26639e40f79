/* Each score has one writer, and its terms come in an order that the graph decides:
 * sixteen people a search, or one where that gives up.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <omp.h>

#include "algorithms/paths/around.h"
#include "algorithms/paths/length_lanes.h"
#include "graph/base/task.h"

enum { SPAN = 16 }; /* batches between two reports of progress */

/* What all threads read, but for the scores. */
typedef struct {
  const GvSearches *searches;
  GvGraph *graph;
  GvLengthGraph lengths;
  GvLengthAround around;
  double *scores; /* [n] */
} Plan;

/* One thread's. */
typedef struct {
  GvLengthLanes lanes;
  GvDijkstra alone; /* made when it is first needed */
} Scratch;

static void scratch_clear(Scratch *s)
{
  gv_length_lanes_clear(&s->lanes);
  gv_dijkstra_clear(&s->alone);
}

static GArray *pool_new(const GvLengthGraph *lengths, int threads, GError **error)
{
  g_autoptr(GArray) pool = g_array_new(FALSE, TRUE, sizeof(Scratch));

  g_array_set_clear_func(pool, (GDestroyNotify)scratch_clear);
  g_array_set_size(pool, (guint)threads);
  for (guint t = 0; t < pool->len; t++)
    if (!gv_length_lanes_init(&g_array_index(pool, Scratch, t).lanes, lengths, NULL, error))
      return NULL;
  return g_steal_pointer(&pool);
}

static double sum_around(const GvDijkstra *found, gboolean inverse)
{
  double sum = 0;

  for (GvVertex i = 1; i < found->reached; i++) {
    const double distance = found->distance[found->order[i]];
    sum += inverse ? 1 / distance : distance;
  }
  return sum;
}

static void search_alone(const Plan *plan, Scratch *s, const GvLaneSources *people)
{
  const GvSearches *searches = plan->searches;

  if (s->lanes.no_memory)
    return;
  if (s->alone.heap == NULL &&
      !gv_dijkstra_init(&s->alone, plan->graph, searches->mode, searches->length, NULL)) {
    s->lanes.no_memory = TRUE;
    return;
  }
  for (int l = 0; l < people->count; l++) {
    const GvVertex v = plan->lengths.vertex[people->source[l]];
    gv_dijkstra_search(&s->alone, v);
    plan->scores[v] =
        searches->score(sum_around(&s->alone, searches->inverse), s->alone.reached - 1.0);
    gv_dijkstra_reset(&s->alone);
  }
}

static void search(const Plan *plan, Scratch *s, GvEdge batch)
{
  const GvSearches *searches = plan->searches;
  const GvEdge first = batch * GV_LANES;
  GvLaneSources people = { .count = (int)MIN(GV_LANES, plan->lengths.forth.n - first) };
  GvLengthSums sums;

  for (int l = 0; l < people.count; l++)
    people.source[l] = (GvVertex)(first + (GvEdge)l);
  if (!plan->around(&s->lanes, &people, searches->inverse, &sums)) {
    search_alone(plan, s, &people);
    return;
  }
  for (int l = 0; l < people.count; l++)
    plan->scores[plan->lengths.vertex[people.source[l]]] =
        searches->score(sums.sum[l], sums.reached[l]);
}

static gboolean run_batches(const Plan *plan, GArray *pool, GvTask *task, GError **error)
{
  const GvEdge batches = ((GvEdge)plan->lengths.forth.n + GV_LANES - 1) / GV_LANES;

  for (GvEdge first = 0; first < batches; first += SPAN) {
    const GvEdge last = MIN(first + SPAN, batches);
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1)
    for (GvEdge batch = first; batch < last; batch++)
      if (!gv_task_is_cancelled(task))
        search(plan, &g_array_index(pool, Scratch, omp_get_thread_num()), batch);
    if (!gv_task_step(task, (double)last / (double)batches, error))
      return FALSE;
  }
  return TRUE;
}

gboolean gv_searches_run(const GvSearches *searches, GvGraph *graph, double *scores, GvTask *task,
                         GError **error)
{
  Plan plan = { .searches = searches, .graph = graph, .scores = scores };
  g_autoptr(GArray) pool = NULL;
  gboolean done, no_memory = FALSE;

  plan.around = gv_length_around();
  done = gv_task_step(task, 0, error) &&
         gv_length_graph_init(&plan.lengths, graph, searches->mode, searches->length, FALSE,
                              error) &&
         (pool = pool_new(&plan.lengths, gv_task_threads(task), error)) &&
         run_batches(&plan, pool, task, error);
  for (guint t = 0; done && t < pool->len; t++)
    no_memory |= g_array_index(pool, Scratch, t).lanes.no_memory;
  if (no_memory)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_NO_MEMORY,
                        "out of memory: cannot search from one person at a time; use fewer "
                        "threads or a machine with more memory");
  gv_length_graph_clear(&plan.lengths);
  return done && !no_memory;
}
