/* In how many periods of the calendar the person took part.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_rhythms(e, task, error))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    values[v] = e->made_rhythm.periods[v];
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  (void)v;
  return value >= 2 ? g_strdup_printf("took part in %.0f different %ss", value, e->period_name)
                    : NULL;
}

const GvFeature gv_feature_regularity = {
  .name = "regularity",
  .family = GV_FAMILY_CONVERTIBILITY,
  .sentence = "in how many different hours, days or weeks the person took part",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 0,
  .applies = gv_evidence_has_rhythm,
  .compute = compute,
  .reason = reason,
};
