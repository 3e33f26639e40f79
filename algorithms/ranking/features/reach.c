/* How many other people are expected to hear of it through this person.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "algorithms/ranking/evidence.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  if (!gv_evidence_need_reach(e, task, error))
    return FALSE;
  memcpy(values, e->reach, e->n * sizeof *values);
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  g_autofree char *people = gv_figure_people(value);
  (void)e;
  (void)v;

  return value >= 1 ? g_strdup_printf("reaches %s", people) : NULL;
}

const GvFeature gv_feature_reach = {
  .name = "reach",
  .family = GV_FAMILY_REACH,
  .sentence = "how many other people are expected to hear of it through this person",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 7,
  .compute = compute,
  .reason = reason,
};
