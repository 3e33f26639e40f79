/* What later happened, found the slow obvious way.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_SLOW_LABELS_H
#define GV_TEST_SLOW_LABELS_H

#include "labels.h"

enum { END = 25 };

/* Everything that happened to a network, looked at row by row. */
typedef struct {
  const Answer *a;
  GvActs acts;
  GvEvents events;
  const GvLayer *layers;
  double *gain; /* [n of the past] */
} Slow;

static inline gboolean is_later(double time)
{
  return time > SPLIT && time <= END;
}

static inline gboolean is_follow(const Slow *s, size_t i)
{
  return s->layers[s->acts.layer ? s->acts.layer[i] : 0].kind == GV_TIE_FOLLOW;
}

static inline gboolean has_name(const GvLabel *label, const char *name)
{
  return !label->names || g_strv_contains((const char *const *)label->names, name);
}

static inline gboolean is_type(const Slow *s, size_t i, const GvLabel *label)
{
  return !is_follow(s, i) && has_name(label, s->layers[s->acts.layer ? s->acts.layer[i] : 0].type);
}

static inline const char *event_name(const Slow *s, size_t i)
{
  return gv_names_get(s->events.events, s->events.event[i]);
}

static inline GvVertex then(const Slow *s, GvVertex now)
{
  for (GvVertex v = 0; v < gv_names_count(gv_network_names(s->a->past)); v++)
    if (s->a->now_of[v] == now)
      return v;
  return GV_VERTEX_NONE;
}

static inline void give(const Slow *s, GvVertex now, double gain)
{
  if (then(s, now) != GV_VERTEX_NONE)
    s->gain[then(s, now)] += gain;
}

static inline void slow_received(const Slow *s, const GvLabel *label)
{
  for (size_t i = 0; i < s->acts.count; i++)
    if (is_later(s->acts.time[i]) && is_type(s, i, label) && s->acts.from[i] != s->acts.to[i])
      give(s, s->acts.to[i], 1);
  for (size_t i = 0; i < s->events.count; i++)
    if (is_later(s->events.time[i]) && has_name(label, event_name(s, i)) &&
        s->events.parent[i] != GV_VERTEX_NONE && s->events.parent[i] != s->events.user[i])
      give(s, s->events.parent[i], 1);
}

static inline void slow_conversion(const Slow *s, const GvLabel *label)
{
  for (size_t i = 0; i < s->events.count; i++)
    if (is_later(s->events.time[i]) && has_name(label, event_name(s, i)))
      give(s, s->events.user[i], 1);
}

/* TRUE where a follow of the same pair is earlier than the split, or later and before row i. */
static inline gboolean is_old_follow(const Slow *s, size_t i)
{
  for (size_t k = 0; k < s->acts.count; k++)
    if (is_follow(s, k) && s->acts.from[k] == s->acts.from[i] && s->acts.to[k] == s->acts.to[i] &&
        (!(s->acts.time[k] > SPLIT) || (k < i && is_later(s->acts.time[k]))))
      return TRUE;
  return FALSE;
}

static inline void slow_followers(const Slow *s)
{
  for (size_t i = 0; i < s->acts.count; i++)
    if (is_follow(s, i) && is_later(s->acts.time[i]) && s->acts.from[i] != s->acts.to[i] &&
        !is_old_follow(s, i))
      give(s, s->acts.to[i], 1);
}

/* Whether v (of the past) was on the item before the time. */
static inline gboolean was_on(const Slow *s, GvVertex v, uint32_t item, double time)
{
  for (size_t k = 0; k < s->events.count; k++)
    if (s->events.user[k] == s->a->now_of[v] && s->events.item[k] == item &&
        s->events.time[k] < time)
      return TRUE;
  return FALSE;
}

/* What the contacts of row i's user share, who were on its item earlier. */
static inline void share_row(const Slow *s, size_t i)
{
  const GvAdjacency out = gv_graph_out(gv_network_graph(s->a->past));
  const GvVertex u = then(s, s->events.user[i]);
  unsigned count = 0;

  if (u == GV_VERTEX_NONE || s->events.item[i] == GV_VERTEX_NONE)
    return;
  for (GvEdge e = out.offsets[u]; e < out.offsets[u + 1]; e++)
    count += was_on(s, out.targets[e], s->events.item[i], s->events.time[i]) ? 1 : 0;
  for (GvEdge e = out.offsets[u]; e < out.offsets[u + 1]; e++)
    if (was_on(s, out.targets[e], s->events.item[i], s->events.time[i]))
      s->gain[out.targets[e]] += 1.0 / count;
}

/* TRUE where row k of events is before row i. */
static inline gboolean comes_before(const GvEvents *e, size_t k, size_t i)
{
  return e->time[k] < e->time[i] || (!(e->time[k] > e->time[i]) && k < i);
}

static inline void slow_credit(const Slow *s)
{
  const GvEvents *e = &s->events;

  for (size_t i = 0; i < e->count; i++) {
    gboolean first = is_later(e->time[i]);
    for (size_t k = 0; k < e->count; k++)
      first = first && !(e->user[k] == e->user[i] && e->item[k] == e->item[i] &&
                         comes_before(e, k, i));
    if (first)
      share_row(s, i);
  }
}

/* TRUE where the person acted before (or at) that time, other than by row i of acts or
 * row j of events; of equal times acts come first. */
static inline gboolean acted_before(const Slow *s, GvVertex v, double time, size_t i, size_t j)
{
  const GvEvents *e = &s->events;

  for (size_t k = 0; k < s->acts.count; k++)
    if (!is_follow(s, k) && s->acts.from[k] == v && k != i &&
        (isnan(s->acts.time[k]) || s->acts.time[k] < time ||
         (!(s->acts.time[k] > time) && (i == SIZE_MAX || k < i))))
      return TRUE;
  for (size_t k = 0; k < e->count; k++)
    if (e->user[k] == v && k != j &&
        (e->time[k] < time || (j != SIZE_MAX && !(e->time[k] > time) && k < j)))
      return TRUE;
  return FALSE;
}

static inline void slow_newcomers(const Slow *s, const GvLabel *label)
{
  const GvActs *a = &s->acts;
  const GvEvents *e = &s->events;

  for (size_t i = 0; i < a->count; i++)
    if (is_later(a->time[i]) && is_type(s, i, label) && a->from[i] != a->to[i] &&
        !acted_before(s, a->from[i], a->time[i], i, SIZE_MAX))
      give(s, a->to[i], 1);
  for (size_t j = 0; j < e->count; j++) {
    if (!is_later(e->time[j]) || !has_name(label, event_name(s, j)) ||
        acted_before(s, e->user[j], e->time[j], SIZE_MAX, j))
      continue;
    if (e->parent[j] == GV_VERTEX_NONE)
      share_row(s, j);
    else if (e->parent[j] != e->user[j])
      give(s, e->parent[j], 1);
  }
}

static inline void slow_gains(const Answer *a, const char *text, double *gain)
{
  size_t count;
  const Slow s = { a, gv_network_acts(a->network), gv_network_events(a->network),
                   gv_network_layers(a->network, &count), gain };
  g_auto(GvLabel) label = { 0 };

  g_assert_true(gv_label_parse(text, &label, NULL));
  if (label.kind == GV_LABEL_RECEIVED)
    slow_received(&s, &label);
  else if (label.kind == GV_LABEL_NEWCOMERS)
    slow_newcomers(&s, &label);
  else if (label.kind == GV_LABEL_FOLLOWERS)
    slow_followers(&s);
  else if (label.kind == GV_LABEL_CONVERSION)
    slow_conversion(&s, &label);
  else
    slow_credit(&s);
}
#endif
