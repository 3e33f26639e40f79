/* Whose lead others followed of late.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_credit(e, task, error))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    values[v] = e->credit.recent[v];
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  const double late = e->credit.late[v];
  g_autofree char *times = gv_figure_times(late);
  g_autofree char *when = gv_figure_last(e->window);
  (void)value;

  return late >= 1 ? g_strdup_printf("others followed this lead %s in %s", times, when) : NULL;
}

const GvFeature gv_feature_recent_credit = {
  .name = "recent_credit",
  .family = GV_FAMILY_RESONANCE,
  .sentence = "how many took something up after this person of late, shared with whom else they listen to",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 2,
  .applies = gv_evidence_has_items,
  .compute = compute,
  .reason = reason,
};
