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
  g_autofree char *half = gv_figure_age(e->half_life);
  (void)v;

  return value >= 1
             ? g_strdup_printf("others followed this lead of late: %.1f, counting half after %s",
                               value, half)
             : NULL;
}

const GvFeature gv_feature_recent_credit = {
  .name = "recent_credit",
  .family = GV_FAMILY_RESONANCE,
  .sentence = "the same credit, of late",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 2,
  .applies = gv_evidence_has_items,
  .compute = compute,
  .reason = reason,
};
