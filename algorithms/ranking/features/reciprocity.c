/* What share of those the person listens to listen back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  return gv_evidence_centrality(e, "reciprocity", values, task, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  (void)e;
  (void)v;
  return value >= 0.005 ? g_strdup_printf("%.0f %% of their ties are mutual", 100 * value) : NULL;
}

const GvFeature gv_feature_reciprocity = {
  .name = "reciprocity",
  .family = GV_FAMILY_TRUST,
  .sentence = "what share of those the person listens to listen back",
  .direction = +1,
  .among = GV_AMONG_LIKE_AUDIENCE,
  .scale = GV_SCALE_PLAIN,
  .weight = 0,
  .applies = gv_evidence_is_directed,
  .compute = compute,
  .reason = reason,
};
