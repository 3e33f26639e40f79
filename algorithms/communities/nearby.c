/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/nearby.h"

#include "graph/base/array.h"

GvNearby *gv_nearby_new(int threads, GError **error)
{
  return gv_array_new((size_t)threads, sizeof(GvNearby), error);
}

void gv_nearby_free(GvNearby *all, int threads)
{
  for (int t = 0; all && t < threads; t++) {
    g_free(all[t].communities);
    g_free(all[t].weights);
    g_free(all[t].slots);
  }
  g_free(all);
}

static gboolean reserve_one(GvNearby *near, size_t room, size_t slots, GError **error)
{
  near->room = 0; /* until all three are there */
  g_clear_pointer(&near->communities, g_free);
  g_clear_pointer(&near->weights, g_free);
  g_clear_pointer(&near->slots, g_free);
  if (!(near->communities = gv_array_new_raw(room, sizeof *near->communities, error)) ||
      !(near->weights = gv_array_new_raw(room, sizeof *near->weights, error)) ||
      !(near->slots = gv_array_new_raw(slots, sizeof *near->slots, error)))
    return FALSE;
  near->room = room;
  return TRUE;
}

gboolean gv_nearby_reserve(GvNearby *all, int threads, size_t need, GError **error)
{
  size_t slots = 1;

  need = MAX(need, GV_NEARBY_LINEAR);
  while (slots < 2 * need)
    slots *= 2;
  for (int t = 0; t < threads; t++)
    if (all[t].room < need && !reserve_one(&all[t], need, slots, error))
      return FALSE;
  return TRUE;
}

void gv_nearby_add_row(GvNearby *near, const GvLevel *level, const GvVertex *community, GvVertex v)
{
  const GvEdge end = level->offsets[v + 1], last = level->offsets[level->n] - 1;

  for (GvEdge e = level->offsets[v]; e < end; e++) {
    /* Past the row's end this warms the next vertex. */
    __builtin_prefetch(&community[level->targets[MIN(e + GV_NEARBY_AHEAD, last)]]);
    gv_nearby_add(near, community[level->targets[e]], gv_level_weight(level, e));
  }
}
