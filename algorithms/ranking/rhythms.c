/* What people did, and what was done towards them, in time: how recently, how regularly.
 * Rows are taken in order of time, so a period is new where the person's last was another.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/influence/cascades.h"
#include "algorithms/ranking/evidence.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

/* A rhythm while it is filled. */
typedef struct {
  GvRhythm *rhythm;
  double *period; /* [n], number of the last period with a row */
} Beat;

typedef struct {
  GvEvidence *e;
  Beat made, received;
} Filling;

static gboolean beat_init(Beat *b, GvRhythm *rhythm, GvVertex n, GError **error)
{
  b->rhythm = rhythm;
  if (!(rhythm->recent = gv_array_new(n, sizeof *rhythm->recent, error)) ||
      !(rhythm->periods = gv_array_new(n, sizeof *rhythm->periods, error)) ||
      !(b->period = gv_array_new(n, sizeof *b->period, error)))
    return FALSE;
  for (GvVertex v = 0; v < n; v++)
    b->period[v] = NAN;
  return TRUE;
}

static void beat(const GvEvidence *e, Beat *b, GvVertex v, double time)
{
  const double period = floor(time / e->period);

  b->rhythm->recent[v] += exp2((time - e->now) / e->half_life);
  if (!(b->period[v] == period))
    b->rhythm->periods[v]++;
  b->period[v] = period;
  if (isnan(e->first[v]))
    e->first[v] = time;
}

/* `from` did something, towards `to` where that is somebody. */
static void row(Filling *f, GvVertex from, GvVertex to, double time)
{
  if (from == to)
    return;
  beat(f->e, &f->made, from, time);
  if (to != GV_VERTEX_NONE)
    beat(f->e, &f->received, to, time);
}

/* Acts and events in one order of time. */
static void fill(Filling *f)
{
  const GvActs *a = &f->e->acts;
  const GvEvents *events = &f->e->events;
  const gboolean directed = gv_graph_is_directed(f->e->attention);
  size_t i = 0, j = 0;

  while (i < a->dated || j < events->count) {
    const size_t act = i < a->dated ? a->by_time[i] : 0;
    const size_t event = j < events->count ? events->by_time[j] : 0;
    if (j == events->count || (i < a->dated && a->time[act] <= events->time[event])) {
      i++;
      if (!gv_evidence_layer_interacts(f->e, a->layer ? a->layer[act] : 0) ||
          a->time[act] > f->e->now)
        continue; /* also later than as_of */
      row(f, a->from[act], a->to[act], a->time[act]);
      if (!directed)
        row(f, a->to[act], a->from[act], a->time[act]);
    } else {
      j++;
      row(f, events->user[event], events->parent ? events->parent[event] : GV_VERTEX_NONE,
          events->time[event]);
    }
  }
}

gboolean gv_evidence_need_rhythms(GvEvidence *e, GvTask *task, GError **error)
{
  Filling f = { .e = e };
  gboolean done = FALSE;

  if (e->made_rhythm.recent)
    return TRUE;
  if ((e->first = gv_array_new(e->n, sizeof *e->first, error)) &&
      beat_init(&f.made, &e->made_rhythm, e->n, error) &&
      beat_init(&f.received, &e->received_rhythm, e->n, error)) {
    for (GvVertex v = 0; v < e->n; v++)
      e->first[v] = GV_TIME_UNKNOWN;
    fill(&f);
    done = gv_task_step(task, 1, error);
  }
  g_free(f.made.period);
  g_free(f.received.period);
  return done;
}

static void count_starts(const GvCascades *c, uint32_t *starts)
{
  for (size_t i = 0; i < c->items; i++)
    if (c->starts[i] < c->starts[i + 1])
      starts[c->events.user[c->rows[c->starts[i]]]]++;
}

gboolean gv_evidence_need_credit(GvEvidence *e, GvTask *task, GError **error)
{
  g_auto(GvCascades) cascades = { 0 };
  g_auto(GvCascadeStage) stage = { 0 };
  g_autofree GvVertex *place = NULL;
  GvCredit *credit = &e->credit;
  uint64_t actions;

  if (credit->all)
    return TRUE;
  if (!gv_cascades_init(&cascades, &e->events, e->n, INFINITY, error) ||
      !(place = gv_array_new_raw(e->n, sizeof *place, error)) ||
      !gv_cascade_stage_init(&stage, gv_graph_out(e->attention), place, error) ||
      !(credit->recent = gv_array_new(e->n, sizeof *credit->recent, error)) ||
      !(credit->starts = gv_array_new(e->n, sizeof *credit->starts, error)) ||
      !(credit->all = gv_array_new(e->n, sizeof *credit->all, error)))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    place[v] = v;
  gv_cascades_share(&cascades, &stage, -INFINITY, NULL, credit->all, &actions);
  stage.now = e->now;
  stage.half_life = e->half_life;
  gv_cascades_share(&cascades, &stage, -INFINITY, NULL, credit->recent, &actions);
  count_starts(&cascades, credit->starts);
  return gv_task_step(task, 1, error);
}
