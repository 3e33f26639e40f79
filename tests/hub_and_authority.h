/* What the tests of hub and authority scores share: the same promises, of a
 * matrix each.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_HUB_AND_AUTHORITY_H
#define GV_TEST_HUB_AND_AUTHORITY_H

#include "limit.h"

/* A A^T (hub) or A^T A (authority) of a(v,u) = w(u,v), multiplied out. Caller frees. */
static inline double *product(GvGraph *g, gboolean hub)
{
  const size_t n = gv_graph_vertices(g);
  g_autofree double *a = dense(g);
  double *p = g_new0(double, n *n + 1);

  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++)
      for (size_t k = 0; k < n; k++)
        p[i * n + j] += hub ? a[k * n + i] * a[k * n + j] : a[i * n + k] * a[j * n + k];
  return p;
}

static inline void assert_limit_of_the_power_iteration(const char *measure, gboolean hub)
{
  for (guint32 seed = 0; seed < 300; seed++) {
    g_autoptr(GvGraph) g = small_graph(seed);
    const size_t n = gv_graph_vertices(g);
    g_autofree double *p = product(g, hub);
    double s[23], slow[23];
    score(measure, g, s);
    slow_limit(p, n, 22, slow);
    for (size_t v = 0; v < n; v++)
      g_assert_cmpfloat(fabs(s[v] - (gv_graph_edges(g) > 0 ? slow[v] : 0)), <=, 1e-8);
  }
}

/* 0 and 1 listen to 2, and nobody to 3: no cycle, and yet. */
static inline void assert_needs_no_cycle(const char *measure, const double expected[4])
{
  const GvVertex edges[][2] = { { 0, 2 }, { 1, 2 } };
  g_autoptr(GvGraph) g = gv_graph_new(4, edges, NULL, 2, TRUE, NULL);
  double s[4];

  score(measure, g, s);
  for (int v = 0; v < 4; v++)
    assert_close(s[v], expected[v], 1e-12);
}
#endif
