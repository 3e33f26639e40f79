/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/holes/tie_sums.h"

#include <math.h>

#include "algorithms/holes/batches.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

void gv_tie_sums_clear(GvTieSums *sums)
{
  gv_orientation_clear(&sums->orientation);
  g_free(sums->strength);
  g_free(sums->largest);
  g_free(sums->indirect);
  g_free(sums->overlap);
  g_free(sums->triangles);
  *sums = (GvTieSums){ 0 };
}

/* Every measure is a ratio of weights, so a power of two for all changes no bit.
 * With the largest weight near 2^500 a tie that decayed to 2^-1000 of it is still
 * far from the subnormal numbers. */
static double common_scale(GvAdjacency side)
{
  double largest = 0;
  int exponent;

  for (GvEdge e = 0; e < side.offsets[side.n]; e++)
    largest = MAX(largest, side.weights[e]);
  frexp(largest, &exponent);
  return ldexp(1, 500 - MAX(exponent, -500));
}

/* W and M in the order of v's neighbours, and z in place. */
static gboolean scale_weights(GvTieSums *sums, GvAdjacency side, int threads, GError **error)
{
  const GvOrientation *o = &sums->orientation;
  const double scale = common_scale(side);

  if (!(sums->strength = gv_array_new(o->n, sizeof *sums->strength, error)) ||
      !(sums->largest = gv_array_new(o->n, sizeof *sums->largest, error)))
    return FALSE;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024)
  for (GvVertex r = 0; r < o->n; r++) {
    const GvVertex v = o->order[r];
    for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++) {
      const double z = side.weights[e] * scale;
      sums->strength[r] += z;
      sums->largest[r] = MAX(sums->largest[r], z);
    }
    for (GvEdge e = o->arcs.offsets[r]; e < o->arcs.offsets[r + 1]; e++)
      o->arcs.weights[e] *= scale;
  }
  return TRUE;
}

static gboolean alloc_sums(GvTieSums *sums, gboolean weighted, GError **error)
{
  const GvVertex n = sums->orientation.n;
  const GvEdge m = sums->orientation.arcs.offsets[n];

  if (!(sums->indirect = gv_array_new_raw(m, sizeof *sums->indirect, error)))
    return FALSE;
  if (weighted)
    return (sums->overlap = gv_array_new_raw(m, sizeof *sums->overlap, error)) != NULL;
  return (sums->triangles = gv_array_new(n, sizeof *sums->triangles, error)) != NULL;
}

static double *inverses(const GvTieSums *sums, const double *values, GvAdjacency side,
                        GError **error)
{
  const GvOrientation *o = &sums->orientation;
  double *inverse = gv_array_new_raw(o->n, sizeof *inverse, error);

  for (GvVertex r = 0; inverse && r < o->n; r++)
    inverse[r] = 1 / (values ? values[r] : (double)gv_degree(side, o->order[r]));
  return inverse;
}

static gboolean fill_sums(GvTieSums *sums, GvAdjacency side, GvTask *task, GError **error)
{
  g_autofree double *by_strength = inverses(sums, sums->strength, side, error);
  g_autofree double *by_largest = NULL;
  GvListing listing = {
    .rows = gv_orientation_rows(&sums->orientation),
    .inverse_strength = by_strength,
    .indirect = sums->indirect,
    .overlap = sums->overlap,
    .triangles = sums->triangles,
  };

  if (by_strength == NULL)
    return FALSE;
  if (sums->largest && !(by_largest = inverses(sums, sums->largest, side, error)))
    return FALSE;
  listing.inverse_largest = by_largest;
  return gv_batches_run(&listing, 0.9, task, error);
}

gboolean gv_tie_sums_init(GvTieSums *sums, GvAdjacency side, GvTask *task, GError **error)
{
  g_auto(GvTieSums) s = { 0 };

  if (!gv_orientation_init(&s.orientation, side, task, error) ||
      (side.weights && !scale_weights(&s, side, gv_task_threads(task), error)) ||
      !alloc_sums(&s, side.weights != NULL, error) || !fill_sums(&s, side, task, error))
    return FALSE;
  *sums = s;
  s = (GvTieSums){ 0 };
  return TRUE;
}
