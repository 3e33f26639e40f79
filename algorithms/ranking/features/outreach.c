/* How many people the person listens to.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"
#include "graph/base/task.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  const GvAdjacency out = gv_graph_out(e->attention);

  for (GvVertex v = 0; v < e->n; v++)
    values[v] = (double)gv_degree(out, v);
  return gv_task_step(task, 1, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  g_autofree char *people = gv_figure_people(value);
  (void)e;
  (void)v;

  return value >= 2 ? g_strdup_printf("listens to %s", people) : NULL;
}

const GvFeature gv_feature_outreach = {
  .name = "outreach",
  .family = GV_FAMILY_CONVERTIBILITY,
  .sentence = "how many people the person listens to",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 0,
  .applies = gv_evidence_is_directed,
  .compute = compute,
  .reason = reason,
};
