/* In how many periods of the calendar the audience answered.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_rhythms(e, task, error))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    values[v] = e->received_rhythm.periods[v];
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  (void)v;
  return value >= 2 ? g_strdup_printf("was answered in %.0f different %ss", value, e->period_name)
                    : NULL;
}

const GvFeature gv_feature_response_regularity = {
  .name = "response_regularity",
  .family = GV_FAMILY_RESONANCE,
  .sentence = "in how many different hours, days or weeks the audience answered",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 4,
  .applies = gv_evidence_has_answers_rhythm,
  .compute = compute,
  .reason = reason,
};
