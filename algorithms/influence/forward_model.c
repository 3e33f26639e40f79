/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/forward_model.h"

#include "algorithms/influence/spread_check.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

void gv_forward_model_clear(GvForwardModel *m)
{
  g_free(m->totals);
  g_free(m->none);
  g_free(m->from);
  g_free(m->to);
  *m = (GvForwardModel){ 0 };
}

static double total_weight(GvAdjacency side, GvVertex v)
{
  double total = 0;

  for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++)
    total += gv_weight(side, e);
  return total;
}

/* (1 - p)^64, rounded down, in units of 2^-32; 0 where the lanes are many. */
static uint32_t none_of(double p)
{
  double q = 1 - p;

  if (p > GV_FEW_LANES)
    return 0;
  for (int lanes = 1; lanes < GV_LANES; lanes *= 2)
    q *= q;
  return (uint32_t)MIN(q * 0x1p32 * (1 - 0x1p-40), 0x1p32 - 1);
}

static gboolean init_independent(GvForwardModel *m, GvTask *task, GError **error)
{
  const GvAdjacency ties = m->ties;

  m->uniform_none = none_of(m->spread.probability);
  if (m->spread.kind == GV_SPREAD_UNIFORM)
    return TRUE;
  if (!(m->none = gv_array_new_raw(ties.offsets[ties.n], sizeof *m->none, error)))
    return FALSE;
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 4096)
  for (GvVertex v = 0; v < ties.n; v++)
    for (GvEdge e = ties.offsets[v]; e < ties.offsets[v + 1]; e++)
      m->none[e] = none_of(gv_forward_probability(m, e, ties.targets[e]));
  return TRUE;
}

/* share < 1 */
static uint64_t in_units(double share)
{
  return (uint64_t)(share * 0x1p64);
}

/* Lays the ties of each listener side by side. By ascending v, so that each listener's
 * come in the order of their own row; so the sum of a row is that of total_weight, and
 * the last of a weighted cascade ends at 1 exactly. */
static void lay_shares(GvForwardModel *m, double *laid /* [n], zeros */)
{
  const GvAdjacency ties = m->ties;

  for (GvVertex v = 0; v < ties.n; v++)
    for (GvEdge e = ties.offsets[v]; e < ties.offsets[v + 1]; e++) {
      const GvVertex u = ties.targets[e];
      const double before = laid[u], total = m->totals ? m->totals[u] : 1;
      laid[u] += m->spread.kind == GV_SPREAD_UNIFORM ? m->spread.probability : gv_weight(ties, e);
      m->from[e] = in_units(MIN(before / total, 1 - 0x1p-53));
      m->to[e] = laid[u] < total ? MAX(in_units(laid[u] / total), 1) : 0;
    }
}

static gboolean init_threshold(GvForwardModel *m, GError **error)
{
  const GvEdge count = m->ties.offsets[m->ties.n];
  g_autofree double *laid = gv_array_new(m->ties.n, sizeof *laid, error);

  if (laid == NULL || !(m->from = gv_array_new_raw(count, sizeof *m->from, error)) ||
      !(m->to = gv_array_new_raw(count, sizeof *m->to, error)))
    return FALSE;
  lay_shares(m, laid);
  return TRUE;
}

gboolean gv_forward_model_init(GvForwardModel *m, GvGraph *attention, const GvSpread *spread,
                               GvTask *task, GError **error)
{
  const GvAdjacency heard = gv_graph_out(attention);

  m->ties = gv_graph_in(attention);
  m->spread = *spread;
  if (!gv_spread_check(gv_graph_out(attention), spread, error))
    return FALSE;
  if (spread->kind == GV_SPREAD_WEIGHTED_CASCADE) {
    if (!(m->totals = gv_array_new_raw(heard.n, sizeof *m->totals, error)))
      return FALSE;
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 4096)
    for (GvVertex v = 0; v < heard.n; v++)
      m->totals[v] = total_weight(heard, v);
  }
  return spread->cascade == GV_CASCADE_THRESHOLD ? init_threshold(m, error)
                                                 : init_independent(m, task, error);
}
