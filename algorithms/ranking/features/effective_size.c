/* How many separate circles the person's contacts make (Burt's effective size).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_holes(e, task, error))
    return FALSE;
  memcpy(values, e->holes.effective_size, e->n * sizeof *values);
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  g_autofree char *circles = gv_figure_count(round(value));
  (void)e;
  (void)v;

  return value >= 1.5 ? g_strdup_printf("links %s separate circles", circles) : NULL;
}

const GvFeature gv_feature_effective_size = {
  .name = "effective_size",
  .family = GV_FAMILY_BRIDGING,
  .sentence = "how many separate circles the person's contacts make (Burt's effective size)",
  .direction = +1,
  .among = GV_AMONG_LIKE_AUDIENCE,
  .scale = GV_SCALE_COUNT,
  .weight = 0,
  .compute = compute,
  .reason = reason,
};
