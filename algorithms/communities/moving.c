/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/moving.h"

#include <string.h>

#include "algorithms/communities/order.h"
#include "algorithms/communities/queue.h"
#include "graph/base/random.h"

enum {
  BATCHES_FROM = 400000, /* arcs of a level; below, the queue is faster and better */
  CHUNK_SHIFT = 5,       /* 32 vertices: two cache lines of communities */
};

gboolean gv_moving_finishes(const GvLevel *level)
{
  return level->offsets[level->n] < BATCHES_FROM;
}

gboolean gv_moving_run(GvMover *m, const GvLevel *level, GvPatience patience, GError **error)
{
  const gboolean small = gv_moving_finishes(level);

  m->seed = gv_mix64(m->seed);
  if (!gv_nearby_reserve(m->nearby, m->threads, gv_level_max_degree(level), error) ||
      !gv_order_fill(m->order, level->n, small ? 0 : CHUNK_SHIFT, m->seed, error))
    return FALSE;
  memset(m->active, 1, level->n);
  return small ? gv_move_by_queue(m, level, error) : gv_move_in_batches(m, level, patience, error);
}
