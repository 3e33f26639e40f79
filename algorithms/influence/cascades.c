/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/cascades.h"

#include <math.h>
#include <string.h>

#include "graph/base/array.h"

void gv_cascades_clear(GvCascades *cascades)
{
  g_free(cascades->starts);
  g_free(cascades->rows);
  *cascades = (GvCascades){ 0 };
}

static gboolean is_action(const GvEvents *e, size_t row, double until)
{
  return e->item[row] != GV_VERTEX_NONE && e->time[row] <= until;
}

/* rows [starts[items]] by item, each in order of time. */
static gboolean group(GvCascades *c, double until, GError **error)
{
  const GvEvents *e = &c->events;
  g_autofree size_t *next = NULL;

  if (!(c->starts = gv_array_new(c->items + 1, sizeof *c->starts, error)))
    return FALSE;
  for (size_t i = 0; i < e->count; i++)
    if (is_action(e, i, until))
      c->starts[e->item[i] + 1]++;
  for (size_t i = 0; i < c->items; i++)
    c->starts[i + 1] += c->starts[i];
  if (!(c->rows = gv_array_new_raw(c->starts[c->items], sizeof *c->rows, error)) ||
      !(next = gv_array_new_raw(c->items + 1, sizeof *next, error)))
    return FALSE;
  memcpy(next, c->starts, (c->items + 1) * sizeof *next);
  for (size_t k = 0; k < e->count; k++)
    if (is_action(e, e->by_time[k], until))
      c->rows[next[e->item[e->by_time[k]]]++] = e->by_time[k];
  return TRUE;
}

/* Only the first of each person on an item stays. */
static gboolean keep_first(GvCascades *c, GvVertex people, GError **error)
{
  g_autofree size_t *seen = gv_array_new(people, sizeof *seen, error); /* item + 1 */
  size_t at = 0;

  if (seen == NULL)
    return FALSE;
  for (size_t item = 0, k = 0; item < c->items; item++) {
    const size_t end = c->starts[item + 1];
    c->starts[item] = at;
    for (; k < end; k++) {
      const GvVertex user = c->events.user[c->rows[k]];
      if (seen[user] != item + 1)
        c->rows[at++] = c->rows[k];
      seen[user] = item + 1;
    }
  }
  c->starts[c->items] = at;
  return TRUE;
}

gboolean gv_cascades_init(GvCascades *cascades, const GvEvents *events, GvVertex people,
                          double until, GError **error)
{
  *cascades = (GvCascades){ .events = *events, .items = gv_names_count(events->items) };
  return group(cascades, until, error) && keep_first(cascades, people, error);
}

gboolean gv_cascade_stage_init(GvCascadeStage *stage, GvAdjacency attention, const GvVertex *place,
                               GError **error)
{
  *stage = (GvCascadeStage){ .attention = attention, .place = place };
  return (stage->since = gv_array_new(attention.n, sizeof *stage->since, error)) &&
         (stage->item = gv_array_new(attention.n, sizeof *stage->item, error));
}

void gv_cascade_stage_clear(GvCascadeStage *stage)
{
  g_free(stage->since);
  g_free(stage->item);
  *stage = (GvCascadeStage){ 0 };
}

/* TRUE where v took up the item before the time. */
static gboolean was_earlier(const GvCascadeStage *s, GvVertex v, size_t item, double time)
{
  return s->item[v] == item + 1 && s->since[v] < time;
}

/* How many contacts of `place` were earlier; without gain 1 for any. */
static GvEdge count_earlier(const GvCascadeStage *s, GvVertex place, size_t item, double time,
                            gboolean any)
{
  const GvAdjacency a = s->attention;
  GvEdge count = 0;

  for (GvEdge e = a.offsets[place]; e < a.offsets[place + 1]; e++) {
    count += was_earlier(s, a.targets[e], item, time) ? 1 : 0;
    if (any && count > 0)
      break;
  }
  return count;
}

static gboolean share(const GvCascadeStage *s, GvVertex place, size_t item, double time,
                      double *gain)
{
  const GvAdjacency a = s->attention;
  const GvEdge count = count_earlier(s, place, item, time, gain == NULL);
  const double worth = s->half_life > 0 ? exp2((time - s->now) / s->half_life) : 1;

  for (GvEdge e = a.offsets[place]; gain && count > 0 && e < a.offsets[place + 1]; e++)
    if (was_earlier(s, a.targets[e], item, time))
      gain[a.targets[e]] += worth / (double)count;
  return count > 0;
}

uint64_t gv_cascades_share(const GvCascades *c, const GvCascadeStage *s, double after,
                           const uint8_t *wanted, double *gain, uint64_t *actions)
{
  const GvEvents *e = &c->events;
  uint64_t explained = 0;

  *actions = 0;
  memset(s->item, 0, s->attention.n * sizeof *s->item);
  for (size_t item = 0; item < c->items; item++)
    for (size_t k = c->starts[item]; k < c->starts[item + 1]; k++) {
      const size_t row = c->rows[k];
      const GvVertex place = s->place[e->user[row]];
      if (place == GV_VERTEX_NONE)
        continue;
      if (e->time[row] > after && (wanted == NULL || wanted[row])) {
        ++*actions;
        explained += share(s, place, item, e->time[row], gain) ? 1 : 0;
      }
      s->item[place] = item + 1;
      s->since[place] = e->time[row];
    }
  return explained;
}
