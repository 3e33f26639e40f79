/* How recently the person took part.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/ranking/evidence.h"

/* Time of the latest interaction made; never counts as longest ago. */
static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_tallies(e, task, error))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    values[v] = isnan(e->made.last[v]) ? -INFINITY : e->made.last[v];
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  (void)v;
  if (isinf(value))
    return NULL;
  g_autofree char *age = gv_figure_age(e->now - value);

  return g_strdup_printf("last took part %s before the end of the data", age);
}

const GvFeature gv_feature_activity_recency = {
  .name = "activity_recency",
  .family = GV_FAMILY_CONVERTIBILITY,
  .sentence = "how recently the person took part",
  .direction = +1,
  .among = GV_AMONG_LIKE_AUDIENCE,
  .scale = GV_SCALE_TIME,
  .weight = 2,
  .applies = gv_evidence_has_timed_acts,
  .compute = compute,
  .reason = reason,
};
