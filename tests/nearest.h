/* Small graphs, and the k highest of a measure of distances the long way.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_NEAREST_H
#define GV_TEST_NEAREST_H

#include <stdlib.h>

#include "algorithms/paths/nearest.h"
#include "common.h"

static const char *const measures[] = { "harmonic", "closeness" };

static inline double inverses(const GvNear *near)
{
  return near->inverses;
}

static inline double mean(const GvNear *near)
{
  return near->people / near->distances;
}

static inline GvNearest nearest_of(int measure, int mode)
{
  return (GvNearest){ (GvPathMode)mode, measure == 0 ? inverses : mean, measure == 0 };
}

/* Of the measure: everybody's scores; options to be freed. */
static inline GvDistanceOptions *options_of(const GvCentrality *a, int mode)
{
  GvDistanceOptions *o = g_malloc0(a->options_size);

  gv_options_init(o, a->params);
  o->mode = mode;
  return o;
}

static inline double *all_scores(int measure, int mode, GvGraph *g)
{
  const GvCentrality *a = gv_centrality_find(measures[measure]);
  g_autofree GvDistanceOptions *o = options_of(a, mode);
  double *scores = g_new(double, gv_graph_vertices(g) + 1);

  g_assert_true(gv_centrality_run(a, g, o, scores, NULL, NULL));
  return scores;
}

/* Random; with people who have no ties, long ways, loops and duplicates. */
static inline GvGraph *small_graph(guint32 seed)
{
  const GvVertex n = 1 + seed * 7 % 61;
  const GvEdge edges[] = { n / 2, n, 2 * n, (GvEdge)n * n / 4 + 1 };

  return random_graph(n, edges[seed / 2 % 4], seed, seed & 1, FALSE);
}

static inline GvGraph *grid(GvVertex side, gboolean directed)
{
  g_autofree GvVertex(*edges)[2] = g_malloc_n(2 * side * side, sizeof *edges);
  GvEdge m = 0;

  for (GvVertex v = 0; v < side * side; v++) {
    if (v % side + 1 < side)
      memcpy(edges[m++], (GvVertex[2]){ v, v + 1 }, sizeof *edges);
    if (v + side < side * side)
      memcpy(edges[m++], (GvVertex[2]){ v + side, v }, sizeof *edges);
  }
  return gv_graph_new(side * side, (const GvVertex(*)[2])edges, NULL, m, directed, NULL);
}
#endif
