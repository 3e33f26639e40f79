/* How well known those are whom the person listens to.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/ranking/evidence.h"
#include "graph/base/task.h"

static double fame(const GvEvidence *e, GvVertex other)
{
  return log1p(e->followers[other]);
}

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  const GvAdjacency ties = gv_graph_out(e->attention);

  gv_evidence_sum_over(e, ties, fame, values, task);
  for (GvVertex v = 0; v < e->n; v++)
    values[v] /= (double)gv_degree(ties, v); /* of nobody: 0 / 0 is NaN */
  return gv_task_step(task, 1, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  g_autofree char *people = gv_figure_count(round(expm1(value)));
  (void)e;
  (void)v;

  return value > 0 ? g_strdup_printf("listens to people with some %s followers each", people)
                   : NULL;
}

const GvFeature gv_feature_company_audience = {
  .name = "company_audience",
  .family = GV_FAMILY_CONVERTIBILITY,
  .sentence = "how well known those are whom the person listens to: ordinary people, or stars",
  .direction = -1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_PLAIN,
  .weight = 1,
  .applies = NULL,
  .compute = compute,
  .reason = reason,
};
