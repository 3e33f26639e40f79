/* Who takes things up before anybody else.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_credit(e, task, error))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    values[v] = e->credit.starts[v];
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  (void)e;
  (void)v;
  return value >= 2 ? g_strdup_printf("was the first of all %.0f times", value) : NULL;
}

const GvFeature gv_feature_starts = {
  .name = "starts",
  .family = GV_FAMILY_CONVERTIBILITY,
  .sentence = "how many things the person took up before anybody else did",
  .direction = +1,
  .among = GV_AMONG_LIKE_AUDIENCE,
  .scale = GV_SCALE_COUNT,
  .weight = 0.5,
  .applies = gv_evidence_has_items,
  .compute = compute,
  .reason = reason,
};
