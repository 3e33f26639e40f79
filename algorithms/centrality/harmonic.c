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
 * a vertex reached by b of them at distance d gains b / d.
 *
 * P. Boldi, S. Vigna. Axioms for centrality. Internet Mathematics 10(3-4), 2014.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "algorithms/paths/around.h"

typedef struct {
  int mode;   /* GvPathMode */
  int length; /* GvLength */
} Options;

static void reach(GvBlockSum *sum, GvVertex v, int sources, double distance)
{
  gv_block_sum_add(sum, v, sources / distance);
}

static double inverse_distances(const GvDijkstra *found)
{
  double sum = 0;

  for (GvVertex i = 1; i < found->reached; i++)
    sum += 1 / found->distance[found->order[i]];
  return sum;
}

static gboolean add_up(GvGraph *graph, const Options *o, double *scores, GvTask *task,
                       GError **error)
{
  const GvWaves waves = { (GvPathMode)o->mode, 1, reach };
  const GvSearches searches = { (GvPathMode)o->mode, (GvLength)o->length, inverse_distances };

  if (o->length == GV_LENGTH_UNIT || !gv_graph_is_weighted(graph))
    return gv_waves_run(&waves, graph, scores, task, error);
  return gv_searches_run(&searches, graph, scores, task, error);
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

const GvCentrality gv_centrality_harmonic = {
  .name = "harmonic",
  .summary = "how near the others are to a person, those out of reach counting nothing",
  .formula = "harmonic(v) = 1/(n-1) sum over u != v of 1/d(u,v), from u to v (mode in); "
             "1/d = 0 where there is no path; lengths 1, w or 1/w",
  .reference = "Boldi & Vigna 2014; search: Then et al. 2014, Dijkstra 1959",
  .cost = "O(nm / 256) time where searches overlap, O(nm) where not; lengths other than 1 "
          "O(nm log n); 120 bytes x n a thread",
  .options_size = sizeof(Options),
  .params = params,
  .run = run,
};
