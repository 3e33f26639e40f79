/* How many people only this person connects with the rest.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"
#include "algorithms/holes/cut_off.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  return gv_cut_off_run(e->undirected, values, task, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  g_autofree char *people = gv_figure_people(value);
  (void)e;
  (void)v;

  return value >= 1 ? g_strdup_printf("the only link to %s", people) : NULL;
}

const GvFeature gv_feature_cut_off = {
  .name = "cut_off",
  .family = GV_FAMILY_BRIDGING,
  .sentence = "how many people only this person connects with the rest",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 0,
  .compute = compute,
  .reason = reason,
};
