/* Power iteration of M + s I with s = lambda / 4: where M is periodic (a cycle,
 * a bipartite network) its powers alone swing for ever. Pull form: one writer a
 * cell, terms in the order of neighbours; totals by blocks of fixed size.
 *
 * For positive x the radius is at most max (M x)(v) / x(v) (Collatz, Wielandt):
 * a component whose bound falls below another's radius is left at that.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/spectral/perron.h"

#include "algorithms/row_sum.h"
#include "algorithms/spectral/extrapolation.h"
#include "algorithms/spectral/settling.h"
#include "graph/base/array.h"
#include "graph/base/task.h"
#include "graph/strong_components.h"

enum {
  BLOCK = 2048, /* members a block; part of the result's bits */
  MAX_ROUNDS = 100000000,
};

/* What a round adds up. */
typedef struct {
  double sum;     /* of (M x)(v) */
  double bound;   /* max (M x)(v) / x(v) */
  double change;  /* max |x - x of the round before| */
  double largest; /* max x */
} Totals;

typedef struct {
  GvAdjacency side;
  const GvVertex *members; /* [count] */
  GvVertex count, blocks;
  int threads;
  double *x, *y;  /* [n] */
  Totals *totals; /* [blocks] */
} Power;

static Totals multiply_block(Power *p, GvVertex block)
{
  const GvVertex last = MIN((block + 1) * BLOCK, p->count);
  Totals totals = { 0 };

  for (GvVertex i = block * BLOCK; i < last; i++) {
    const GvVertex v = p->members[i];
    const double y = p->y[v] = gv_row_sum(p->side, p->x, v);
    totals.sum += y;
    if (y > 0) /* x may have left the doubles far from where the weight is */
      totals.bound = MAX(totals.bound, y / p->x[v]);
  }
  return totals;
}

static Totals update_block(Power *p, GvVertex block, double lambda)
{
  const GvVertex last = MIN((block + 1) * BLOCK, p->count);
  const double shift = lambda / 4, scale = 1 / (lambda + shift);
  Totals totals = { 0 };

  for (GvVertex i = block * BLOCK; i < last; i++) {
    const GvVertex v = p->members[i];
    const double x = (p->y[v] + shift * p->x[v]) * scale;
    totals.change = MAX(totals.change, fabs(x - p->x[v]));
    totals.largest = MAX(totals.largest, x);
    p->x[v] = x;
  }
  return totals;
}

/* In order of the blocks, whoever computed them. */
static Totals add_up(const Power *p)
{
  Totals all = { 0 };

  for (GvVertex b = 0; b < p->blocks; b++) {
    all.sum += p->totals[b].sum;
    all.bound = MAX(all.bound, p->totals[b].bound);
    all.change = MAX(all.change, p->totals[b].change);
    all.largest = MAX(all.largest, p->totals[b].largest);
  }
  return all;
}

static Totals multiply(Power *p)
{
#pragma omp parallel for num_threads(p->threads) schedule(dynamic, 1) if (p->blocks > 1)
  for (GvVertex b = 0; b < p->blocks; b++)
    p->totals[b] = multiply_block(p, b);
  return add_up(p);
}

static Totals update(Power *p, double lambda)
{
#pragma omp parallel for num_threads(p->threads) schedule(static) if (p->blocks > 1)
  for (GvVertex b = 0; b < p->blocks; b++)
    p->totals[b] = update_block(p, b, lambda);
  return add_up(p);
}

static gboolean set_unsettled(GError **error)
{
  g_set_error_literal(error, GV_ERROR, GV_ERROR_LIMIT,
                      "the largest eigenvalue lies too near the next to be told from it");
  return FALSE;
}

/* Where a component takes many rounds; of millions of small ones most never do. */
static gboolean look_ahead(const Power *p, GvExtrapolation *ahead, GvSettling *settling,
                           GError **error)
{
  if (settling->rounds <= GV_SETTLING_WINDOW)
    return TRUE;
  if (ahead->first == NULL &&
      !gv_extrapolation_init(ahead, p->members, p->count, p->threads, error))
    return FALSE;
  if (gv_extrapolation_see(ahead, p->x))
    *settling = (GvSettling){ 0 };
  return TRUE;
}

gboolean gv_perron_component(GvAdjacency side, const GvVertex *members, GvVertex count,
                             double least, double *x, double *scratch, double *radius, GvTask *task,
                             GError **error)
{
  const GvVertex blocks = count / BLOCK + (count % BLOCK != 0);
  g_autofree Totals *totals = gv_array_new_raw(blocks, sizeof *totals, error);
  Power p = { side, members, count, blocks, gv_task_threads(task), x, scratch, totals };
  g_auto(GvExtrapolation) ahead = { 0 };
  GvSettling settling = { 0 };

  if (totals == NULL)
    return FALSE;
  for (GvVertex i = 0; i < count; i++)
    x[members[i]] = 1.0 / count;
  for (int round = 0; round < MAX_ROUNDS; round++) {
    const Totals product = multiply(&p);
    *radius = product.bound;
    if (product.bound < least)
      return TRUE;
    const Totals step = update(&p, product.sum);
    *radius = product.sum;
    if (gv_settling_done(&settling, step.change, step.largest))
      return TRUE;
    if (!look_ahead(&p, &ahead, &settling, error) || !gv_task_step(task, 0.5, error))
      return FALSE;
  }
  return set_unsettled(error);
}

void gv_perron_clear(GvPerron *p)
{
  g_free(p->component);
  gv_groups_clear(&p->groups);
  g_free(p->radius);
  g_free(p->vector);
  *p = (GvPerron){ 0 };
}

/* One component: its radius, and its eigenvector where it may be critical. */
static gboolean solve(GvPerron *p, GvAdjacency in, GvVertex c, double *x, double *scratch,
                      GvTask *task, GError **error)
{
  const GvVertex *members = p->groups.members + p->groups.starts[c];
  const GvVertex count = p->groups.starts[c + 1] - p->groups.starts[c];

  if (count == 1) { /* no loops: nothing comes back */
    p->radius[c] = 0;
    return TRUE;
  }
  if (!gv_perron_component(in, members, count, p->lambda * (1 - GV_PERRON_EQUAL), x, scratch,
                           &p->radius[c], task, error))
    return FALSE;
  for (GvVertex i = 0; i < count; i++) {
    p->vector[members[i]] = x[members[i]];
    x[members[i]] = 0;
  }
  p->lambda = MAX(p->lambda, p->radius[c]);
  return TRUE;
}

static GvVertex largest_component(const GvGroups *groups)
{
  GvVertex largest = 0;

  for (GvVertex c = 1; c < groups->count; c++)
    if (groups->starts[c + 1] - groups->starts[c] >
        groups->starts[largest + 1] - groups->starts[largest])
      largest = c;
  return largest;
}

/* The largest first: most others then need no more than a look. A bound that was
 * not followed up is below the lambda of then, and so below the last one. */
static gboolean solve_all(GvPerron *p, GvAdjacency in, GvTask *task, GError **error)
{
  g_autofree double *x = gv_array_new(in.n, sizeof *x, error);
  g_autofree double *scratch = x ? gv_array_new_raw(in.n, sizeof *scratch, error) : NULL;
  const GvVertex first = largest_component(&p->groups);

  if (scratch == NULL || (p->count > 0 && !solve(p, in, first, x, scratch, task, error)))
    return FALSE;
  for (GvVertex c = 0; c < p->count; c++)
    if (c != first && !solve(p, in, c, x, scratch, task, error))
      return FALSE;
  for (GvVertex c = 0; c < p->count; c++)
    p->critical += gv_perron_is_critical(p, c) ? 1 : 0;
  return TRUE;
}

gboolean gv_perron_init(GvPerron *p, GvAdjacency in, GvTask *task, GError **error)
{
  *p = (GvPerron){ 0 };
  return gv_task_step(task, 0, error) &&
         (p->component = gv_array_new_raw(in.n, sizeof *p->component, error)) &&
         (p->count = gv_strong_components(in, p->component, error)) != GV_VERTEX_NONE &&
         gv_groups_init(&p->groups, p->component, in.n, p->count, NULL, error) &&
         (p->radius = gv_array_new(p->count, sizeof *p->radius, error)) &&
         (p->vector = gv_array_new(in.n, sizeof *p->vector, error)) &&
         solve_all(p, in, task, error);
}

gboolean gv_perron_radius(GvAdjacency in, double *lambda, GvTask *task, GError **error)
{
  g_auto(GvPerron) p = { 0 };

  if (!gv_perron_init(&p, in, task, error))
    return FALSE;
  *lambda = p.lambda;
  return TRUE;
}

double gv_perron_unit(GvAdjacency in, double lambda)
{
  double largest = 0;

  if (lambda > 0)
    return lambda;
  for (GvEdge e = 0; e < in.offsets[in.n]; e++)
    largest = MAX(largest, gv_weight(in, e));
  return largest > 0 ? largest : 1;
}
