/* Whose lead others followed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_credit(e, task, error))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    values[v] = e->credit.all[v];
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  g_autofree char *figure = gv_figure_count(value);
  (void)e;
  (void)v;

  return value >= 1 ? g_strdup_printf("others followed this lead %s times (shared credit)", figure)
                    : NULL;
}

const GvFeature gv_feature_credit = {
  .name = "credit",
  .family = GV_FAMILY_RESONANCE,
  .sentence = "how many took something up after this person, shared with whom else they listen to",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 0,
  .applies = gv_evidence_has_items,
  .compute = compute,
  .reason = reason,
};
