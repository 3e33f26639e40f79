/* People who do the same things at the same time, again and again (a light version of
 * CopyCatch: Beutel, Xu, Guruswami, Palow, Faloutsos 2013).
 *
 * A meeting: those who acted on the same target (or item) in the same period of the
 * calendar, where they are at most 64; a larger one is a crowd. Companions meet at least 3
 * times. lockstep(v) = meetings of v at which there are at least 3 companions of v.
 * O(rows log rows) time, O(rows + threads n) memory.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "algorithms/ranking/evidence.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum { CROWD = 64, OFTEN = 3, COMPANY = 3 };

/* Who was where. */
typedef struct {
  int64_t when;   /* 2 * period, + 1 of an item */
  uint32_t where; /* target or item */
  GvVertex who;
} Visit;

typedef struct {
  Visit *visits; /* [count], by meeting */
  size_t count;
  size_t *begin;  /* [meetings + 1], into visits */
  size_t meetings;
  size_t *starts; /* [n + 1], into attended */
  size_t *attended; /* meetings by person */
} Meetings;

static void meetings_clear(Meetings *m)
{
  g_free(m->visits);
  g_free(m->begin);
  g_free(m->starts);
  g_free(m->attended);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Meetings, meetings_clear)

static int by_meeting(const void *a, const void *b)
{
  const Visit *x = a, *y = b;

  if (x->when != y->when)
    return x->when < y->when ? -1 : 1;
  if (x->where != y->where)
    return x->where < y->where ? -1 : 1;
  return (x->who > y->who) - (x->who < y->who);
}

static void visit(const GvEvidence *e, Meetings *m, GvVertex who, uint32_t where, gboolean item,
                  double time)
{
  const double period = CLAMP(floor(time / e->period), -4e18, 4e18);

  m->visits[m->count++] = (Visit){ 2 * (int64_t)period + (item ? 1 : 0), where, who };
}

/* An event is on its item, or else on its parent. */
static gboolean collect(const GvEvidence *e, Meetings *m, GError **error)
{
  const GvActs *a = &e->acts;
  const GvEvents *events = &e->events;

  if (!(m->visits = gv_array_new_raw(a->dated + events->count, sizeof *m->visits, error)))
    return FALSE;
  for (size_t i = 0; i < a->dated; i++) {
    const size_t row = a->by_time[i];
    if (gv_evidence_act_counts(e, row))
      visit(e, m, a->from[row], a->to[row], FALSE, a->time[row]);
  }
  for (size_t k = 0; k < events->count; k++) {
    const size_t i = events->by_time[k];
    if (events->item && events->item[i] != GV_VERTEX_NONE)
      visit(e, m, events->user[i], events->item[i], TRUE, events->time[i]);
    else if (events->parent && events->parent[i] != GV_VERTEX_NONE &&
             events->parent[i] != events->user[i])
      visit(e, m, events->user[i], events->parent[i], FALSE, events->time[i]);
  }
  qsort(m->visits, m->count, sizeof *m->visits, by_meeting);
  return TRUE;
}

static gboolean same_meeting(const Visit *x, const Visit *y)
{
  return x->when == y->when && x->where == y->where;
}

/* Everybody once a meeting; those with too few or too many people are dropped. */
static gboolean group(Meetings *m, GError **error)
{
  size_t kept = 0;

  if (!(m->begin = gv_array_new(m->count + 1, sizeof *m->begin, error)))
    return FALSE;
  for (size_t i = 0, end; i < m->count; i = end) {
    const Visit first = m->visits[i];
    size_t last = kept;
    for (end = i; end < m->count && same_meeting(&first, &m->visits[end]); end++)
      if (last == kept || m->visits[last - 1].who != m->visits[end].who)
        m->visits[last++] = m->visits[end];
    if (last - kept > COMPANY && last - kept <= CROWD) {
      m->begin[m->meetings++] = kept;
      kept = last;
    }
  }
  m->begin[m->meetings] = m->count = kept;
  return TRUE;
}

static gboolean attend(Meetings *m, GvVertex n, GError **error)
{
  if (!(m->starts = gv_array_new((size_t)n + 2, sizeof *m->starts, error)) ||
      !(m->attended = gv_array_new_raw(m->count, sizeof *m->attended, error)))
    return FALSE;
  for (size_t i = 0; i < m->count; i++)
    m->starts[m->visits[i].who + 2]++;
  for (GvVertex v = 0; v < n; v++)
    m->starts[v + 2] += m->starts[v + 1];
  for (size_t k = 0; k < m->meetings; k++)
    for (size_t i = m->begin[k]; i < m->begin[k + 1]; i++)
      m->attended[m->starts[m->visits[i].who + 1]++] = k; /* one ahead: becomes starts */
  return TRUE;
}

/* Adds `by` to how often v met each of those at meeting k. */
static void meet(const Meetings *m, uint32_t *met, size_t k, uint32_t by)
{
  for (size_t i = m->begin[k]; i < m->begin[k + 1]; i++)
    met[m->visits[i].who] += by;
}

static gboolean in_company(const Meetings *m, const uint32_t *met, size_t k, GvVertex v)
{
  unsigned companions = 0;

  for (size_t i = m->begin[k]; i < m->begin[k + 1]; i++)
    companions += m->visits[i].who != v && met[m->visits[i].who] >= OFTEN ? 1 : 0;
  return companions >= COMPANY;
}

static GvVertex lockstep(const Meetings *m, uint32_t *met /* [n], zeros */, GvVertex v)
{
  const size_t begin = m->starts[v], end = m->starts[v + 1];
  GvVertex count = 0;

  for (size_t i = begin; i < end; i++)
    meet(m, met, m->attended[i], 1);
  for (size_t i = begin; i < end; i++)
    count += in_company(m, met, m->attended[i], v) ? 1 : 0;
  for (size_t i = begin; i < end; i++)
    meet(m, met, m->attended[i], (uint32_t)-1);
  return count;
}

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  g_auto(Meetings) m = { 0 };
  g_autofree uint32_t *met = NULL;

  if (!collect(e, &m, error) || !group(&m, error) || !attend(&m, e->n, error) ||
      !(met = gv_array_new((size_t)gv_task_threads(task) * e->n, sizeof *met, error)))
    return FALSE;
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 256)
  for (GvVertex v = 0; v < e->n; v++)
    if (!gv_task_is_cancelled(task))
      values[v] = lockstep(&m, met + (size_t)omp_get_thread_num() * e->n, v);
  return gv_task_step(task, 1, error);
}

static gboolean applies(const GvEvidence *e)
{
  return gv_evidence_has_answers_rhythm(e) || gv_evidence_has_items(e);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  (void)v;
  return value >= 1 ? g_strdup_printf("%.0f times did the same within one %s as the same group of "
                                      "accounts",
                                      value, e->period_name)
                    : NULL;
}

const GvFeature gv_feature_lockstep = {
  .name = "lockstep",
  .family = GV_FAMILY_TRUST,
  .sentence = "how often the person acted together with the same group of accounts",
  .direction = -1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 0,
  .suspicious = 5,
  .applies = applies,
  .compute = compute,
  .reason = reason,
};
