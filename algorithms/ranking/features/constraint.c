/* How little the person's contacts are tied to one another (Burt's constraint).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_holes(e, task, error))
    return FALSE;
  memcpy(values, e->holes.constraint, e->n * sizeof *values);
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  if (!(e->holes.effective_size[v] >= 1.5)) /* one contact, or all know each other */
    return NULL;
  return g_strdup_printf("constraint of %.2f: stands between people who do not know each other",
                         value);
}

const GvFeature gv_feature_constraint = {
  .name = "constraint",
  .family = GV_FAMILY_BRIDGING,
  .sentence = "how little the person's contacts are tied to one another (Burt's constraint)",
  .direction = -1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_PLAIN,
  .weight = 2,
  .compute = compute,
  .reason = reason,
};
