/* The communities around a vertex, with the weight of the ties to each.
 *
 * A list in order of first appearance. Up to 32 ties it is searched from the
 * front; beyond, through an open-addressing table no larger than the vertex
 * needs, so that for most vertices it stays in the first-level cache.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_NEARBY_H
#define GV_COMMUNITIES_NEARBY_H

#include <string.h>

#include "algorithms/communities/level.h"

enum { GV_NEARBY_LINEAR = 32, GV_NEARBY_AHEAD = 12 };

/* One thread's. */
typedef struct {
  GvVertex count;
  GvVertex *communities; /* [count] */
  int64_t *weights;      /* [count] */
  GvVertex *slots;       /* [2^bits] index into the list, or GV_VERTEX_NONE */
  unsigned bits;         /* 0 = no table, search the list */
  size_t room;           /* of the list; the table has room for twice as many */
} GvNearby;

/* Room for `need` communities in each. */
gboolean gv_nearby_reserve(GvNearby *all, int threads, size_t need, GError **error);
void gv_nearby_free(GvNearby *all, int threads);
GvNearby *gv_nearby_new(int threads, GError **error);

/* Empties the list and makes the table fit for at most `most` communities. */
static inline void gv_nearby_begin(GvNearby *near, size_t most)
{
  near->count = 0;
  near->bits = 0;
  if (most <= GV_NEARBY_LINEAR)
    return;
  while (((size_t)1 << near->bits) < 2 * most)
    near->bits++;
  memset(near->slots, 0xff, sizeof *near->slots << near->bits);
}

static inline GvVertex gv_nearby_append(GvNearby *near, GvVertex community)
{
  near->communities[near->count] = community;
  near->weights[near->count] = 0;
  return near->count++;
}

static inline GvVertex gv_nearby_search(GvNearby *near, GvVertex community)
{
  for (GvVertex i = 0; i < near->count; i++)
    if (near->communities[i] == community)
      return i;
  return gv_nearby_append(near, community);
}

static inline GvVertex gv_nearby_look_up(GvNearby *near, GvVertex community)
{
  const uint64_t mask = ((uint64_t)1 << near->bits) - 1;
  uint64_t slot = community * UINT64_C(0x9e3779b97f4a7c15) >> (64 - near->bits);

  while (near->slots[slot] != GV_VERTEX_NONE) {
    if (near->communities[near->slots[slot]] == community)
      return near->slots[slot];
    slot = (slot + 1) & mask;
  }
  return near->slots[slot] = gv_nearby_append(near, community);
}

static inline void gv_nearby_add(GvNearby *near, GvVertex community, int64_t weight)
{
  const GvVertex i =
      near->bits ? gv_nearby_look_up(near, community) : gv_nearby_search(near, community);

  near->weights[i] += weight;
}

/* Adds the ties of v, by the communities of its neighbours. */
void gv_nearby_add_row(GvNearby *near, const GvLevel *level, const GvVertex *community, GvVertex v);
#endif
