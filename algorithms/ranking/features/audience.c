/* How many people pay attention to this person.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "algorithms/ranking/evidence.h"
#include "graph/base/task.h"

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  memcpy(values, e->followers, e->n * sizeof *values);
  return gv_task_step(task, 1, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  g_autofree char *people = gv_figure_people(value);
  (void)e;
  (void)v;

  return value >= 2 ? g_strdup_printf("%s pay attention", people) : NULL;
}

const GvFeature gv_feature_audience = {
  .name = "audience",
  .family = GV_FAMILY_REACH,
  .sentence = "how many people pay attention to this person",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 2,
  .compute = compute,
  .reason = reason,
};
