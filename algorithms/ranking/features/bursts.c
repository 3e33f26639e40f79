/* Whether the answers came all at once: the share of the dated answers that fell into
 * the busiest period of the calendar. Bought answers do; so does a single hit.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/ranking/evidence.h"

enum { LEAST = 10 }; /* answers, of fewer a share says nothing */

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  const GvRhythm *r = &e->received_rhythm;

  if (!gv_evidence_need_rhythms(e, task, error))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    values[v] = r->rows[v] < LEAST ? NAN : (double)r->busiest[v] / r->rows[v];
  return TRUE;
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  const GvRhythm *r = &e->received_rhythm;

  return value >= 0.5 ? g_strdup_printf("%u of %u answers came within one %s", r->busiest[v],
                                        r->rows[v], e->period_name)
                      : NULL;
}

const GvFeature gv_feature_bursts = {
  .name = "bursts",
  .family = GV_FAMILY_TRUST,
  .sentence = "what share of the answers came all at once",
  .direction = -1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_PLAIN,
  .weight = 0,
  .suspicious = 0.9,
  .applies = gv_evidence_has_answers_rhythm,
  .compute = compute,
  .reason = reason,
};
