/* Rows that are kept as they were read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/history.h"

#include <math.h>
#include <stdlib.h>

#include "graph/base/array.h"
#include "graph/names.h"
#include "graph/network_struct.h"

typedef struct {
  double time;
  size_t row;
} Dated;

gboolean gv_mentions_add(GvMentions *m, GvVertex person, size_t after, GError **error)
{
  if (!gv_array_reserve(&m->people, &m->people_room, m->count + 1, sizeof *m->people, error) ||
      !gv_array_reserve(&m->after, &m->after_room, m->count + 1, sizeof *m->after, error))
    return FALSE;
  m->people[m->count] = person;
  m->after[m->count++] = after;
  return TRUE;
}

static void events_clear(GvEventColumns *events)
{
  g_free(events->user);
  g_free(events->parent);
  g_free(events->time);
  g_free(events->value);
  for (size_t l = 0; l < GV_TEXTS; l++) {
    g_free(events->codes[l]);
    gv_names_free(events->names[l]);
  }
}

void gv_history_clear(GvHistory *history)
{
  gv_ties_clear(&history->acts);
  g_free(history->mentions.people);
  g_free(history->mentions.after);
  events_clear(&history->events);
  g_free(history->acts_by_time);
  g_free(history->events_by_time);
  *history = (GvHistory){ 0 };
}

static int compare_dated(const void *a, const void *b)
{
  const Dated *x = a, *y = b;

  if (x->time < y->time || x->time > y->time)
    return x->time < y->time ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

/* Logs come in order of time nearly always. */
static gboolean is_ordered(const double *time, const size_t *rows, size_t count)
{
  for (size_t i = 1; i < count; i++)
    if (time[rows[i]] < time[rows[i - 1]])
      return FALSE;
  return TRUE;
}

static gboolean sort_rows(const double *time, size_t *rows, size_t count, GError **error)
{
  g_autofree Dated *dated = gv_array_new_raw(count, sizeof *dated, error);

  if (dated == NULL)
    return FALSE;
  for (size_t i = 0; i < count; i++)
    dated[i] = (Dated){ time[rows[i]], rows[i] };
  qsort(dated, count, sizeof *dated, compare_dated);
  for (size_t i = 0; i < count; i++)
    rows[i] = dated[i].row;
  return TRUE;
}

/* The rows that have a time, in its order. */
static gboolean order_by_time(const double *time, size_t count, size_t **rows, size_t *dated,
                              GError **error)
{
  *dated = 0;
  for (size_t i = 0; time && i < count; i++)
    *dated += isnan(time[i]) ? 0 : 1;
  if (*dated == 0)
    return TRUE;
  if (!(*rows = gv_array_new_raw(*dated, sizeof **rows, error)))
    return FALSE;
  for (size_t i = 0, at = 0; i < count; i++)
    if (!isnan(time[i]))
      (*rows)[at++] = i;
  return is_ordered(time, *rows, *dated) || sort_rows(time, *rows, *dated, error);
}

gboolean gv_network_take_history(GvNetwork *network, GvHistory *history, GError **error)
{
  GvHistory *h = &network->history;
  size_t all;

  gv_history_clear(h);
  *h = *history;
  *history = (GvHistory){ 0 };
  for (size_t i = 0; h->acts.stream && i < h->acts.count; i++)
    h->acts.stream[i] = network->layers.streams[h->acts.stream[i]].layer;
  return order_by_time(h->acts.time, h->acts.count, &h->acts_by_time, &h->dated, error) &&
         order_by_time(h->events.time, h->events.count, &h->events_by_time, &all, error);
}

GvActs gv_network_acts(const GvNetwork *network)
{
  const GvHistory *h = &network->history;
  const GvTies *t = &h->acts;

  if (!h->kept)
    return (GvActs){ 0 };
  return (GvActs){ t->count, t->from, t->to, t->weight, t->time, t->stream, h->acts_by_time,
                   h->dated };
}

GvEvents gv_network_events(const GvNetwork *network)
{
  const GvEventColumns *e = &network->history.events;

  return (GvEvents){ .count = e->count,
                     .user = e->user,
                     .parent = e->parent,
                     .event = e->codes[GV_TEXT_EVENT],
                     .item = e->codes[GV_TEXT_ITEM],
                     .channel = e->codes[GV_TEXT_CHANNEL],
                     .campaign = e->codes[GV_TEXT_CAMPAIGN],
                     .time = e->time,
                     .value = e->value,
                     .events = e->names[GV_TEXT_EVENT],
                     .items = e->names[GV_TEXT_ITEM],
                     .channels = e->names[GV_TEXT_CHANNEL],
                     .campaigns = e->names[GV_TEXT_CAMPAIGN],
                     .by_time = network->history.events_by_time };
}

/* The span comes to cover the rows of a table. */
static void widen(const double *time, const size_t *by_time, size_t count, double *first,
                  double *last)
{
  if (count == 0)
    return;
  *first = MIN(*first, time[by_time[0]]);
  *last = MAX(*last, time[by_time[count - 1]]);
}

gboolean gv_network_time_at(const GvNetwork *network, double share, double *time)
{
  const GvActs acts = gv_network_acts(network);
  const GvEvents events = gv_network_events(network);
  double first = INFINITY, last = -INFINITY;

  widen(acts.time, acts.by_time, acts.dated, &first, &last);
  widen(events.time, events.by_time, events.count, &first, &last);
  if (first > last)
    return FALSE;
  *time = first + share * (last - first);
  return TRUE;
}

double gv_network_as_of(const GvNetwork *network)
{
  return network->history.rules.as_of;
}
