/* How many of those the person listens to are advocates or loyalists.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"
#include "graph/base/task.h"

static GvVertex heard(const GvEvidence *e, GvVertex v, GvStage at_least)
{
  const GvAdjacency out = gv_graph_out(e->attention);
  const uint8_t *stage = gv_network_people(e->network)->stage;
  GvVertex count = 0;

  for (GvEdge i = out.offsets[v]; i < out.offsets[v + 1]; i++)
    count += stage[out.targets[i]] >= at_least;
  return count;
}

/* Loyalists count once, advocates twice. */
static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < e->n; v++)
    values[v] = (double)heard(e, v, GV_STAGE_LOYALIST) + (double)heard(e, v, GV_STAGE_ADVOCATE);
  return gv_task_step(task, 1, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  const GvVertex advocates = heard(e, v, GV_STAGE_ADVOCATE);
  const GvVertex loyalists = heard(e, v, GV_STAGE_LOYALIST) - advocates;
  const GvEdge all = gv_degree(gv_graph_out(e->attention), v);
  const char *who = loyalists == 0   ? "advocates"
                    : advocates == 0 ? "loyalists"
                                     : "advocates or loyalists";

  if (value <= 0)
    return NULL;
  return g_strdup_printf("%s among those they listen to: %u of %" G_GUINT64_FORMAT, who,
                         advocates + loyalists, all);
}

const GvFeature gv_feature_exposure = {
  .name = "exposure",
  .family = GV_FAMILY_CONVERTIBILITY,
  .sentence = "how many of those the person listens to are advocates or loyalists",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 2,
  .applies = gv_evidence_has_stages,
  .compute = compute,
  .reason = reason,
};
