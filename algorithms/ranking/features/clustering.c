/* How many of the person's contacts know each other.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  return gv_evidence_centrality(e, "clustering", values, task, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  (void)e;
  (void)v;
  return value >= 0.005 ? g_strdup_printf("%.0f %% of their contacts know each other", 100 * value)
                        : NULL;
}

const GvFeature gv_feature_clustering = {
  .name = "clustering",
  .family = GV_FAMILY_TRUST,
  .sentence = "how many of the person's contacts know each other",
  .direction = +1,
  .among = GV_AMONG_LIKE_AUDIENCE,
  .scale = GV_SCALE_PLAIN,
  .weight = 0,
  .compute = compute,
  .reason = reason,
};
