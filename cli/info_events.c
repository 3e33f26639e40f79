/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/info_events.h"

#include <grapevine/history.h>

#include "graph/base/array.h"
#include "graph/base/number.h"

typedef struct {
  size_t rows, people;
  double first, last;
} Tally;

/* Rows by event, each event's in order of time: what was met under an event is then told by the
 * last event that met it. Caller frees. */
static size_t *rows_by_event(const GvEvents *events, size_t *ends, GError **error)
{
  const GvVertex kinds = gv_names_count(events->events);
  size_t *rows = gv_array_new_raw(events->count, sizeof *rows, error);
  size_t begin = 0;

  if (rows == NULL)
    return NULL;
  for (size_t i = 0; i < events->count; i++)
    ends[events->event[i]]++;
  for (GvVertex e = 0; e < kinds; e++) {
    const size_t count = ends[e];
    ends[e] = begin;
    begin += count;
  }
  for (size_t i = 0; i < events->count; i++)
    rows[ends[events->event[events->by_time[i]]]++] = events->by_time[i];
  return rows;
}

/* rows [count], count > 0, of event e. met [n]: e + 1 of those whom it met. */
static Tally tally(const GvEvents *events, const size_t *rows, size_t count, GvVertex e,
                   GvVertex *met)
{
  Tally t = { .rows = count,
              .first = events->time[rows[0]],
              .last = events->time[rows[count - 1]] };

  for (size_t i = 0; i < count; i++) {
    GvVertex *by = &met[events->user[rows[i]]];
    t.people += *by != e + 1;
    *by = e + 1;
  }
  return t;
}

static void add_item(Card *card, const char *event, const Tally *t)
{
  g_autofree char *first = gv_time_text(t->first), *last = gv_time_text(t->last);

  card_item(card);
  card_text(card, "event", event);
  card_int(card, "rows", (int64_t)t->rows);
  card_int(card, "people", (int64_t)t->people);
  card_text(card, "first", first);
  card_text(card, "last", last);
}

gboolean info_add_events(Card *card, const GvNetwork *network, GError **error)
{
  const GvEvents events = gv_network_events(network);
  size_t begin = 0;

  if (events.count == 0)
    return TRUE;
  const GvVertex n = gv_names_count(gv_network_names(network));
  const GvVertex kinds = gv_names_count(events.events);
  g_autofree size_t *ends = gv_array_new(kinds, sizeof *ends, error);
  g_autofree size_t *rows = ends ? rows_by_event(&events, ends, error) : NULL;
  g_autofree GvVertex *met = rows ? gv_array_new(n, sizeof *met, error) : NULL;
  if (met == NULL)
    return FALSE;
  card_section(card, "events", TRUE);
  for (GvVertex e = 0; e < kinds; begin = ends[e++])
    if (ends[e] > begin) {
      const Tally t = tally(&events, rows + begin, ends[e] - begin, e, met);
      add_item(card, gv_names_get(events.events, e), &t);
    }
  return TRUE;
}
