/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/pair_betweenness.h"

#include "algorithms/paths/pair_estimate.h"
#include "algorithms/paths/pair_paths.h"
#include "graph/base/task.h"

static gboolean check(GvGraph *graph, GvLength length, GError **error)
{
  const gboolean weighted = gv_graph_is_weighted(graph) && length != GV_LENGTH_UNIT;

  if (weighted)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--epsilon takes every tie as length 1; leave out --length, or sample "
                        "with --sources");
  return !weighted;
}

/* What a share of 1 of the pairs is as a score. */
static double unit(GvGraph *graph, gboolean normalized)
{
  const double n = gv_graph_vertices(graph);

  if (normalized)
    return n > 2 ? n / (n - 2) : 0;
  return n * (n - 1) / (gv_graph_is_directed(graph) ? 1 : 2);
}

static void tell(GvGraph *graph, const GvPairBetweenness *wish, const GvPairReport *report,
                 GvTask *task)
{
  const double bound = report->sampled ? report->bound * unit(graph, wish->normalized) : 0;

  gv_task_figure(task, "epsilon", GV_FIGURE_REAL, wish->epsilon);
  gv_task_figure(task, "delta", GV_FIGURE_REAL, wish->delta);
  if (wish->top > 0)
    gv_task_figure(task, "epsilon_top", GV_FIGURE_INTEGER, wish->top);
  gv_task_figure(task, "exact", GV_FIGURE_FLAG, !report->sampled);
  gv_task_figure(task, "samples", GV_FIGURE_INTEGER, (double)report->pairs);
  gv_task_figure(task, "error_bound", GV_FIGURE_REAL, bound);
}

gboolean gv_pair_betweenness(GvGraph *graph, const GvPairBetweenness *wish, double *scores,
                             gboolean *done, GvTask *task, GError **error)
{
  const GvVertex n = gv_graph_vertices(graph);
  const GvPairWish pairs = { wish->epsilon, wish->delta, MIN(wish->top, n), (uint64_t)wish->seed,
                             wish->exact_cost };
  GvPairReport report = { 0 };

  if (!check(graph, wish->length, error))
    return FALSE;
  if (n > 2 && n <= GV_PAIR_PATHS_MOST &&
      !gv_pair_estimate(graph, &pairs, scores, &report, task, error))
    return FALSE;
  *done = report.sampled;
  for (GvVertex v = 0; report.sampled && v < n; v++)
    scores[v] *= unit(graph, wish->normalized);
  tell(graph, wish, &report, task);
  return TRUE;
}
