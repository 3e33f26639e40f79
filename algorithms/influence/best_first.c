/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/best_first.h"

#include "graph/base/array.h"

void gv_best_first_clear(GvBestFirst *l)
{
  g_free(l->known);
  g_free(l->queue);
  gv_room_clear(&l->room);
}

void gv_best_first_take(GvBestFirst *l, GvVertex v)
{
  l->seeds[l->count++] = v;
  gv_room_take(&l->room, v);
}

double gv_best_first_key(const GvBestFirst *l, GvVertex v, double score)
{
  return l->by_cost ? score / gv_cost(l->contest->rules, v) : score;
}

gboolean gv_best_first_begin(GvBestFirst *l, const double *scores, GError **error)
{
  const GvCoverRules *rules = l->contest->rules;
  const GvVertex n = gv_graph_vertices(l->contest->attention);

  l->scores = scores;
  l->batch = 4 * rules->count + 256;
  if (!(l->known = gv_array_new(n, 1, error)) ||
      !(l->queue = gv_array_new_raw(n, sizeof *l->queue, error)) ||
      !gv_room_init(&l->room, rules, error))
    return FALSE;
  for (size_t i = 0; i < rules->forced_count; i++) {
    l->known[rules->forced[i]] = 1;
    gv_best_first_take(l, rules->forced[i]);
  }
  return TRUE;
}

/* The best of those who wait, at the end of the queue and in no order. */
static size_t best_waiting(GvBestFirst *l)
{
  const GvVertex n = gv_graph_vertices(l->contest->attention);
  GvRated *best = l->queue + l->queued; /* mirrored: a heap with the last of them in front */
  size_t held = 0;

  for (GvVertex v = 0; v < n; v++) {
    if (l->known[v] || !(l->contest->people[v] & GV_POOL_CANDIDATE))
      continue;
    const GvRated entry = gv_rated_mirror((GvRated){ gv_best_first_key(l, v, l->scores[v]), v });
    if (held < l->batch) {
      best[held++] = entry;
      if (held == l->batch)
        gv_rated_heap(best, held);
    } else if (gv_rated_before(&best[0], &entry)) {
      best[0] = entry;
      gv_rated_sift_down(best, held, 0);
    }
  }
  return held;
}

static void queue_more(GvBestFirst *l)
{
  const size_t held = best_waiting(l);
  GvRated *best = l->queue + l->queued;

  l->all = held < l->batch;
  l->floor = l->all ? (GvRated){ 0 } : gv_rated_mirror(best[0]);
  for (size_t i = 0; i < held; i++) {
    best[i] = gv_rated_mirror(best[i]);
    l->known[best[i].v] = 1;
  }
  l->queued += held;
  l->batch *= 2;
  gv_rated_heap(l->queue, l->queued);
}

GvRated *gv_best_first_next(GvBestFirst *l)
{
  if (l->room.count >= l->room.rules->count)
    return NULL;
  while (!l->all && (l->queued == 0 || gv_rated_before(&l->floor, &l->queue[0])))
    queue_more(l);
  return l->queued > 0 ? l->queue : NULL;
}

void gv_best_first_pop(GvBestFirst *l)
{
  l->queue[0] = l->queue[--l->queued];
  if (l->queued > 0)
    gv_rated_sift_down(l->queue, l->queued, 0);
}
