/* How active those are whom the person listens to.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/ranking/evidence.h"
#include "graph/base/task.h"

static double acts(const GvEvidence *e, GvVertex other)
{
  return log1p((double)e->made.count[other]);
}

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  const GvAdjacency ties = gv_graph_out(e->attention);

  if (!gv_evidence_need_tallies(e, task, error))
    return FALSE;
  gv_evidence_sum_over(e, ties, acts, values, task);
  for (GvVertex v = 0; v < e->n; v++)
    values[v] /= fmax(1, (double)gv_degree(ties, v));
  return gv_task_step(task, 1, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  (void)e;
  (void)v;
  return value > 0
             ? g_strdup_printf("those they listen to took part some %.1f times each", expm1(value))
             : NULL;
}

const GvFeature gv_feature_company = {
  .name = "company",
  .family = GV_FAMILY_CONVERTIBILITY,
  .sentence = "how active those are whom the person listens to",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_PLAIN,
  .weight = 0,
  .applies = gv_evidence_has_acts,
  .compute = compute,
  .reason = reason,
};
