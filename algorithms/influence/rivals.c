/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/rivals.h"

#include "algorithms/influence/best_first.h"
#include "algorithms/row_sum.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

#define PAGERANK_DAMPING 0.85

gboolean gv_rival_by_score(const GvContest *contest, const double *scores, gboolean by_cost,
                           GvVertex *seeds, size_t *count, GError **error)
{
  g_auto(GvBestFirst) l = { .contest = contest, .by_cost = by_cost, .seeds = seeds };

  if (!gv_best_first_begin(&l, scores, error))
    return FALSE;
  for (const GvRated *next; (next = gv_best_first_next(&l)); gv_best_first_pop(&l))
    if (gv_room_has(&l.room, next->v))
      gv_best_first_take(&l, next->v);
  *count = l.count;
  return TRUE;
}

gboolean gv_rival_followers(const GvContest *contest, gboolean by_cost, GvVertex *seeds,
                            size_t *count, GError **error)
{
  const GvAdjacency in = gv_graph_in(contest->attention);
  g_autofree double *scores = gv_array_new_raw(in.n, sizeof *scores, error);

  for (GvVertex v = 0; scores && v < in.n; v++)
    scores[v] = (double)gv_degree(in, v);
  return scores && gv_rival_by_score(contest, scores, by_cost, seeds, count, error);
}

/* Some rounds of PageRank (algorithms/centrality/pagerank.c) from equal scores, times a constant.
 */
static gboolean some_rounds(GvGraph *attention, double *scores, int rounds, GvTask *task,
                            GError **error)
{
  const GvAdjacency in = gv_graph_in(attention), out = gv_graph_out(attention);
  const int threads = gv_task_threads(task);
  g_autofree double *inverse = gv_array_new_raw(in.n, sizeof *inverse, error);
  g_autofree double *share = inverse ? gv_array_new_raw(in.n, sizeof *share, error) : NULL;

  if (share == NULL)
    return FALSE;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 4096)
  for (GvVertex v = 0; v < in.n; v++) {
    inverse[v] = gv_degree(out, v) ? 1 / gv_row_weight(out, v) : 0;
    scores[v] = 1;
  }
  for (int round = 0; round < rounds && gv_task_check(task, error); round++) {
#pragma omp parallel for num_threads(threads) schedule(static)
    for (GvVertex v = 0; v < in.n; v++)
      share[v] = PAGERANK_DAMPING * scores[v] * inverse[v];
#pragma omp parallel for num_threads(threads) schedule(dynamic, 4096)
    for (GvVertex v = 0; v < in.n; v++)
      scores[v] = 1 - PAGERANK_DAMPING + gv_row_sum(in, share, v);
  }
  return gv_task_check(task, error);
}

gboolean gv_rival_pagerank(const GvContest *contest, gboolean by_cost, int rounds, GvVertex *seeds,
                           size_t *count, GvTask *task, GError **error)
{
  g_autofree double *scores =
      gv_array_new_raw(gv_graph_vertices(contest->attention), sizeof *scores, error);

  return scores && some_rounds(contest->attention, scores, rounds, task, error) &&
         gv_rival_by_score(contest, scores, by_cost, seeds, count, error);
}
