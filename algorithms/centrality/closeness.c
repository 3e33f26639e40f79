/* Closeness: one over the mean distance between a person and those within reach.
 *
 *   closeness(v) = r(v) / sum over the r(v) vertices u != v within reach of d(u, v)
 *
 * d is the length of a shortest path from u to v (`in`, the default), from v to u
 * (`out`), or without direction (`all`); NaN where nobody is within reach. A
 * tie's length is 1, its weight, or 1 / its weight; without direction the shorter
 * of the two ties of a pair counts. Compare it within a component only: who
 * reaches one neighbour has 1. `harmonic` counts those out of reach.
 *
 * Exact. Lengths 1: searches from 512 sources at once (algorithms/paths/waves.c), others
 * from sixteen (algorithms/paths/length_lanes.h).
 * With `epsilon` both sums are estimated (algorithms/paths/balls.h). The k highest alone:
 * algorithms/paths/nearest.h.
 *
 * L. C. Freeman. Centrality in social networks: conceptual clarification. Social
 * Networks 1(3), 1978.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "algorithms/paths/around.h"
#include "algorithms/paths/balls.h"
#include "algorithms/paths/length_graph.h"
#include "algorithms/paths/nearest.h"
#include "algorithms/some.h"
#include "graph/base/array.h"

/* Cells of a vertex: the sum of distances, and how many. Both are whole. */
enum { DISTANCES, PEOPLE, CELLS };

extern const GvCentrality gv_centrality_closeness;

static void reach(GvBlockSum *sum, GvVertex v, int sources, double distance)
{
  gv_block_sum_add(sum, v * CELLS + DISTANCES, sources * distance);
  gv_block_sum_add(sum, v * CELLS + PEOPLE, sources);
}

static void reach_about(double *sums, double people, double distance)
{
  sums[DISTANCES] += people * distance;
  sums[PEOPLE] += people;
}

static double nearness(double sum, double reached)
{
  return reached > 0 ? reached / sum : NAN;
}

static gboolean add_up(GvGraph *graph, const GvDistanceOptions *o, double *sums, GvTask *task, GError **error)
{
  const GvWaves waves = { (GvPathMode)o->mode, CELLS, reach };
  const GvBalls balls = {
    (GvPathMode)o->mode, (GvLength)o->length, o->epsilon, (uint64_t)o->seed, CELLS, reach_about
  };

  if (o->epsilon > 0)
    return gv_balls_run(&balls, graph, sums, task, error);
  return gv_waves_run(&waves, graph, sums, task, error);
}

static gboolean check_people(GvGraph *graph, GError **error)
{
  if (gv_graph_vertices(graph) < GV_VERTEX_NONE / CELLS - GV_WAVES_SPARE)
    return TRUE;
  g_set_error_literal(error, GV_ERROR, GV_ERROR_LIMIT, "closeness: there are too many people");
  return FALSE;
}

static void divide(const double *sums, double *scores, GvVertex count)
{
  for (GvVertex v = 0; v < count; v++) {
    const double people = sums[v * CELLS + PEOPLE];
    scores[v] = people > 0 ? people / sums[v * CELLS + DISTANCES] : NAN;
  }
}

static gboolean run_sums(GvGraph *graph, const GvDistanceOptions *o, double *scores, GvTask *task,
                         GError **error)
{
  const GvVertex n = gv_graph_vertices(graph);
  g_autofree double *sums = NULL;

  if (!check_people(graph, error) ||
      !(sums = gv_array_new_raw((size_t)n * CELLS, sizeof *sums, error)) ||
      !add_up(graph, o, sums, task, error))
    return FALSE;
  divide(sums, scores, n);
  return TRUE;
}

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const GvDistanceOptions *o = options;
  const GvSearches searches = { (GvPathMode)o->mode, (GvLength)o->length, FALSE, nearness };
  double all = 1;

  if (o->epsilon == 0 && o->length != GV_LENGTH_UNIT &&
      !gv_lengths_are_equal(graph, (GvLength)o->length, &all))
    return gv_searches_run(&searches, graph, scores, task, error);
  if (!run_sums(graph, o, scores, task, error))
    return FALSE;
  for (GvVertex v = 0; v < gv_graph_vertices(graph); v++)
    scores[v] /= all;
  return TRUE;
}

static gboolean run_some_sums(GvGraph *graph, GvPathMode mode, const GvVertex *people,
                              GvVertex count, double *scores, GvTask *task, GError **error)
{
  const GvWaves waves = { mode, CELLS, reach };
  g_autofree double *sums = NULL;

  if (!check_people(graph, error) ||
      !(sums = gv_array_new_raw((size_t)count * CELLS, sizeof *sums, error)) ||
      !gv_waves_run_some(&waves, graph, people, count, sums, task, error))
    return FALSE;
  divide(sums, scores, count);
  return TRUE;
}

static gboolean run_some(GvGraph *graph, const void *options, const GvVertex *people,
                         GvVertex count, double *scores, GvTask *task, GError **error)
{
  const GvDistanceOptions *o = options;

  if (o->epsilon > 0 || (o->length != GV_LENGTH_UNIT && gv_graph_is_weighted(graph)))
    return gv_run_all_for_some(&gv_centrality_closeness, graph, options, people, count, scores,
                               task, error);
  return run_some_sums(graph, (GvPathMode)o->mode, people, count, scores, task, error);
}

static double nearness_of(const GvNear *near)
{
  return near->people / near->distances;
}

static gboolean find_top(GvGraph *graph, const void *options, GvVertex top, GvVertex *people,
                         GvVertex *count, GvTask *task, GError **error)
{
  const GvDistanceOptions *o = options;
  const GvNearest nearest = { (GvPathMode)o->mode, nearness_of, FALSE };

  return gv_nearest_find(&nearest, o, graph, top, people, count, task, error);
}

const GvCentrality gv_centrality_closeness = {
  .name = "closeness",
  .summary = "how near those within reach are to a person on average",
  .formula = "closeness(v) = r / sum over the r people u within reach of d(u,v), from u to v (mode "
             "in); lengths 1, w or 1/w; with epsilon estimated",
  .reference = "Freeman 1978; search: Then et al. 2014, Dijkstra 1959; "
               "estimate: Boldi & Vigna 2013; top: Bergamini et al. 2019",
  .cost = "O(nm / 512) time where searches overlap, O(nm) where not; lengths other than 1 "
          "O(nm log n) at worst; 170 bytes x n a thread; with epsilon O(m D / epsilon^2) time "
          "where people are at most D apart, 2.2 / epsilon^2 + 170 bytes x n; the K highest only "
          "(--top): less, by as much as bounds leave out",
  .undefined = "where nobody is within reach",
  .options_size = sizeof(GvDistanceOptions),
  .params = gv_distance_params,
  .run = run,
  .run_some = run_some,
  .find_top = find_top,
};
