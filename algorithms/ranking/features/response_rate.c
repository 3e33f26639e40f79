/* How much each person in the audience answers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/ranking/evidence.h"

/* Weight of the interactions received / followers; NaN without followers. */
static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_tallies(e, task, error))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    values[v] = e->followers[v] > 0 ? e->received.weight[v] / e->followers[v] : NAN;
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  (void)value;
  double answers = (double)e->received.count[v] / e->followers[v];

  return answers >= 1.2 ? g_strdup_printf("%.1f answers a follower", answers) : NULL;
}

const GvFeature gv_feature_response_rate = {
  .name = "response_rate",
  .family = GV_FAMILY_RESONANCE,
  .sentence = "how much each person in the audience answers",
  .direction = +1,
  .among = GV_AMONG_LIKE_AUDIENCE,
  .scale = GV_SCALE_PLAIN,
  .weight = 0,
  .applies = gv_evidence_has_answers,
  .compute = compute,
  .reason = reason,
};
