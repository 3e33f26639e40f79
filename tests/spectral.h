/* What the tests of spectral measures share: running them with options, and the
 * largest eigenvalue found another way.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_SPECTRAL_H
#define GV_TEST_SPECTRAL_H

#include "common.h"

static inline gboolean try_score(const char *name, GvGraph *g, const char *option,
                                 const char *value, double *scores, GError **error)
{
  const GvCentrality *a = gv_centrality_find(name);
  g_autofree char *options = g_malloc0(a->options_size + 1);

  gv_options_init(options, a->params);
  if (option)
    g_assert_true(gv_options_set(options, gv_params_find(a->params, option), value, error));
  return gv_centrality_run(a, g, options, scores, NULL, error);
}

static inline void score(const char *name, GvGraph *g, double *scores)
{
  g_autoptr(GError) error = NULL;

  g_assert_true(try_score(name, g, NULL, NULL, scores, &error));
  g_assert_no_error(error);
}

/* Row v, column u: w(u,v). */
static inline double *dense(GvGraph *g)
{
  const GvAdjacency out = gv_graph_out(g);
  double *a = g_new0(double, (size_t)out.n *out.n + 1);

  for (GvVertex u = 0; u < out.n; u++)
    for (GvEdge e = out.offsets[u]; e < out.offsets[u + 1]; e++)
      a[(size_t)out.targets[e] * out.n + u] = gv_weight(out, e);
  return a;
}

static inline void square(double *a, size_t n)
{
  g_autofree double *old = g_memdup2(a, n * n * sizeof *a);

  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++) {
      a[i * n + j] = 0;
      for (size_t k = 0; k < n; k++)
        a[i * n + j] += old[i * n + k] * old[k * n + j];
    }
}

/* ||A^(2^60)|| ^ (1 / 2^60), by squaring (Gelfand's formula). 0 without a cycle. */
static inline double slow_radius(GvGraph *g)
{
  const size_t n = gv_graph_vertices(g);
  g_autofree double *a = dense(g);
  double exponent = 0; /* log of what was divided out, per power of A */

  for (int doubling = 0; doubling <= 60; doubling++) {
    double largest = 0;
    if (doubling > 0)
      square(a, n);
    for (size_t i = 0; i < n * n; i++)
      largest = MAX(largest, a[i]);
    if (largest == 0)
      return 0;
    exponent += ldexp(log(largest), -doubling);
    for (size_t i = 0; i < n * n; i++)
      a[i] /= largest;
  }
  return exp(exponent);
}

/* Of one of many small graphs, of every kind: dense, sparse, mostly without cycles. */
static inline GvGraph *small_graph(guint32 seed)
{
  const GvVertex n = 1 + seed % 23;

  return random_graph(n, (GvEdge[]){ n / 2, n, 2 * n, 2 * n * n }[seed / 4 % 4], seed, seed & 1,
                      seed & 2);
}
#endif
