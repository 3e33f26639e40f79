/* How much of the audience is alive.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"
#include "graph/base/task.h"

static double is_alive(const GvEvidence *e, GvVertex other)
{
  return e->made.count[other] > 0 ? 1 : 0;
}

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  const GvAdjacency ties = gv_graph_in(e->attention);

  if (!gv_evidence_need_tallies(e, task, error))
    return FALSE;
  gv_evidence_sum_over(e, ties, is_alive, values, task);
  for (GvVertex v = 0; v < e->n; v++)
    values[v] /= (double)gv_degree(ties, v); /* of nobody: 0 / 0 is NaN */
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
