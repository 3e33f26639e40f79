/* A weighted graph on one level of a hierarchy, in integers.
 *
 * Sums of integers do not depend on the order in which threads add them, so
 * everything built on them is the same at any thread count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_LEVEL_H
#define GV_COMMUNITIES_LEVEL_H

#include <grapevine/graph.h>

/* How much a vertex, or a community, attracts others by chance alone: what chance
 * has two of them share is product(a, b), in proportion. */
typedef struct {
  int64_t out, in;
} GvMass;

/* What a mass counts. Undirected: strength, out and in the same. Directed: what
 * goes out and what comes in. People: 1 and 1. */
typedef enum { GV_MASS_STRENGTH, GV_MASS_DIRECTED, GV_MASS_PEOPLE } GvMassKind;

static inline GvMass gv_mass_plus(GvMass a, GvMass b)
{
  return (GvMass){ a.out + b.out, a.in + b.in };
}

static inline GvMass gv_mass_minus(GvMass a, GvMass b)
{
  return (GvMass){ a.out - b.out, a.in - b.in };
}

/* A mass times the penalty per unit of product. */
typedef struct {
  double out, in;
} GvPenalty;

static inline GvPenalty gv_mass_penalty(double penalty, GvMass mass)
{
  return (GvPenalty){ penalty * (double)mass.out, penalty * (double)mass.in };
}

/* penalty * (a.out * b.in + a.in * b.out), the penalty being in p already */
static inline double gv_penalty_with(GvPenalty p, GvMass b)
{
  return p.out * (double)b.in + p.in * (double)b.out;
}

/* Undirected, every pair in both rows, no loops: weight inside a vertex of a
 * coarse level shows in its mass only. */
typedef struct {
  GvVertex n;
  const GvEdge *offsets;   /* [n + 1] */
  const GvVertex *targets; /* [offsets[n]] */
  const int64_t *weights;  /* [offsets[n]], > 0; NULL = see light */
  const uint32_t *light;   /* the same in half the room; NULL too = 1 each */
  const GvMass *mass;      /* [n] */
  GvMass *own_mass;        /* the five below are NULL where others' are borrowed */
  GvEdge *own_offsets;
  GvVertex *own_targets;
  int64_t *own_weights;
  uint32_t *own_light;
} GvLevel;

void gv_level_clear(GvLevel *level);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvLevel, gv_level_clear)

/* How the integers of a level relate to the graph's weights. */
typedef struct {
  double unit;   /* integer = weight * unit; a power of 2, 1 where all weights are whole */
  int64_t total; /* of both directions ("2m"), < 2^53 so that it is exact as a double */
} GvUnit;

/* Borrows the rows of `undirected`, which is `graph` symmetrised. */
gboolean gv_level_init(GvLevel *level, GvGraph *graph, GvGraph *undirected, GvMassKind mass,
                       GvUnit *unit, GError **error);

/* `level` with the ties inside labels only, of those labels that `of` marks (NULL:
 * of all). labels [n] NULL: all ties, borrowed. Masses are borrowed, always. */
gboolean gv_level_inside(GvLevel *inside, const GvLevel *level, const GvVertex *labels,
                         const guint8 *of, GError **error);

static inline GvEdge gv_level_degree(const GvLevel *level, GvVertex v)
{
  return level->offsets[v + 1] - level->offsets[v];
}

static inline int64_t gv_level_weight(const GvLevel *level, GvEdge e)
{
  return level->light ? level->light[e] : level->weights ? level->weights[e] : 1;
}

int64_t gv_level_strength(const GvLevel *level, GvVertex v);
GvEdge gv_level_max_degree(const GvLevel *level);
#endif
