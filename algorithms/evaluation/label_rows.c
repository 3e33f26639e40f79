/* Labels that count later rows: interactions received, followers won, events of one's own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "algorithms/evaluation/labelling.h"
#include "graph/base/array.h"
#include "graph/base/refuse.h"

/* TRUE where an act of this kind (FOLLOW, or anything else) has a time. */
static gboolean has_dated(const GvLabelling *l, gboolean follows)
{
  for (size_t k = 0; k < l->acts.dated; k++)
    if ((gv_label_act_kind(l, l->acts.by_time[k]) == GV_TIE_FOLLOW) == follows)
      return TRUE;
  return FALSE;
}

static void add_acts_received(GvLabelling *l)
{
  const GvActs *a = &l->acts;

  for (size_t k = 0; k < a->dated; k++) {
    const size_t i = a->by_time[k];
    if (!gv_label_is_later(l, a->time[i]) || !gv_label_act_counts(l, i) || a->from[i] == a->to[i])
      continue;
    l->figures->rows++;
    gv_label_add(l, a->to[i], 1);
  }
}

static void add_events_received(GvLabelling *l)
{
  const GvEvents *e = &l->events;

  for (size_t i = 0; e->parent && i < e->count; i++) {
    if (!gv_label_is_later(l, e->time[i]) || e->parent[i] == GV_VERTEX_NONE ||
        e->parent[i] == e->user[i] || !l->event_counts[e->event[i]])
      continue;
    l->figures->rows++;
    gv_label_add(l, e->parent[i], 1);
  }
}

gboolean gv_label_received(GvLabelling *l, GError **error)
{
  if (!has_dated(l, FALSE) && !(l->events.count && l->events.parent))
    return gv_refuse(error, "--label received: no interaction and no edge has a time, and no "
                            "event a parent; give a table with a column time");
  add_acts_received(l);
  add_events_received(l);
  return TRUE;
}

gboolean gv_label_conversion(GvLabelling *l, GError **error)
{
  const GvEvents *e = &l->events;

  if (e->count == 0)
    return gv_refuse(error, "--label conversion: there are no events; give --events");
  for (size_t i = 0; i < e->count; i++) {
    if (!gv_label_is_later(l, e->time[i]) || !l->event_counts[e->event[i]])
      continue;
    l->figures->rows++;
    gv_label_add(l, e->user[i], 1);
  }
  return TRUE;
}

/* Who is followed by whom, as one number: the followed first. */
static uint64_t pair_of(const GvActs *a, size_t i)
{
  return (uint64_t)a->to[i] << 32 | a->from[i];
}

static int compare_pairs(const void *a, const void *b)
{
  const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

  return x < y ? -1 : x > y;
}

/* Pairs of the follows that are later, or of those that are earlier (undated ones were
 * there all along); ascending. */
static gboolean find_follows(const GvLabelling *l, gboolean later, uint64_t **pairs, size_t *count,
                             GError **error)
{
  const GvActs *a = &l->acts;
  size_t room = 0;

  *count = 0;
  for (size_t i = 0; i < a->count; i++) {
    const double time = a->time[i];
    if (gv_label_act_kind(l, i) != GV_TIE_FOLLOW || a->from[i] == a->to[i] ||
        (later ? !gv_label_is_later(l, time) : time > l->split))
      continue;
    if (!gv_array_reserve(pairs, &room, *count + 1, sizeof **pairs, error))
      return FALSE;
    (*pairs)[(*count)++] = pair_of(a, i);
  }
  if (*count > 1)
    qsort(*pairs, *count, sizeof **pairs, compare_pairs);
  return TRUE;
}

gboolean gv_label_followers(GvLabelling *l, GError **error)
{
  g_autofree uint64_t *before = NULL, *later = NULL;
  size_t known, count;

  if (!has_dated(l, TRUE))
    return gv_refuse(error, "--label followers: no follow has a time; give --follows with a "
                            "column time");
  if (!find_follows(l, FALSE, &before, &known, error) ||
      !find_follows(l, TRUE, &later, &count, error))
    return FALSE;
  l->figures->rows = count;
  for (size_t k = 0; k < count; k++)
    if ((k == 0 || later[k] != later[k - 1]) &&
        (known == 0 || !bsearch(&later[k], before, known, sizeof *before, compare_pairs)))
      gv_label_add(l, (GvVertex)(later[k] >> 32), 1);
  return TRUE;
}
