/* Whose doing it is that people act for the first time.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/cascades.h"
#include "algorithms/evaluation/labelling.h"
#include "graph/base/array.h"
#include "graph/base/refuse.h"

#define NO_ROW SIZE_MAX

/* A person's first act of all: a row of acts, or of events behind them. */
typedef struct {
  double *time; /* [people]; INFINITY = never, -INFINITY = who knows when */
  size_t *row;  /* [people]; NO_ROW where time is not finite */
} Firsts;

static void firsts_clear(Firsts *f)
{
  g_free(f->time);
  g_free(f->row);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Firsts, firsts_clear)

static void note(Firsts *f, GvVertex person, double time, size_t row)
{
  if (time < f->time[person]) {
    f->time[person] = time;
    f->row[person] = row;
  }
}

/* Undated acts may be older than everything. Of equal times acts come before events, and
 * then what was read first. */
static gboolean find_firsts(const GvLabelling *l, GvVertex people, Firsts *f, GError **error)
{
  const GvActs *a = &l->acts;
  const GvEvents *e = &l->events;

  if (!(f->time = gv_array_new_raw(people, sizeof *f->time, error)) ||
      !(f->row = gv_array_new_raw(people, sizeof *f->row, error)))
    return FALSE;
  for (GvVertex v = 0; v < people; v++) {
    f->time[v] = INFINITY;
    f->row[v] = NO_ROW;
  }
  for (size_t i = 0; i < a->count; i++)
    if (gv_label_act_kind(l, i) != GV_TIE_FOLLOW && (a->time == NULL || isnan(a->time[i])))
      note(f, a->from[i], -INFINITY, NO_ROW);
  for (size_t k = 0; k < a->dated; k++)
    if (gv_label_act_kind(l, a->by_time[k]) != GV_TIE_FOLLOW)
      note(f, a->from[a->by_time[k]], a->time[a->by_time[k]], a->by_time[k]);
  for (size_t k = 0; k < e->count; k++)
    note(f, e->user[e->by_time[k]], e->time[e->by_time[k]], a->count + e->by_time[k]);
  return TRUE;
}

static void add_answer(GvLabelling *l, GvVertex newcomer, GvVertex answered)
{
  if (answered != newcomer)
    gv_label_add(l, answered, 1);
}

/* Gives the credit of one newcomer, or marks the event that nobody is named in. */
static void welcome(GvLabelling *l, GvVertex newcomer, size_t row, uint8_t *unnamed)
{
  const size_t event = row - l->acts.count;

  l->figures->rows++;
  if (row < l->acts.count) {
    if (gv_label_act_counts(l, row))
      add_answer(l, newcomer, l->acts.to[row]);
    return;
  }
  if (!l->event_counts[l->events.event[event]])
    return;
  if (l->events.parent && l->events.parent[event] != GV_VERTEX_NONE)
    add_answer(l, newcomer, l->events.parent[event]);
  else
    unnamed[event] = 1;
}

/* Contacts of old who were on the item earlier share the newcomers whose first event
 * names nobody. */
static gboolean share_items(GvLabelling *l, const uint8_t *unnamed, GvVertex people, GError **error)
{
  const GvAdjacency attention = gv_graph_out(gv_network_graph(l->input->past));
  g_auto(GvCascades) cascades = { 0 };
  g_auto(GvCascadeStage) stage = { 0 };
  uint64_t actions;

  if (l->events.item == NULL)
    return TRUE;
  if (!gv_cascades_init(&cascades, &l->events, people, l->until, error) ||
      !gv_cascade_stage_init(&stage, attention, l->then_of, error))
    return FALSE;
  gv_cascades_share(&cascades, &stage, l->split, unnamed, l->gain, &actions);
  return TRUE;
}

gboolean gv_label_newcomers(GvLabelling *l, GError **error)
{
  const GvVertex people = gv_names_count(gv_network_names(l->input->network));
  g_auto(Firsts) firsts = { 0 };
  g_autofree uint8_t *unnamed = NULL;
  gboolean dated = FALSE;

  if (!find_firsts(l, people, &firsts, error) ||
      !(unnamed = gv_array_new(l->events.count, 1, error)))
    return FALSE;
  for (GvVertex v = 0; v < people; v++) {
    dated = dated || firsts.row[v] != NO_ROW;
    if (firsts.row[v] != NO_ROW && gv_label_is_later(l, firsts.time[v]))
      welcome(l, v, firsts.row[v], unnamed);
  }
  if (!dated)
    return gv_refuse(error, "--label newcomers: no interaction and no edge has a time, and "
                            "there are no events; give a table with a column time");
  return share_items(l, unnamed, people, error);
}
