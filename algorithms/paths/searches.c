/* Each score has one writer, and its terms come in order of distance.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <omp.h>

#include "algorithms/paths/around.h"
#include "graph/base/task.h"

enum { SPAN = 256 }; /* people between two reports of progress */

static GArray *pool_new(const GvSearches *searches, GvGraph *graph, int threads, GError **error)
{
  g_autoptr(GArray) pool = g_array_new(FALSE, TRUE, sizeof(GvDijkstra));

  g_array_set_clear_func(pool, (GDestroyNotify)gv_dijkstra_clear);
  g_array_set_size(pool, (guint)threads);
  for (guint t = 0; t < pool->len; t++)
    if (!gv_dijkstra_init(&g_array_index(pool, GvDijkstra, t), graph, searches->mode,
                          searches->length, error))
      return NULL;
  return g_steal_pointer(&pool);
}

gboolean gv_searches_run_some(const GvSearches *searches, GvGraph *graph, const GvVertex *people,
                              GvVertex count, double *scores, GvTask *task, GError **error)
{
  const int threads = gv_task_threads(task);
  g_autoptr(GArray) pool = pool_new(searches, graph, threads, error);

  if (pool == NULL || !gv_task_step(task, 0, error))
    return FALSE;
  for (GvEdge first = 0; first < count; first += SPAN) {
    const GvEdge last = MIN(first + SPAN, count);
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
    for (GvEdge i = first; i < last; i++) {
      GvDijkstra *d = &g_array_index(pool, GvDijkstra, omp_get_thread_num());
      if (gv_task_is_cancelled(task))
        continue;
      gv_dijkstra_search(d, people ? people[i] : (GvVertex)i);
      scores[i] = searches->score(d);
      gv_dijkstra_reset(d);
    }
    if (!gv_task_step(task, (double)last / count, error))
      return FALSE;
  }
  return TRUE;
}

gboolean gv_searches_run(const GvSearches *searches, GvGraph *graph, double *scores, GvTask *task,
                         GError **error)
{
  return gv_searches_run_some(searches, graph, NULL, gv_graph_vertices(graph), scores, task,
                              error);
}
