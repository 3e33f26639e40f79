/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "algorithms/some.h"
#include "graph/base/array.h"

#define GV_CENTRALITY(id) extern const GvCentrality gv_centrality_##id;
#define GV_COMMUNITY_METHOD(id) extern const GvCommunityMethod gv_community_method_##id;
#include "algorithms/registry.def"
#undef GV_CENTRALITY
#undef GV_COMMUNITY_METHOD

const GvCentrality *const *gv_centralities(void)
{
  static const GvCentrality *const all[] = {
#define GV_CENTRALITY(id) &gv_centrality_##id,
#define GV_COMMUNITY_METHOD(id)
#include "algorithms/registry.def"
#undef GV_CENTRALITY
#undef GV_COMMUNITY_METHOD
    NULL,
  };

  return all;
}

const GvCommunityMethod *const *gv_community_methods(void)
{
  static const GvCommunityMethod *const all[] = {
#define GV_CENTRALITY(id)
#define GV_COMMUNITY_METHOD(id) &gv_community_method_##id,
#include "algorithms/registry.def"
#undef GV_CENTRALITY
#undef GV_COMMUNITY_METHOD
    NULL,
  };

  return all;
}

const GvCentrality *gv_centrality_find(const char *name)
{
  for (const GvCentrality *const *a = gv_centralities(); *a; a++)
    if (strcmp((*a)->name, name) == 0)
      return *a;
  return NULL;
}

const GvCommunityMethod *gv_community_method_find(const char *name)
{
  for (const GvCommunityMethod *const *a = gv_community_methods(); *a; a++)
    if (strcmp((*a)->name, name) == 0)
      return *a;
  return NULL;
}

/* The given options if they are in range, or the defaults in *defaults; NULL on error. */
static const void *options_or_defaults(const void *options, const GvParam *params, size_t size,
                                       void **defaults, GError **error)
{
  if (options == NULL) {
    *defaults = g_malloc0(size + 1);
    gv_options_init(*defaults, params);
    options = *defaults;
  }
  return gv_options_check(options, params, error) ? options : NULL;
}

gboolean gv_centrality_run(const GvCentrality *algorithm, GvGraph *graph, const void *options,
                           double *scores, GvTask *task, GError **error)
{
  g_autofree void *defaults = NULL;

  g_return_val_if_fail(algorithm && graph && scores, FALSE);
  options = options_or_defaults(options, algorithm->params, algorithm->options_size, &defaults,
                                error);
  return options && algorithm->run(graph, options, scores, task, error);
}

gboolean gv_run_all_for_some(const GvCentrality *algorithm, GvGraph *graph, const void *options,
                             const GvVertex *people, GvVertex count, double *scores, GvTask *task,
                             GError **error)
{
  g_autofree double *all = gv_array_new(gv_graph_vertices(graph), sizeof *all, error);

  if (all == NULL || !algorithm->run(graph, options, all, task, error))
    return FALSE;
  for (GvVertex i = 0; i < count; i++)
    scores[i] = all[people[i]];
  return TRUE;
}

static gboolean run_some(const GvCentrality *algorithm, GvGraph *graph, const void *options,
                         const GvVertex *people, GvVertex count, double *scores, GvTask *task,
                         GError **error)
{
  if (algorithm->run_some && count <= gv_graph_vertices(graph) / 2)
    return algorithm->run_some(graph, options, people, count, scores, task, error);
  return gv_run_all_for_some(algorithm, graph, options, people, count, scores, task, error);
}

gboolean gv_centrality_run_some(const GvCentrality *algorithm, GvGraph *graph,
                                const void *options, const GvVertex *people, GvVertex count,
                                double *scores, GvTask *task, GError **error)
{
  g_autofree void *defaults = NULL;

  g_return_val_if_fail(algorithm && graph && people && scores, FALSE);
  options = options_or_defaults(options, algorithm->params, algorithm->options_size, &defaults,
                                error);
  return options && run_some(algorithm, graph, options, people, count, scores, task, error);
}

typedef struct {
  double score;
  GvVertex vertex;
} Ranked;

static int highest_first(const void *a, const void *b)
{
  const Ranked *x = a, *y = b;

  if (isnan(x->score) != isnan(y->score))
    return isnan(x->score) ? 1 : -1;
  if (x->score != y->score && !isnan(x->score))
    return x->score > y->score ? -1 : 1;
  return (x->vertex > y->vertex) - (x->vertex < y->vertex);
}

/* candidates [*count]: whom to score. */
static gboolean find_top(const GvCentrality *algorithm, GvGraph *graph, const void *options,
                         GvVertex top, GvVertex *candidates, GvVertex *count, GvTask *task,
                         GError **error)
{
  *count = GV_VERTEX_NONE;
  if (algorithm->find_top && top > 0 &&
      !algorithm->find_top(graph, options, top, candidates, count, task, error))
    return FALSE;
  if (*count != GV_VERTEX_NONE)
    return TRUE;
  *count = gv_graph_vertices(graph);
  for (GvVertex v = 0; v < *count; v++)
    candidates[v] = v;
  return TRUE;
}

static gboolean run_top(const GvCentrality *algorithm, GvGraph *graph, const void *options,
                        GvVertex top, GvVertex *people, double *scores, GvTask *task,
                        GError **error)
{
  const GvVertex n = gv_graph_vertices(graph);
  g_autofree GvVertex *candidates = gv_array_new_raw(n, sizeof *candidates, error);
  g_autofree double *found = gv_array_new_raw(n, sizeof *found, error);
  g_autofree Ranked *ranked = gv_array_new_raw(n, sizeof *ranked, error);
  GvVertex count;

  if (candidates == NULL || found == NULL || ranked == NULL ||
      !find_top(algorithm, graph, options, top, candidates, &count, task, error) ||
      !run_some(algorithm, graph, options, candidates, count, found, task, error))
    return FALSE;
  for (GvVertex i = 0; i < count; i++)
    ranked[i] = (Ranked){ found[i], candidates[i] };
  qsort(ranked, count, sizeof *ranked, highest_first);
  for (GvVertex i = 0; i < top; i++) {
    people[i] = ranked[i].vertex;
    scores[i] = ranked[i].score;
  }
  return TRUE;
}

gboolean gv_centrality_run_top(const GvCentrality *algorithm, GvGraph *graph, const void *options,
                               GvVertex top, GvVertex *people, double *scores, GvTask *task,
                               GError **error)
{
  g_autofree void *defaults = NULL;

  g_return_val_if_fail(algorithm && graph && people && scores, FALSE);
  g_return_val_if_fail(top <= gv_graph_vertices(graph), FALSE);
  options = options_or_defaults(options, algorithm->params, algorithm->options_size, &defaults,
                                error);
  return options && run_top(algorithm, graph, options, top, people, scores, task, error);
}

gboolean gv_community_method_run(const GvCommunityMethod *method, GvGraph *graph,
                                 const void *options, GvVertex *labels, GvPartition *partition,
                                 GvTask *task, GError **error)
{
  g_autofree void *defaults = NULL;

  g_return_val_if_fail(method && graph && labels && partition, FALSE);
  options = options_or_defaults(options, method->params, method->options_size, &defaults, error);
  return options && method->run(graph, options, labels, partition, task, error);
}
