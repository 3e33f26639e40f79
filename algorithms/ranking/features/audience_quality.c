/* How much of the audience is alive.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/ranking/evidence.h"
#include "graph/base/task.h"

static double of(const GvEvidence *e, GvAdjacency ties, GvVertex v)
{
  double sum = 0;

  for (GvEdge i = ties.offsets[v]; i < ties.offsets[v + 1]; i++)
    sum += e->made.count[ties.targets[i]] > 0 ? 1 : 0;
  return sum > 0 ? sum / (double)gv_degree(ties, v) : gv_degree(ties, v) ? 0 : NAN;
}

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  const GvAdjacency ties = gv_graph_in(e->attention);

  if (!gv_evidence_need_tallies(e, task, error))
    return FALSE;
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < e->n; v++)
    values[v] = of(e, ties, v);
  return gv_task_step(task, 1, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  (void)e;
  (void)v;
  return value > 0.5
             ? g_strdup_printf("%.0f %% of the audience took part at least once", 100 * value)
             : NULL;
}

const GvFeature gv_feature_audience_quality = {
  .name = "audience_quality",
  .family = GV_FAMILY_TRUST,
  .sentence = "what share of the audience ever took part",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_PLAIN,
  .weight = 0,
  .applies = gv_evidence_has_acts,
  .compute = compute,
  .reason = reason,
};
