/* How much the person took part of late.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_rhythms(e, task, error))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    values[v] = e->made_rhythm.recent[v];
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  const uint32_t late = e->made_rhythm.late[v];
  g_autofree char *times = gv_figure_times(late);
  g_autofree char *when = gv_figure_last(e->window);
  (void)value;

  return late ? g_strdup_printf("took part %s in %s", times, when) : NULL;
}

const GvFeature gv_feature_recent_activity = {
  .name = "recent_activity",
  .family = GV_FAMILY_CONVERTIBILITY,
  .sentence = "how much the person took part of late",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 2,
  .applies = gv_evidence_has_rhythm,
  .compute = compute,
  .reason = reason,
};
