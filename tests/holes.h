/* All four measures at once, and the same by the definition, slowly.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_HOLES_H
#define GV_TEST_HOLES_H

#include <grapevine/holes.h>

#include "common.h"

typedef struct {
  GvVertex n;
  double *constraint, *effective_size, *efficiency, *hierarchy; /* [n] */
} Measures;

static inline Measures measures_new(GvVertex n)
{
  return (Measures){ n, g_new(double, n + 1), g_new(double, n + 1), g_new(double, n + 1),
                     g_new(double, n + 1) };
}

static inline void measures_clear(Measures *m)
{
  g_free(m->constraint);
  g_free(m->effective_size);
  g_free(m->efficiency);
  g_free(m->hierarchy);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Measures, measures_clear)

static inline Measures measure(GvGraph *g, unsigned threads)
{
  Measures m = measures_new(gv_graph_vertices(g));
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_autoptr(GError) error = NULL;
  const GvHoles holes = { m.constraint, m.effective_size, m.efficiency, m.hierarchy };

  g_assert_true(gv_holes_run(g, holes, task, &error));
  g_assert_no_error(error);
  return m;
}

static inline void assert_relative(double a, double b, double tolerance)
{
  if (isnan(a) && isnan(b))
    return;
  g_assert_cmpfloat_with_epsilon(a, b, tolerance * fabs(b));
}

/* The definitions word for word, over all triples. The matrix is z. */
typedef struct {
  int n;
  const double *z;            /* [n * n] */
  double *strength, *largest; /* [n] */
} Dense;

static inline double p_of(const Dense *d, int i, int j)
{
  return d->z[i * d->n + j] / d->strength[i];
}

static inline double local_constraint(const Dense *d, int i, int j)
{
  double sum = p_of(d, i, j);

  for (int q = 0; q < d->n; q++)
    if (q != i && q != j && d->z[i * d->n + q] > 0)
      sum += p_of(d, i, q) * p_of(d, q, j);
  return sum * sum;
}

static inline double redundancy(const Dense *d, int i, int j)
{
  double sum = 0;

  for (int q = 0; q < d->n; q++)
    if (q != i && q != j)
      sum += p_of(d, i, q) * d->z[j * d->n + q] / d->largest[j];
  return sum;
}

static inline void measure_dense(const Dense *d, int i, Measures *m)
{
  double c = 0, effective = 0, coleman = 0;
  int contacts = 0;

  for (int j = 0; j < d->n; j++)
    if (d->z[i * d->n + j] > 0) {
      contacts++;
      c += local_constraint(d, i, j);
      effective += 1 - redundancy(d, i, j);
    }
  for (int j = 0; j < d->n; j++)
    if (d->z[i * d->n + j] > 0) {
      double r = local_constraint(d, i, j) / (c / contacts);
      coleman += r * log(r);
    }
  m->constraint[i] = contacts ? c : NAN;
  m->effective_size[i] = contacts ? effective : NAN;
  m->efficiency[i] = contacts ? effective / contacts : NAN;
  m->hierarchy[i] = contacts == 0 ? NAN : contacts == 1 ? 1 : coleman / (contacts * log(contacts));
}

static inline void dense_init(Dense *d, GvGraph *g, double *z)
{
  const GvAdjacency out = gv_graph_out(g);

  for (GvVertex v = 0; v < out.n; v++)
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++) {
      z[v * out.n + out.targets[e]] += gv_weight(out, e);
      z[out.targets[e] * out.n + v] += gv_weight(out, e);
    }
  for (GvVertex v = 0; v < out.n * out.n; v++) {
    d->strength[v / out.n] += z[v];
    d->largest[v / out.n] = MAX(d->largest[v / out.n], z[v]);
  }
}

static inline Measures measure_slowly(GvGraph *g)
{
  const GvVertex n = gv_graph_vertices(g);
  g_autofree double *z = g_new0(double, n *n + 1);
  g_autofree double *strength = g_new0(double, n + 1);
  g_autofree double *largest = g_new0(double, n + 1);
  Dense d = { (int)n, z, strength, largest };
  Measures m = measures_new(n);

  dense_init(&d, g, z);
  for (int i = 0; i < d.n; i++)
    measure_dense(&d, i, &m);
  return m;
}

static inline void assert_agree(const Measures *a, const Measures *b)
{
  for (GvVertex v = 0; v < a->n; v++) {
    assert_relative(a->constraint[v], b->constraint[v], 1e-12);
    assert_relative(a->effective_size[v], b->effective_size[v], 1e-12);
    assert_relative(a->efficiency[v], b->efficiency[v], 1e-12);
    if (isnan(a->hierarchy[v]) || isnan(b->hierarchy[v]))
      g_assert_true(isnan(a->hierarchy[v]) && isnan(b->hierarchy[v]));
    else
      g_assert_cmpfloat_with_epsilon(a->hierarchy[v], b->hierarchy[v], 1e-10);
  }
}
#endif
