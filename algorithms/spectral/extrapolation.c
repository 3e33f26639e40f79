/* Totals are added up by blocks of fixed size: the same bits at any thread count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/spectral/extrapolation.h"

#include "graph/base/array.h"

#include <math.h>

enum { STEPS = GV_EXTRAPOLATION_STEPS, BLOCK = 2048 };

#define INDEPENDENT 1e-10 /* of a step's length must be new, or it tells nothing more */

/* The steps = Q R with Q orthonormal in their place. */
typedef struct {
  int rank;
  double r[STEPS][STEPS];
} Triangle;

gboolean gv_extrapolation_init(GvExtrapolation *e, const GvVertex *members, GvVertex count,
                               int threads, GError **error)
{
  *e = (GvExtrapolation){ .members = members, .count = count, .threads = threads };
  e->blocks = count / BLOCK + (count % BLOCK != 0);
  if (!(e->first = gv_array_new_raw(count, sizeof *e->first, error)) ||
      !(e->sums = gv_array_new_raw(e->blocks, sizeof *e->sums, error)))
    return FALSE;
  for (int k = 0; k < STEPS; k++)
    if (!(e->step[k] = gv_array_new_raw(count, sizeof *e->step[k], error)))
      return FALSE;
  return TRUE;
}

void gv_extrapolation_clear(GvExtrapolation *e)
{
  g_free(e->first);
  g_free(e->sums);
  for (int k = 0; k < STEPS; k++)
    g_free(e->step[k]);
  *e = (GvExtrapolation){ 0 };
}

static double product(const GvExtrapolation *e, const double *a, const double *b)
{
  double total = 0;

#pragma omp parallel for num_threads(e->threads) schedule(static) if (e->blocks > 8)
  for (GvVertex block = 0; block < e->blocks; block++) {
    const GvVertex last = MIN((block + 1) * BLOCK, e->count);
    double sum = 0;
    for (GvVertex i = block * BLOCK; i < last; i++)
      sum += a[i] * b[i];
    e->sums[block] = sum;
  }
  for (GvVertex block = 0; block < e->blocks; block++)
    total += e->sums[block];
  return total;
}

/* a = (a - times * b) * scale */
static void combine(const GvExtrapolation *e, double *a, double times, const double *b,
                    double scale)
{
#pragma omp parallel for num_threads(e->threads) schedule(static) if (e->blocks > 8)
  for (GvVertex i = 0; i < e->count; i++)
    a[i] = (a[i] - times * b[i]) * scale;
}

/* Gram and Schmidt, modified. Stops at the first step that tells nothing new. */
static void orthogonalise(GvExtrapolation *e, Triangle *t)
{
  for (t->rank = 0; t->rank < STEPS; t->rank++) {
    double *q = e->step[t->rank];
    const double length = sqrt(product(e, q, q));
    for (int k = 0; k < t->rank; k++) {
      t->r[k][t->rank] = product(e, e->step[k], q);
      combine(e, q, t->r[k][t->rank], e->step[k], 1);
    }
    const double left = sqrt(product(e, q, q));
    if (!(left > INDEPENDENT * length))
      return;
    t->r[t->rank][t->rank] = left;
    combine(e, q, 0, q, 1 / left);
  }
}

/* Shares of the iterates, sum 1, whose mixture moves least: R^T R shares ~ 1. */
static void mix(const Triangle *t, double *shares)
{
  double total = 0;

  for (int i = 0; i < t->rank; i++) {
    shares[i] = 1;
    for (int k = 0; k < i; k++)
      shares[i] -= t->r[k][i] * shares[k];
    shares[i] /= t->r[i][i];
  }
  for (int i = t->rank - 1; i >= 0; i--) {
    for (int k = i + 1; k < t->rank; k++)
      shares[i] -= t->r[i][k] * shares[k];
    shares[i] /= t->r[i][i];
    total += shares[i];
  }
  for (int i = 0; i < t->rank; i++)
    shares[i] /= total;
}

/* x = first + Q along, where the mixture is. An entry that would not be positive is
 * left as it is. */
static void jump(const GvExtrapolation *e, const Triangle *t, double *x)
{
  double shares[STEPS] = { 0 }, left[STEPS] = { 0 }, along[STEPS] = { 0 };
  double still = 1;

  mix(t, shares);
  for (int i = 0; i < t->rank; i++)
    left[i] = still -= shares[i];
  for (int i = 0; i < t->rank; i++)
    for (int k = i; k < t->rank; k++)
      along[i] += t->r[i][k] * left[k];
#pragma omp parallel for num_threads(e->threads) schedule(static) if (e->blocks > 8)
  for (GvVertex i = 0; i < e->count; i++) {
    double there = e->first[i];
    for (int k = 0; k < t->rank; k++)
      there += along[k] * e->step[k][i];
    if (there > 0)
      x[e->members[i]] = there;
  }
}

gboolean gv_extrapolation_see(GvExtrapolation *e, double *x)
{
  Triangle t = { 0 };

  if (e->steps == 0)
    for (GvVertex i = 0; i < e->count; i++)
      e->first[i] = x[e->members[i]];
  else /* so far the last one is kept where its step will be */
    for (GvVertex i = 0; i < e->count; i++)
      e->step[e->steps - 1][i] = x[e->members[i]] - e->step[e->steps - 1][i];
  if (e->steps < STEPS) {
    for (GvVertex i = 0; i < e->count; i++)
      e->step[e->steps][i] = x[e->members[i]];
    e->steps++;
    return FALSE;
  }
  e->steps = 0;
  orthogonalise(e, &t);
  if (t.rank > 0)
    jump(e, &t, x);
  return t.rank > 0;
}
