/* The communities around a vertex, with the weight of the ties to each.
 *
 * A list in order of first appearance, and for every community its weight, 0 for
 * those not in the list: a look, an addition, and nothing to search. 8 bytes a vertex
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
  int64_t *weights;      /* [n] by community */
  size_t room;           /* of the list */
} GvNearby;

/* For communities below n. */
GvNearby *gv_nearby_new(int threads, GvVertex n, GError **error);
/* Room for `need` communities in each. */
gboolean gv_nearby_reserve(GvNearby *all, int threads, size_t need, GError **error);
void gv_nearby_free(GvNearby *all, int threads);

static inline void gv_nearby_begin(GvNearby *near)
{
  for (GvVertex i = 0; i < near->count; i++)
    near->weights[near->communities[i]] = 0;
  near->count = 0;
}

/* weight > 0 */
static inline void gv_nearby_add(GvNearby *near, GvVertex community, int64_t weight)
{
  if (near->weights[community] == 0)
    near->communities[near->count++] = community;
  near->weights[community] += weight;
}

/* Adds the ties of v, by the communities of its neighbours. */
void gv_nearby_add_row(GvNearby *near, const GvLevel *level, const GvVertex *community, GvVertex v);
#endif
