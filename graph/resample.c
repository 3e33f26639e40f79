/* The log drawn anew: what one person did towards one other is drawn k times, k
 * Poisson with mean 1 (the Poisson bootstrap: Hanley and MacGibbon 2006, Chamandy et
 * al. 2012; by clusters: Davison and Hinkley 1997, section 3.8). k is a function of
 * (seed, round, the two people) alone. O(rows).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/random.h"
#include "graph/base/task.h"
#include "graph/network_struct.h"

/* What one person's unit is about. */
typedef enum { TOWARDS_PERSON, ON_ITEM, ROW } About;

typedef struct {
  const GvNetwork *whole;
  uint64_t key; /* of seed and round */
  GvLayers layers;
  GvTies ties;
  GvHistory history;
} Sample;

static void sample_clear(Sample *s)
{
  gv_layers_clear(&s->layers);
  gv_ties_clear(&s->ties);
  gv_history_clear(&s->history);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sample, sample_clear)

/* Poisson with mean 1, by inversion: P(k) = 1 / (e k!). */
static unsigned poisson(uint64_t bits)
{
  const double u = (double)(bits >> 11) * 0x1p-53;
  double term = exp(-1), below = term;
  unsigned k = 0;

  while (u >= below && term > 0x1p-54) {
    term /= ++k;
    below += term;
  }
  return k;
}

static unsigned times_of(const Sample *s, uint64_t who, About about, uint64_t what)
{
  return poisson(gv_mix64(gv_mix64(gv_mix64(s->key ^ about) ^ who) ^ what));
}

/* A follow is a fact and stays; so does the row of a layer that is switched off, which
 * makes no tie. */
static unsigned times_of_act(const Sample *s, const GvTies *acts, size_t i)
{
  const size_t layer = acts->stream ? acts->stream[i] : 0;
  const GvVertex from = acts->from[i], to = acts->to[i];
  const gboolean turn = !s->whole->history.rules.directed && from > to;

  if (s->whole->layers.layers[layer].kind == GV_TIE_FOLLOW)
    return 1;
  return times_of(s, turn ? to : from, TOWARDS_PERSON, turn ? from : to);
}

static unsigned times_of_event(const Sample *s, const GvEventColumns *e, size_t i)
{
  const uint32_t *items = e->codes[GV_TEXT_ITEM];

  if (e->parent && e->parent[i] != GV_VERTEX_NONE)
    return times_of(s, e->user[i], TOWARDS_PERSON, e->parent[i]);
  if (items && items[i] != GV_VERTEX_NONE)
    return times_of(s, e->user[i], ON_ITEM, items[i]);
  return times_of(s, e->user[i], ROW, i);
}

/* The layers as they are; one stream for each. */
static gboolean share_layers(Sample *s, GError **error)
{
  const GvLayers *from = &s->whole->layers;
  const size_t count = from->layer_count;

  if (!(s->layers.layers = gv_array_new(count, sizeof *from->layers, error)) ||
      !(s->layers.streams = gv_array_new(count, sizeof *from->streams, error)))
    return FALSE;
  memcpy(s->layers.layers, from->layers, count * sizeof *from->layers);
  for (size_t i = 0; i < count; i++)
    s->layers.streams[i] = (GvStream){ .layer = (uint16_t)i };
  s->layers.layer_count = s->layers.stream_count = count;
  return TRUE;
}

static gboolean draw_act(Sample *s, size_t i, GError **error)
{
  const GvTies *acts = &s->whole->history.acts;
  const GvTie tie = { .from = acts->from[i],
                      .to = acts->to[i],
                      .weight = acts->weight ? acts->weight[i] : 1,
                      .time = acts->time ? acts->time[i] : GV_TIME_UNKNOWN,
                      .stream = acts->stream ? acts->stream[i] : 0 };
  const gboolean ties =
      tie.from != tie.to && tie.weight > 0 && s->whole->layers.layers[tie.stream].scale > 0;

  for (unsigned k = times_of_act(s, acts, i); k > 0; k--)
    if (!gv_ties_add(&s->history.acts, tie, error) || (ties && !gv_ties_add(&s->ties, tie, error)))
      return FALSE;
  return TRUE;
}

static gboolean events_alloc(const GvEventColumns *from, GvEventColumns *to, GError **error)
{
  for (size_t l = 0; l < GV_TEXTS; l++)
    if (from->codes[l] &&
        !(to->codes[l] = gv_array_new_raw(to->count, sizeof *to->codes[l], error)))
      return FALSE;
  return (to->user = gv_array_new_raw(to->count, sizeof *to->user, error)) &&
         (to->time = gv_array_new_raw(to->count, sizeof *to->time, error)) &&
         (!from->parent || (to->parent = gv_array_new_raw(to->count, sizeof *to->parent, error))) &&
         (!from->value || (to->value = gv_array_new_raw(to->count, sizeof *to->value, error)));
}

static void copy_event(const GvEventColumns *from, size_t i, GvEventColumns *to, size_t at)
{
  to->user[at] = from->user[i];
  to->time[at] = from->time[i];
  if (to->parent)
    to->parent[at] = from->parent[i];
  if (to->value)
    to->value[at] = from->value[i];
  for (size_t l = 0; l < GV_TEXTS; l++)
    if (to->codes[l])
      to->codes[l][at] = from->codes[l][i];
}

/* Codes stay what they are, so what they stand for is shared. */
static gboolean draw_events(Sample *s, GError **error)
{
  const GvEventColumns *from = &s->whole->history.events;
  GvEventColumns *to = &s->history.events;
  size_t at = 0;

  if (from->user == NULL)
    return TRUE;
  for (size_t i = 0; i < from->count; i++)
    to->count += times_of_event(s, from, i);
  if (!events_alloc(from, to, error))
    return FALSE;
  for (size_t i = 0; i < from->count; i++)
    for (unsigned k = times_of_event(s, from, i); k > 0; k--)
      copy_event(from, i, to, at++);
  for (size_t l = 0; l < GV_TEXTS; l++)
    if (from->names[l])
      to->names[l] = gv_names_ref(from->names[l]);
  return TRUE;
}

static gboolean draw_acts(Sample *s, GvTask *task, GError **error)
{
  enum { ROWS_A_STEP = 1 << 18 };
  const size_t count = s->whole->history.acts.count;

  for (size_t i = 0; i < count; i++)
    if (!draw_act(s, i, error) || (i % ROWS_A_STEP == 0 && !gv_task_check(task, error)))
      return FALSE;
  return TRUE;
}

/* Ties age to the same date as the whole's, whatever the latest of those drawn is. */
static GvNetwork *build(Sample *s, GvTask *task, GError **error)
{
  GvEdge duplicates = 0;
  GvDropped dropped;
  GvMergeRules rules = s->whole->history.rules;
  g_autoptr(GvNames) names = gv_names_ref(s->whole->names);
  GvPeopleColumns people = { 0 };

  s->history.kept = TRUE;
  s->history.turned = s->whole->history.turned;
  s->history.rules = rules;
  if (isnan(rules.as_of) && s->whole->timed)
    rules.as_of = s->whole->last_time;
  g_autoptr(GvNetwork) network = gv_network_new(&s->ties, &names, &s->layers, &people, &rules,
                                                &duplicates, &dropped, task, error);
  if (network == NULL || !gv_network_take_history(network, &s->history, error))
    return NULL;
  network->people = s->whole->people;
  return g_steal_pointer(&network);
}

gboolean gv_network_can_resample(const GvNetwork *network, GError **error)
{
  const GvHistory *h = &network->history;
  gboolean drawn = h->events.count > 0;

  if (!h->kept) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "a packed graph has no rows that could be drawn anew; give the tables that "
                        "it was packed from");
    return FALSE;
  }
  for (size_t l = 0; l < network->layers.layer_count; l++)
    drawn = drawn || network->layers.layers[l].kind != GV_TIE_FOLLOW;
  if (!drawn)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "there are follows only, and those are facts, not a sample; give "
                        "--interactions or --events to be drawn anew");
  return drawn;
}

GvNetwork *gv_network_resample(GvNetwork *network, uint64_t seed, uint64_t round, GvTask *task,
                               GError **error)
{
  g_auto(Sample) s = { .whole = network, .key = gv_mix64(gv_mix64(seed) ^ round) };
  GvNetwork *drawn;

  g_return_val_if_fail(network != NULL, NULL);
  if (!gv_network_can_resample(network, error) || !share_layers(&s, error) ||
      !draw_acts(&s, task, error) || !draw_events(&s, error) || !(drawn = build(&s, task, error)))
    return NULL;
  drawn->whole = gv_network_ref(network);
  return drawn;
}
