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
 * Exact. Lengths 1: searches from 512 sources at once (algorithms/paths/waves.c).
 *
 * L. C. Freeman. Centrality in social networks: conceptual clarification. Social
 * Networks 1(3), 1978.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "algorithms/paths/around.h"
#include "graph/base/array.h"

typedef struct {
  int mode;   /* GvPathMode */
  int length; /* GvLength */
} Options;

/* Cells of a vertex: the sum of distances, and how many. Both are whole. */
enum { DISTANCES, PEOPLE, CELLS };

static void reach(GvBlockSum *sum, GvVertex v, int sources, double distance)
{
  gv_block_sum_add(sum, v * CELLS + DISTANCES, sources * distance);
  gv_block_sum_add(sum, v * CELLS + PEOPLE, sources);
}

static double nearness(const GvDijkstra *found)
{
  double sum = 0;

  for (GvVertex i = 1; i < found->reached; i++)
    sum += found->distance[found->order[i]];
  return found->reached > 1 ? (found->reached - 1) / sum : NAN;
}

static gboolean run_unit(GvGraph *graph, const Options *o, double *scores, GvTask *task,
                         GError **error)
{
  const GvVertex n = gv_graph_vertices(graph);
  const GvWaves waves = { (GvPathMode)o->mode, CELLS, reach };
  g_autofree double *sums = NULL;

  if (n >= GV_VERTEX_NONE / CELLS) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_LIMIT, "closeness: there are too many people");
    return FALSE;
  }
  if (!(sums = gv_array_new_raw((size_t)n * CELLS, sizeof *sums, error)) ||
      !gv_waves_run(&waves, graph, sums, task, error))
    return FALSE;
  for (GvVertex v = 0; v < n; v++) {
    const double people = sums[v * CELLS + PEOPLE];
    scores[v] = people > 0 ? people / sums[v * CELLS + DISTANCES] : NAN;
  }
  return TRUE;
}

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const Options *o = options;
  const GvSearches searches = { (GvPathMode)o->mode, (GvLength)o->length, nearness };

  if (o->length == GV_LENGTH_UNIT || !gv_graph_is_weighted(graph))
    return run_unit(graph, o, scores, task, error);
  return gv_searches_run(&searches, graph, scores, task, error);
}

static const GvParam params[] = {
  { .name = "mode",
    .type = GV_PARAM_CHOICE,
    .offset = offsetof(Options, mode),
    .initial = GV_PATHS_IN,
    .choices = gv_path_modes,
    .help = GV_PATH_MODE_HELP },
  { .name = "length",
    .type = GV_PARAM_CHOICE,
    .offset = offsetof(Options, length),
    .initial = GV_LENGTH_UNIT,
    .choices = gv_length_names,
    .help = GV_LENGTH_HELP },
  GV_PARAMS_END,
};

const GvCentrality gv_centrality_closeness = {
  .name = "closeness",
  .summary = "how near those within reach are to a person on average",
  .formula = "closeness(v) = r / sum over the r people u within reach of d(u,v), from u to v (mode "
             "in); lengths 1, w or 1/w",
  .reference = "Freeman 1978; search: Then et al. 2014, Dijkstra 1959",
  .cost = "O(nm / 256) time where searches overlap, O(nm) where not; lengths other than 1 "
          "O(nm log n); 140 bytes x n a thread",
  .undefined = "where nobody is within reach",
  .options_size = sizeof(Options),
  .params = params,
  .run = run,
};
