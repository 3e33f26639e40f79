/* How much the person takes part: likes, shares, comments made.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_tallies(e, task, error))
    return FALSE;
  memcpy(values, e->made.weight, e->n * sizeof *values);
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  g_autofree char *acts = gv_figure_count((double)e->made.count[v]);
  (void)value;

  return e->made.count[v] >= 2 ? g_strdup_printf("took part %s times", acts) : NULL;
}

const GvFeature gv_feature_activity = {
  .name = "activity",
  .family = GV_FAMILY_CONVERTIBILITY,
  .sentence = "how much the person takes part: likes, shares, comments made",
  .direction = +1,
  .among = GV_AMONG_LIKE_AUDIENCE,
  .scale = GV_SCALE_COUNT,
  .weight = 2,
  .applies = gv_evidence_has_acts,
  .compute = compute,
  .reason = reason,
};
