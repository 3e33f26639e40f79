/* How deep in the densely tied core of the network the person stands.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  return gv_evidence_centrality(e, "core", values, task, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  (void)e;
  (void)v;
  return value >= 2 ? g_strdup_printf("in a core where everybody has at least %.0f ties", value)
                    : NULL;
}

const GvFeature gv_feature_core = {
  .name = "core",
  .family = GV_FAMILY_TRUST,
  .sentence = "how deep in the densely tied core of the network the person stands",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 3,
  .compute = compute,
  .reason = reason,
};
