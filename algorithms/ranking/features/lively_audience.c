/* How much those who listen took part of late.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/ranking/evidence.h"
#include "graph/base/task.h"

static double of(const GvEvidence *e, GvAdjacency ties, GvVertex v)
{
  double sum = 0;

  for (GvEdge i = ties.offsets[v]; i < ties.offsets[v + 1]; i++)
    sum += log1p(e->made_rhythm.recent[ties.targets[i]]);
  return sum;
}

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  const GvAdjacency ties = gv_graph_in(e->attention);

  if (!gv_evidence_need_rhythms(e, task, error))
    return FALSE;
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < e->n; v++)
    values[v] = of(e, ties, v);
  return gv_task_step(task, 1, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  const GvAdjacency in = gv_graph_in(e->attention);
  GvVertex lively = 0;

  for (GvEdge i = in.offsets[v]; i < in.offsets[v + 1]; i++)
    lively += e->made_rhythm.recent[in.targets[i]] >= 0.5;
  return value > 0 && lively >= 2 ? g_strdup_printf("%u of the audience took part of late", lively)
                                  : NULL;
}

const GvFeature gv_feature_lively_audience = {
  .name = "lively_audience",
  .family = GV_FAMILY_REACH,
  .sentence = "how active the audience was of late",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 0,
  .applies = gv_evidence_has_rhythm,
  .compute = compute,
  .reason = reason,
};
