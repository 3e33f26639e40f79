/* How near the person is to advocacy already.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"
#include "graph/base/task.h"

/* 0 unknown, 1 public .. 6 advocate. */
static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  const uint8_t *stage = gv_network_people(e->network)->stage;

  for (GvVertex v = 0; v < e->n; v++)
    values[v] = stage[v];
  return gv_task_step(task, 1, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  (void)e;
  (void)v;
  if (value < GV_STAGE_FAN)
    return NULL;
  return g_strdup_printf("is %s %s already", value == GV_STAGE_ADVOCATE ? "an" : "a",
                         gv_stage_name((GvStage)value));
}

const GvFeature gv_feature_stage = {
  .name = "stage",
  .family = GV_FAMILY_CONVERTIBILITY,
  .sentence = "how near the person is to advocacy already",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_PLAIN,
  .weight = 2,
  .applies = gv_evidence_has_stages,
  .compute = compute,
  .reason = reason,
};
