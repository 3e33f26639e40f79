/* x = b + d P x with P(v,u) = w(u,v) / s(u). As w is symmetric, M = I - d P is
 * self-adjoint and positive in the inner product <x, y> = sum of x y / s, so that
 * conjugate gradients solve M x = b with short recurrences, in a third to three
 * quarters of the rounds that x <- b + d P x takes. b is the same for all: one
 * without ties holds b herself, hence b = (1 - d) / (n - d * number of those).
 *
 * Hestenes, Stiefel 1952. One pass over the ties a round; totals are added up by
 * blocks of fixed size. 32 bytes a vertex.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/centrality/conjugate.h"

#include <float.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

enum { BLOCK = 2048 }; /* vertices a block; part of the result's bits */

typedef struct {
  double square, size; /* inner product; L1 norm */
} Totals;

typedef struct {
  const GvConjugateWalk *walk;
  int threads;
  GvEdge block_count;
  double *x;         /* [n], the caller's */
  double *residual;  /* [n], b - M x */
  double *direction; /* [n] */
  double *share;     /* [n], direction / s */
  double *image;     /* [n], M direction */
  Totals *blocks;    /* [block_count] */
} Solver;

typedef Totals (*BlockFn)(Solver *s, GvVertex v, GvVertex last, double factor);

static void solver_clear(Solver *s)
{
  g_free(s->residual);
  g_free(s->direction);
  g_free(s->share);
  g_free(s->image);
  g_free(s->blocks);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Solver, solver_clear)

static gboolean solver_init(Solver *s, GError **error)
{
  const GvVertex n = s->walk->rows->side.n;

  s->block_count = ((GvEdge)n + BLOCK - 1) / BLOCK;
  return (s->residual = gv_array_new_raw(n, sizeof *s->residual, error)) &&
         (s->direction = gv_array_new_raw(n, sizeof *s->direction, error)) &&
         (s->share = gv_array_new_raw(n, sizeof *s->share, error)) &&
         (s->image = gv_array_new_raw(n, sizeof *s->image, error)) &&
         (s->blocks = gv_array_new(s->block_count, sizeof *s->blocks, error));
}

/* Totals in order of the blocks, whoever computed them. */
static Totals each_block(Solver *s, BlockFn fn, double factor)
{
  Totals all = { 0, 0 };

#pragma omp parallel for num_threads(s->threads) schedule(dynamic, 1)
  for (GvEdge b = 0; b < s->block_count; b++) {
    const GvEdge last = MIN((b + 1) * BLOCK, (GvEdge)s->walk->rows->side.n);
    s->blocks[b] = fn(s, (GvVertex)(b * BLOCK), (GvVertex)last, factor);
  }
  for (GvEdge b = 0; b < s->block_count; b++) {
    all.square += s->blocks[b].square;
    all.size += s->blocks[b].size;
  }
  return all;
}

static Totals sum_strengths(Solver *s, GvVertex v, GvVertex last, double factor)
{
  const double *inverse = s->walk->inverse;
  Totals totals = { 0, 0 };
  (void)factor;

  for (; v < last; v++) {
    totals.square += inverse[v] == 0;
    totals.size += inverse[v] > 0 ? 1 / inverse[v] : 0;
  }
  return totals;
}

/* factor = damping / sum of strengths: the walk without jumps rests in proportion
 * to strength, so this is near. The residual holds b until the next pass. */
static Totals guess(Solver *s, GvVertex v, GvVertex last, double factor)
{
  const double *inverse = s->walk->inverse;

  for (; v < last; v++) {
    const double b = s->residual[v];
    s->x[v] = inverse[v] > 0 ? (1 - s->walk->damping) * b + factor / inverse[v] : b;
    s->share[v] = s->x[v] * inverse[v];
  }
  return (Totals){ 0, 0 };
}

static Totals first_residual(Solver *s, GvVertex v, GvVertex last, double factor)
{
  const double *inverse = s->walk->inverse;
  Totals totals = { 0, 0 };
  (void)factor;

  for (; v < last; v++) {
    double r =
        s->residual[v] - (s->x[v] - s->walk->damping * gv_hot_rows_sum(s->walk->rows, s->share, v));
    s->residual[v] = s->direction[v] = r;
    totals.square += r * r * inverse[v];
    totals.size += fabs(r);
  }
  return totals;
}

static Totals turn(Solver *s, GvVertex v, GvVertex last, double factor)
{
  const double *inverse = s->walk->inverse;

  for (; v < last; v++) {
    s->direction[v] = s->residual[v] + factor * s->direction[v];
    s->share[v] = s->direction[v] * inverse[v];
  }
  return (Totals){ 0, 0 };
}

static Totals apply(Solver *s, GvVertex v, GvVertex last, double factor)
{
  Totals totals = { 0, 0 };
  (void)factor;

  for (; v < last; v++) {
    s->image[v] = s->direction[v] - s->walk->damping * gv_hot_rows_sum(s->walk->rows, s->share, v);
    totals.square += s->share[v] * s->image[v];
  }
  return totals;
}

static Totals step(Solver *s, GvVertex v, GvVertex last, double factor)
{
  const double *inverse = s->walk->inverse;
  Totals totals = { 0, 0 };

  for (; v < last; v++) {
    s->x[v] += factor * s->direction[v];
    s->residual[v] -= factor * s->image[v];
    totals.square += s->residual[v] * s->residual[v] * inverse[v];
    totals.size += fabs(s->residual[v]);
  }
  return totals;
}

static Totals start(Solver *s)
{
  const GvVertex n = s->walk->rows->side.n;
  const Totals ties = each_block(s, sum_strengths, 0);
  const double b = (1 - s->walk->damping) / (n - s->walk->damping * ties.square);

  for (GvVertex v = 0; v < n; v++)
    s->residual[v] = b;
  each_block(s, guess, ties.size > 0 ? s->walk->damping / ties.size : 0);
  return each_block(s, first_residual, 0);
}

gboolean gv_conjugate_walk_run(const GvConjugateWalk *walk, double *scores, int64_t *rounds,
                               GvTask *task, GError **error)
{
  g_auto(Solver) s = { .walk = walk, .threads = gv_task_threads(task), .x = scores };
  Totals now;
  double turning = 0;

  if (!solver_init(&s, error))
    return FALSE;
  now = start(&s);
  for (*rounds = 1; *rounds < walk->max_rounds && now.size > walk->residual; (*rounds)++) {
    if (!gv_task_step(task, (double)*rounds / (double)walk->max_rounds, error))
      return FALSE;
    each_block(&s, turn, turning);
    const double curvature = each_block(&s, apply, 0).square;
    if (!(curvature >= DBL_MIN) || !isfinite(now.square))
      break; /* nothing left that these numbers can tell */
    const Totals after = each_block(&s, step, now.square / curvature);
    turning = after.square / now.square;
    now = after;
  }
  return TRUE;
}
