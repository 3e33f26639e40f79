/* Harmonic centrality: how near the others are on average, infinity being far.
 *
 *   harmonic(v) = 1 / (n - 1) * sum over u != v of 1 / d(u, v)
 *
 * d is the length of a shortest path from u to v (`in`, the default: how near
 * the others' attention is), from v to u (`out`), or without direction (`all`);
 * 1 / d is 0 where there is no path. A tie's length is 1, its weight, or 1 / its
 * weight; without direction the shorter of the two ties of a pair counts. 0 for n = 1.
 *
 * Exact. Lengths 1: searches from 512 sources at once (algorithms/paths/waves.c);
 * a vertex reached by b of them at distance d gains b / d. Other lengths: searches from
 * sixteen (algorithms/paths/length_lanes.h). With `epsilon` estimated
 * (algorithms/paths/balls.h): b of about how many lie within each distance.
 * The k highest alone: algorithms/paths/nearest.h.
 *
 * P. Boldi, S. Vigna. Axioms for centrality. Internet Mathematics 10(3-4), 2014.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "algorithms/paths/around.h"
#include "algorithms/paths/balls.h"
#include "algorithms/paths/length_graph.h"
#include "algorithms/paths/nearest.h"
#include "algorithms/some.h"

extern const GvCentrality gv_centrality_harmonic;

static void reach(GvBlockSum *sum, GvVertex v, int sources, double distance)
{
  gv_block_sum_add(sum, v, sources / distance);
}

static void reach_about(double *sum, double people, double distance)
{
  *sum += people / distance;
}

static double as_it_is(double sum, double reached)
{
  (void)reached;
  return sum;
}

static gboolean add_up(GvGraph *graph, const GvDistanceOptions *o, double *scores, GvTask *task,
                       GError **error)
{
  const GvWaves waves = { (GvPathMode)o->mode, 1, reach };
  const GvSearches searches = { (GvPathMode)o->mode, (GvLength)o->length, TRUE, as_it_is };
  const GvBalls balls = {
    (GvPathMode)o->mode, (GvLength)o->length, o->epsilon, (uint64_t)o->seed, 1, reach_about
  };

  double all = 1;

  if (o->epsilon > 0)
    return gv_balls_run(&balls, graph, scores, task, error);
  if (o->length != GV_LENGTH_UNIT && !gv_lengths_are_equal(graph, (GvLength)o->length, &all))
    return gv_searches_run(&searches, graph, scores, task, error);
  if (!gv_waves_run(&waves, graph, scores, task, error))
    return FALSE;
  for (GvVertex v = 0; v < gv_graph_vertices(graph); v++)
    scores[v] /= all;
  return TRUE;
}

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const GvVertex n = gv_graph_vertices(graph);

  if (!add_up(graph, options, scores, task, error))
    return FALSE;
  for (GvVertex v = 0; n > 1 && v < n; v++)
    scores[v] /= n - 1.0;
  return TRUE;
}

static gboolean run_some(GvGraph *graph, const void *options, const GvVertex *people,
                         GvVertex count, double *scores, GvTask *task, GError **error)
{
  const GvDistanceOptions *o = options;
  const GvVertex n = gv_graph_vertices(graph);
  const GvWaves waves = { (GvPathMode)o->mode, 1, reach };
  gboolean done;

  if (o->epsilon > 0 || (o->length != GV_LENGTH_UNIT && gv_graph_is_weighted(graph)))
    return gv_run_all_for_some(&gv_centrality_harmonic, graph, options, people, count, scores,
                               task, error);
  done = gv_waves_run_some(&waves, graph, people, count, scores, task, error);
  for (GvVertex i = 0; done && n > 1 && i < count; i++)
    scores[i] /= n - 1.0;
  return done;
}

static double nearness(const GvNear *near)
{
  return near->inverses;
}

static gboolean find_top(GvGraph *graph, const void *options, GvVertex top, GvVertex *people,
                         GvVertex *count, GvTask *task, GError **error)
{
  const GvDistanceOptions *o = options;
  const GvNearest nearest = { (GvPathMode)o->mode, nearness, TRUE };

  return gv_nearest_find(&nearest, o, graph, top, people, count, task, error);
}

const GvCentrality gv_centrality_harmonic = {
  .name = "harmonic",
  .summary = "how near the others are to a person, those out of reach counting nothing",
  .formula = "harmonic(v) = 1/(n-1) sum over u != v of 1/d(u,v), from u to v (mode in); "
             "1/d = 0 where there is no path; lengths 1, w or 1/w; with epsilon estimated",
  .reference = "Boldi & Vigna 2014; search: Then et al. 2014, Dijkstra 1959; "
               "estimate: Boldi & Vigna 2013; top: Bergamini et al. 2019",
  .cost = "O(nm / 512) time where searches overlap, O(nm) where not; lengths other than 1 "
          "O(nm log n) at worst; 160 bytes x n a thread; with epsilon O(m D / epsilon^2) time "
          "where people are at most D apart, 2.2 / epsilon^2 + 150 bytes x n; the K highest only "
          "(--top): less, by as much as bounds leave out",
  .options_size = sizeof(GvDistanceOptions),
  .params = gv_distance_params,
  .run = run,
  .run_some = run_some,
  .find_top = find_top,
};
