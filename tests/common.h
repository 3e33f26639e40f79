/* What tests share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_COMMON_H
#define GV_TEST_COMMON_H

#include <grapevine/algorithm.h>
#include <math.h>
#include <string.h>

/* A reproducible random graph, the same on every machine. weighted: 0.5 .. 5.
 * Loops and duplicates occur among the m draws and are cleaned up. */
static inline GvGraph *random_graph(GvVertex n, GvEdge m, guint32 seed, gboolean directed,
                                    gboolean weighted)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  g_autofree GvVertex(*edges)[2] = g_malloc_n(m + 1, sizeof *edges);
  g_autofree double *weights = g_new(double, m + 1);
  GvGraph *graph;

  for (GvEdge e = 0; e < m; e++) {
    edges[e][0] = (GvVertex)g_rand_int_range(rand, 0, (gint32)n);
    edges[e][1] = (GvVertex)g_rand_int_range(rand, 0, (gint32)n);
    weights[e] = g_rand_int_range(rand, 1, 11) / 2.0;
  }
  graph = gv_graph_new(n, (const GvVertex(*)[2])edges, weighted ? weights : NULL, m, directed, NULL);
  g_assert_nonnull(graph);
  return graph;
}

/* |a - b| <= tolerance * max(1, |b|); NaN equals NaN. */
static inline void assert_close(double a, double b, double tolerance)
{
  if (isnan(a) && isnan(b))
    return;
  g_assert_cmpfloat_with_epsilon(a, b, tolerance * MAX(1, fabs(b)));
}
#endif
