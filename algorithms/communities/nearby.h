/* The communities around a vertex, with the weight of the ties to each.
 *
 * A list in order of first appearance, and for every community where in the list
 * it would be: what stands there is believed only where the list agrees, so
 * nothing is cleared between vertices (Briggs & Torczon 1993). 4 bytes a vertex
 * and thread, of which most vertices touch a few that are in cache anyway.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_NEARBY_H
#define GV_COMMUNITIES_NEARBY_H

#include "algorithms/communities/level.h"

enum { GV_NEARBY_AHEAD = 12 };

/* One thread's. */
typedef struct {
  GvVertex count;
  GvVertex *communities; /* [count] */
  int64_t *weights;      /* [count] */
  GvVertex *place;       /* [n] of a community in the list, if it is there */
  size_t room;           /* of the list */
} GvNearby;

/* For communities below n. */
GvNearby *gv_nearby_new(int threads, GvVertex n, GError **error);
/* Room for `need` communities in each. */
gboolean gv_nearby_reserve(GvNearby *all, int threads, size_t need, GError **error);
void gv_nearby_free(GvNearby *all, int threads);

static inline void gv_nearby_begin(GvNearby *near)
{
  near->count = 0;
}

static inline gboolean gv_nearby_has(const GvNearby *near, GvVertex community)
{
  const GvVertex i = near->place[community];

  return i < near->count && near->communities[i] == community;
}

static inline void gv_nearby_add(GvNearby *near, GvVertex community, int64_t weight)
{
  if (gv_nearby_has(near, community)) {
    near->weights[near->place[community]] += weight;
    return;
  }
  near->place[community] = near->count;
  near->communities[near->count] = community;
  near->weights[near->count++] = weight;
}

static inline int64_t gv_nearby_weight(const GvNearby *near, GvVertex community)
{
  return gv_nearby_has(near, community) ? near->weights[near->place[community]] : 0;
}

/* Adds the ties of v, by the communities of its neighbours. */
void gv_nearby_add_row(GvNearby *near, const GvLevel *level, const GvVertex *community, GvVertex v);
#endif
