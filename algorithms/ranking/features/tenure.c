/* How long the person has been known.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_rhythms(e, task, error))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    values[v] = isnan(e->first[v]) ? 0 : (e->now - e->first[v]) / e->period;
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  g_autofree char *age = gv_figure_age(value * e->period);
  (void)v;

  return value > 0 ? g_strdup_printf("has been here for %s", age) : NULL;
}

const GvFeature gv_feature_tenure = {
  .name = "tenure",
  .family = GV_FAMILY_CONVERTIBILITY,
  .sentence = "how long ago the person first took part or was answered",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 0,
  .applies = gv_evidence_has_rhythm,
  .compute = compute,
  .reason = reason,
};
