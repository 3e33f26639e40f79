/* How evenly the person's ties spread over communities.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_participation(e, task, error))
    return FALSE;
  memcpy(values, e->participation, e->n * sizeof *values);
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  (void)value;
  return e->communities_met[v] >= 2
             ? g_strdup_printf("bridges %u communities", e->communities_met[v])
             : NULL;
}

const GvFeature gv_feature_participation = {
  .name = "participation",
  .family = GV_FAMILY_BRIDGING,
  .sentence = "how evenly the person's ties spread over communities",
  .direction = +1,
  .among = GV_AMONG_LIKE_AUDIENCE,
  .scale = GV_SCALE_PLAIN,
  .weight = 0.5,
  .compute = compute,
  .reason = reason,
};
