/* An arc belongs to the sums of both its ends. Each thread owns a range of ranks
 * and goes through all rows in ascending order, adding what falls into its
 * range: a cell has one writer and one order, without lists of incoming arcs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/holes/person_sums.h"

#include <math.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

typedef struct {
  const GvTieSums *ties;
  GvPersonSums *sums;
  GvVertex begin, end; /* ranks owned */
} Share;

void gv_person_sums_clear(GvPersonSums *sums)
{
  g_free(sums->constraint);
  g_free(sums->entropy);
  g_free(sums->overlap);
  *sums = (GvPersonSums){ 0 };
}

/* y ln y; most ties of a sparse graph are in no triangle, and then y is 1. */
static inline double entropy_of(double y)
{
  return y == 1 || y <= 0 ? 0 : y * log(y);
}

static inline void add_weighted(const Share *s, GvVertex person, GvEdge e)
{
  const double z = s->ties->orientation.arcs.weights[e];
  const double p = (z + s->ties->indirect[e]) / s->ties->strength[person];

  s->sums->constraint[person] += p * p;
  s->sums->overlap[person] += s->ties->overlap[e];
  if (s->sums->entropy)
    s->sums->entropy[person] += entropy_of(p * p);
}

static void add_row_weighted(const Share *s, GvVertex row, GvEdge first, GvEdge last)
{
  const GvVertex *targets = s->ties->orientation.arcs.targets;

  for (GvEdge e = first; e < last; e++) {
    if (row < s->end)
      add_weighted(s, row, e);
    if (targets[e] >= s->begin)
      add_weighted(s, targets[e], e);
  }
}

/* Unweighted, y is the same for both ends. */
static void add_row(const Share *s, GvVertex row, GvEdge first, GvEdge last)
{
  const GvVertex *targets = s->ties->orientation.arcs.targets;
  double *constraint = s->sums->constraint, *entropy = s->sums->entropy;

  for (GvEdge e = first; e < last; e++) {
    const gboolean at_row = row < s->end, at_target = targets[e] >= s->begin;
    const double x = 1 + s->ties->indirect[e], y = x * x;
    const double y_ln_y = entropy ? entropy_of(y) : 0;
    if (at_row)
      constraint[row] += y;
    if (at_target)
      constraint[targets[e]] += y;
    if (entropy && at_row)
      entropy[row] += y_ln_y;
    if (entropy && at_target)
      entropy[targets[e]] += y_ln_y;
  }
}

/* Rows below begin have no arcs into the range; rows from end on only theirs
 * with targets inside it. */
static void add_share(const Share *s, const GvTask *task)
{
  const GvOrientation *o = &s->ties->orientation;

  for (GvVertex row = s->begin; row < o->n && !gv_task_is_cancelled(task); row++) {
    GvEdge first = o->arcs.offsets[row], last = o->arcs.offsets[row + 1];
    if (row >= s->end) {
      first = gv_row_find(o->arcs.targets, first, last, s->begin);
      last = gv_row_find(o->arcs.targets, first, last, s->end);
    }
    if (o->arcs.weights)
      add_row_weighted(s, row, first, last);
    else
      add_row(s, row, first, last);
  }
}

static gboolean alloc_sums(GvPersonSums *sums, const GvTieSums *ties, gboolean entropy,
                           GError **error)
{
  const GvVertex n = ties->orientation.n;

  if (!(sums->constraint = gv_array_new(n, sizeof *sums->constraint, error)))
    return FALSE;
  if (entropy && !(sums->entropy = gv_array_new(n, sizeof *sums->entropy, error)))
    return FALSE;
  return !ties->overlap || (sums->overlap = gv_array_new(n, sizeof *sums->overlap, error)) != NULL;
}

/* ends[p] is where share p ends: shares hold about as many ties. */
static void cut_shares(const GvOrientation *o, GvAdjacency side, GvVertex *ends, int count)
{
  const GvEdge each = (side.offsets[side.n] + o->n) / (GvEdge)count + 1;
  GvEdge seen = 0;
  int share = 0;

  for (GvVertex r = 0; r < o->n; r++) {
    seen += gv_degree(side, o->order[r]) + 1;
    if (seen >= each && share < count - 1) {
      ends[share++] = r + 1;
      seen = 0;
    }
  }
  while (share < count)
    ends[share++] = o->n;
}

gboolean gv_person_sums_init(GvPersonSums *sums, const GvTieSums *ties, GvAdjacency side,
                             gboolean entropy, GvTask *task, GError **error)
{
  const int threads = gv_task_threads(task);
  g_autofree GvVertex *ends = g_new(GvVertex, threads);
  g_auto(GvPersonSums) s = { 0 };

  if (!alloc_sums(&s, ties, entropy, error))
    return FALSE;
  cut_shares(&ties->orientation, side, ends, threads);
#pragma omp parallel for num_threads(threads) schedule(static, 1)
  for (int p = 0; p < threads; p++) {
    const Share share = { ties, &s, p ? ends[p - 1] : 0, ends[p] };
    add_share(&share, task);
  }
  if (!gv_task_step(task, 0.95, error))
    return FALSE;
  *sums = s;
  s = (GvPersonSums){ 0 };
  return TRUE;
}
