/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/level.h"

#include <math.h>

#include "graph/base/array.h"

/* Fractions are kept to 2^-43 of the total: room for the largest sums in an
 * int64_t and, exactly, in a double. */
enum { TOTAL_BITS = 43, EXACT_BITS = 51 };

void gv_level_clear(GvLevel *level)
{
  g_free(level->own_mass);
  g_free(level->own_offsets);
  g_free(level->own_targets);
  g_free(level->own_weights);
  g_free(level->own_light);
  *level = (GvLevel){ 0 };
}

int64_t gv_level_strength(const GvLevel *level, GvVertex v)
{
  int64_t sum = 0;

  if (level->weights == NULL && level->light == NULL)
    return (int64_t)gv_level_degree(level, v);
  for (GvEdge e = level->offsets[v]; e < level->offsets[v + 1]; e++)
    sum += gv_level_weight(level, e);
  return sum;
}

GvEdge gv_level_max_degree(const GvLevel *level)
{
  GvEdge most = 0;

  for (GvVertex v = 0; v < level->n; v++)
    most = MAX(most, gv_level_degree(level, v));
  return most;
}

/* The power of 2 that turns weights into integers: 1 if they are some already. */
static double choose_unit(const double *weights, GvEdge m)
{
  double largest = 0, sum = 0;
  gboolean whole = TRUE;
  int exponent;

  for (GvEdge e = 0; e < m; e++) {
    largest = MAX(largest, weights[e]);
    whole = whole && weights[e] == floor(weights[e]);
  }
  if (m == 0)
    return 1;
  (void)frexp(largest, &exponent);
  for (GvEdge e = 0; e < m; e++) /* scaled, for 1e308 + 1e308 is not finite */
    sum += ldexp(weights[e], -exponent);
  if (whole && exponent + ilogb(sum) < EXACT_BITS)
    return 1;
  return ldexp(1, MIN(TOTAL_BITS - ilogb(sum) - exponent, 1000));
}

static gboolean take_weights(GvLevel *level, GvAdjacency side, GvUnit *unit, GError **error)
{
  const GvEdge m = side.offsets[side.n];

  unit->unit = 1;
  unit->total = (int64_t)m;
  if (side.weights == NULL)
    return TRUE;
  if (!(level->own_weights = gv_array_new_raw(m, sizeof *level->own_weights, error)))
    return FALSE;
  unit->unit = choose_unit(side.weights, m);
  unit->total = 0;
  for (GvEdge e = 0; e < m; e++) {
    int64_t weight = (int64_t)llrint(side.weights[e] * unit->unit);
    level->own_weights[e] = MAX(weight, 1); /* a tie stays a tie, however light */
    unit->total += level->own_weights[e];
  }
  level->weights = level->own_weights;
  return TRUE;
}

static int64_t whole_row(GvAdjacency side, GvVertex v, double unit)
{
  int64_t sum = 0;

  for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++)
    sum += (int64_t)llrint(gv_weight(side, e) * unit);
  return sum;
}

static GvMass mass_of(const GvLevel *level, GvGraph *graph, GvVertex v, GvMassKind kind,
                      double unit)
{
  int64_t both;

  if (kind == GV_MASS_DIRECTED)
    return (GvMass){ whole_row(gv_graph_out(graph), v, unit),
                     whole_row(gv_graph_in(graph), v, unit) };
  both = kind == GV_MASS_PEOPLE ? 1 : gv_level_strength(level, v);
  return (GvMass){ both, both };
}

gboolean gv_level_init(GvLevel *level, GvGraph *graph, GvGraph *undirected, GvMassKind mass,
                       GvUnit *unit, GError **error)
{
  const GvAdjacency side = gv_graph_out(undirected);

  *level = (GvLevel){ .n = side.n, .offsets = side.offsets, .targets = side.targets };
  if (!take_weights(level, side, unit, error) ||
      !(level->own_mass = gv_array_new_raw(side.n, sizeof *level->mass, error)))
    return FALSE;
  for (GvVertex v = 0; v < side.n; v++)
    level->own_mass[v] = mass_of(level, graph, v, mass, unit->unit);
  level->mass = level->own_mass;
  return TRUE;
}

static gboolean stays(const GvVertex *labels, const guint8 *of, GvVertex u, GvVertex v)
{
  return labels[u] == labels[v] && (of == NULL || of[labels[v]]);
}

/* Fills own_offsets; returns the ties that stay. */
static GvEdge count_inside(GvLevel *inside, const GvLevel *level, const GvVertex *labels,
                           const guint8 *of)
{
  GvEdge at = 0;

  for (GvVertex v = 0; v < level->n; v++) {
    inside->own_offsets[v] = at;
    for (GvEdge e = level->offsets[v]; e < level->offsets[v + 1]; e++)
      at += stays(labels, of, level->targets[e], v) ? 1 : 0;
  }
  return inside->own_offsets[level->n] = at;
}

static void fill_inside(GvLevel *inside, const GvLevel *level, const GvVertex *labels,
                        const guint8 *of)
{
  GvEdge at = 0;

  for (GvVertex v = 0; v < level->n; v++)
    for (GvEdge e = level->offsets[v]; e < level->offsets[v + 1]; e++) {
      if (!stays(labels, of, level->targets[e], v))
        continue;
      if (level->weights)
        inside->own_weights[at] = level->weights[e];
      inside->own_targets[at++] = level->targets[e];
    }
}

gboolean gv_level_inside(GvLevel *inside, const GvLevel *level, const GvVertex *labels,
                         const guint8 *of, GError **error)
{
  GvEdge m;

  *inside = *level;
  inside->own_mass = NULL;
  inside->own_offsets = NULL;
  inside->own_targets = NULL;
  inside->own_weights = NULL;
  if (labels == NULL)
    return TRUE;
  if (!(inside->own_offsets =
            gv_array_new_raw((size_t)level->n + 1, sizeof *level->offsets, error)))
    return FALSE;
  m = count_inside(inside, level, labels, of);
  if (!(inside->own_targets = gv_array_new_raw(m, sizeof *level->targets, error)) ||
      (level->weights &&
       !(inside->own_weights = gv_array_new_raw(m, sizeof *level->weights, error))))
    return FALSE;
  fill_inside(inside, level, labels, of);
  inside->offsets = inside->own_offsets;
  inside->targets = inside->own_targets;
  inside->weights = inside->own_weights;
  return TRUE;
}
