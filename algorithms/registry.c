/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>
#include <string.h>

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

gboolean gv_community_method_run(const GvCommunityMethod *method, GvGraph *graph,
                                 const void *options, GvVertex *labels, GvPartition *partition,
                                 GvTask *task, GError **error)
{
  g_autofree void *defaults = NULL;

  g_return_val_if_fail(method && graph && labels && partition, FALSE);
  options = options_or_defaults(options, method->params, method->options_size, &defaults, error);
  return options && method->run(graph, options, labels, partition, task, error);
}
