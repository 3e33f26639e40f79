/* How much attention flows to this person, also through others.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  return gv_evidence_centrality(e, "pagerank", values, task, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  double times = value * e->n;
  (void)v;

  return times >= 1.5 ? g_strdup_printf("draws %.1f times the average attention", times) : NULL;
}

const GvFeature gv_feature_pagerank = {
  .name = "pagerank",
  .family = GV_FAMILY_REACH,
  .sentence = "how much attention flows to this person, also through others",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_SHARE,
  .weight = 0,
  .compute = compute,
  .reason = reason,
};
