/* How much the audience answered this person so far: the sum over those who answered
 * of log(1 + how much), so that one eager fan does not stand for many.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_tallies(e, task, error))
    return FALSE;
  memcpy(values, e->answers, e->n * sizeof *values);
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  g_autofree char *answers = gv_figure_count((double)e->received.count[v]);
  (void)value;

  return e->received.count[v] >= 2 ? g_strdup_printf("was answered %s times", answers) : NULL;
}

const GvFeature gv_feature_response = {
  .name = "response",
  .family = GV_FAMILY_RESONANCE,
  .sentence = "how much the audience answered this person so far",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 2,
  .applies = gv_evidence_has_answers,
  .compute = compute,
  .reason = reason,
};
