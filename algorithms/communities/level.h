/* A weighted graph on one level of a hierarchy, in integers.
 *
 * Sums of integers do not depend on the order in which threads add them, so
 * everything built on them is the same at any thread count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_LEVEL_H
#define GV_COMMUNITIES_LEVEL_H

#include <grapevine/graph.h>

/* Undirected, every pair in both rows, no loops: weight inside a vertex of a
 * coarse level shows in its mass only. */
typedef struct {
  GvVertex n;
  const GvEdge *offsets;   /* [n + 1] */
  const GvVertex *targets; /* [offsets[n]] */
  const int64_t *weights;  /* [offsets[n]], > 0; NULL = 1 each */
  int64_t *mass;           /* [n], owned: strength (modularity) or number of people (CPM) */
  GvEdge *own_offsets;     /* the three below are NULL where the graph's are borrowed */
  GvVertex *own_targets;
  int64_t *own_weights;
} GvLevel;

void gv_level_clear(GvLevel *level);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvLevel, gv_level_clear)

/* How the integers of a level relate to the graph's weights. */
typedef struct {
  double unit;   /* integer = weight * unit; a power of 2, 1 where all weights are whole */
  int64_t total; /* of both directions ("2m"), < 2^53 so that it is exact as a double */
} GvUnit;

typedef enum { GV_MASS_STRENGTH, GV_MASS_PEOPLE } GvMass;

/* Borrows `side`, which must be symmetric. */
gboolean gv_level_init(GvLevel *level, GvAdjacency side, GvMass mass, GvUnit *unit, GError **error);

static inline GvEdge gv_level_degree(const GvLevel *level, GvVertex v)
{
  return level->offsets[v + 1] - level->offsets[v];
}

static inline int64_t gv_level_weight(const GvLevel *level, GvEdge e)
{
  return level->weights ? level->weights[e] : 1;
}

int64_t gv_level_strength(const GvLevel *level, GvVertex v);
GvEdge gv_level_max_degree(const GvLevel *level);
#endif
