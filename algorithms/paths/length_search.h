/* The distances of length_lanes.h.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/length_queue.h"
#include "algorithms/paths/length_rows.h"

enum { GO_AGAIN = 24 }; /* times that the average vertex may go */

/* What v's neighbours have not been told. key: the least of it. */
APART void tell_neighbours(GvLengthLanes *s, GvVertex v, double key)
{
  const GvAdjacency forth = s->graph->forth;
  const Row from = *row_at(s->distance, v), far = row_of(INFINITY);

  for (GvEdge e = forth.offsets[v]; e < forth.offsets[v + 1]; e++) {
    const GvVertex u = forth.targets[e];
    const double length = forth.weights[e];
    Row *to = row_at(s->distance, u), news, by;
    for (size_t p = 0; p < PARTS; p++)
      by.part[p] = from.part[p] + length;
    if (lanes_less(&by, to) == 0)
      continue;
    for (size_t p = 0; p < PARTS; p++) {
      news.part[p] = choose(by.part[p] < to->part[p], by.part[p], far.part[p]);
      to->part[p] = lesser(by.part[p], to->part[p]);
    }
    if (!(key + length < s->state[u].key))
      continue;
    const double nearest = least_of(&news);
    if (nearest < s->state[u].key)
      queue_enter(s, u, nearest);
  }
}

/* Distances from all sources. FALSE: gave up; the scratch is as between searches. */
static gboolean search_out(GvLengthLanes *s, const GvLaneSources *sources)
{
  GvEdge left = (GvEdge)GO_AGAIN * s->graph->forth.n;

  s->queue.at = 0;
  for (int l = 0; l < sources->count; l++) {
    ((double *)row_at(s->distance, sources->source[l]))[l] = 0;
    queue_enter(s, sources->source[l], 0);
  }
  for (; left > 0 && queue_advance(&s->queue); left--) {
    const GvVertex v = queue_take(s);
    if (v == GV_VERTEX_NONE)
      continue;
    GvLengthState *state = &s->state[v];
    const double key = state->key;
    state->key = INFINITY;
    if (!state->listed)
      s->order[s->count++] = v;
    state->listed = TRUE;
    tell_neighbours(s, v, key);
  }
  if (left == 0)
    gv_length_lanes_reset(s);
  return left > 0;
}

static void leave(GvLengthLanes *s, GvVertex v)
{
  *row_at(s->distance, v) = row_of(INFINITY);
  s->state[v] = (GvLengthState){ .key = INFINITY, .bucket = GV_LENGTH_BUCKETS };
}

static void leave_all(GvLengthLanes *s)
{
  for (GvVertex i = 0; i < s->count; i++)
    leave(s, s->order[i]);
  s->count = 0;
}
