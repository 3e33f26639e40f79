/* How recently the audience answered this person.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/ranking/evidence.h"

/* Time of the latest interaction received; never answered counts as longest ago. */
static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_tallies(e, task, error))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    values[v] = isnan(e->received.last[v]) ? -INFINITY : e->received.last[v];
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  (void)v;
  if (isinf(value))
    return NULL;
  g_autofree char *age = gv_figure_age(e->now - value);

  return g_strdup_printf("last answered %s before the end of the data", age);
}

const GvFeature gv_feature_response_recency = {
  .name = "response_recency",
  .family = GV_FAMILY_RESONANCE,
  .sentence = "how recently the audience answered this person",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_TIME,
  .weight = 4,
  .applies = gv_evidence_has_timed_answers,
  .compute = compute,
  .reason = reason,
};
