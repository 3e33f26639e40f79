/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/nearby.h"

#include "graph/base/array.h"

GvNearby *gv_nearby_new(int threads, GvVertex n, GError **error)
{
  GvNearby *all = gv_array_new((size_t)threads, sizeof *all, error);

  for (int t = 0; all && t < threads; t++)
    if (!(all[t].weights = gv_array_new(n, sizeof *all[t].weights, error))) {
      gv_nearby_free(all, threads);
      return NULL;
    }
  return all;
}

void gv_nearby_free(GvNearby *all, int threads)
{
  for (int t = 0; all && t < threads; t++) {
    g_free(all[t].communities);
    g_free(all[t].weights);
  }
  g_free(all);
}

static gboolean reserve_one(GvNearby *near, size_t room, GError **error)
{
  gv_nearby_begin(near); /* forgets the list with its weights */
  near->room = 0;
  g_free(near->communities);
  near->communities = gv_array_new_raw(room, sizeof *near->communities, error);
  if (near->communities)
    near->room = room;
  return near->communities != NULL;
}

gboolean gv_nearby_reserve(GvNearby *all, int threads, size_t need, GError **error)
{
  for (int t = 0; t < threads; t++)
    if ((all[t].room < need || all[t].room == 0) && !reserve_one(&all[t], MAX(need, 1), error))
      return FALSE;
  return TRUE;
}

/* `near` is a copy, so that the compiler need not fear that a store changes it; where
 * both weights are NULL each tie is 1. */
static inline __attribute__((always_inline)) GvNearby add_row(GvNearby near, const GvLevel *level,
                                                              const GvVertex *community, GvVertex v,
                                                              const int64_t *weights,
                                                              const uint32_t *light)
{
  const GvEdge end = level->offsets[v + 1], last = level->offsets[level->n] - 1;

  for (GvEdge e = level->offsets[v]; e < end; e++) {
    /* Past the row's end this warms the next vertex. */
    __builtin_prefetch(&community[level->targets[MIN(e + GV_NEARBY_AHEAD, last)]]);
    gv_nearby_add(&near, community[level->targets[e]], light ? light[e] : weights ? weights[e] : 1);
  }
  return near;
}

void gv_nearby_add_row(GvNearby *near, const GvLevel *level, const GvVertex *community, GvVertex v)
{
  if (level->light)
    *near = add_row(*near, level, community, v, NULL, level->light);
  else if (level->weights)
    *near = add_row(*near, level, community, v, level->weights, NULL);
  else
    *near = add_row(*near, level, community, v, NULL, NULL);
}
