/* How much those who listen took part of late.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/ranking/evidence.h"
#include "graph/base/task.h"

static double liveliness(const GvEvidence *e, GvVertex other)
{
  return log1p(e->made_rhythm.recent[other]);
}

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  const GvAdjacency ties = gv_graph_in(e->attention);

  if (!gv_evidence_need_rhythms(e, task, error))
    return FALSE;
  gv_evidence_sum_over(e, ties, liveliness, values, task);
  return gv_task_step(task, 1, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  const GvAdjacency in = gv_graph_in(e->attention);
  g_autofree char *when = gv_figure_last(e->window);
  GvVertex lively = 0;
  (void)value;

  for (GvEdge i = in.offsets[v]; i < in.offsets[v + 1]; i++)
    lively += e->made_rhythm.late[in.targets[i]] > 0;
  g_autofree char *count = gv_figure_count(lively);
  return lively >= 2 ? g_strdup_printf("%s of the audience took part in %s", count, when) : NULL;
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
