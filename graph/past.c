/* The network as it was known at a time: everything that was read is told again in
 * the same order, without the rows that are later. So people, layers and codes get
 * the numbers that reading shorter files would have given them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"
#include "graph/history.h"
#include "graph/network_struct.h"

typedef struct {
  const GvNetwork *whole;
  double time;
  GvVertex *ids;       /* [n of the whole], in the past; GV_VERTEX_NONE = nobody spoke of them */
  GvVertex *now_of;    /* [n of the whole], of which [n] are filled */
  GvVertex n;          /* met so far */
  uint16_t *layer_ids; /* [layers of the whole], + 1; 0 = no row so far */
  GvLayers layers;
  GvTies ties;
  GvHistory history;
  GvNames *names;
  GvPeopleColumns people;
} Past;

static void past_clear(Past *p)
{
  g_free(p->ids);
  g_free(p->now_of);
  g_free(p->layer_ids);
  gv_layers_clear(&p->layers);
  gv_ties_clear(&p->ties);
  gv_history_clear(&p->history);
  gv_names_free(p->names);
  gv_people_columns_clear(&p->people);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Past, past_clear)

static gboolean past_init(Past *p, GError **error)
{
  const GvVertex n = gv_names_count(p->whole->names);
  const size_t layers = p->whole->layers.layer_count;
  const GvMergeRules *rules = &p->whole->history.rules;

  p->history.kept = TRUE;
  p->history.turned = p->whole->history.turned;
  p->history.rules = *rules;
  p->history.rules.as_of = isnan(rules->as_of) ? p->time : MIN(p->time, rules->as_of);
  p->layers.strings = g_string_chunk_new(1024);
  if (!(p->ids = gv_array_new_raw(n, sizeof *p->ids, error)) ||
      !(p->now_of = gv_array_new_raw(n, sizeof *p->now_of, error)) ||
      !(p->layer_ids = gv_array_new(layers, sizeof *p->layer_ids, error)) ||
      !(p->layers.layers = gv_array_new(layers, sizeof *p->layers.layers, error)) ||
      !(p->layers.streams = gv_array_new(layers, sizeof *p->layers.streams, error)))
    return FALSE;
  memset(p->ids, 0xff, n * sizeof *p->ids);
  return TRUE;
}

static GvVertex meet(Past *p, GvVertex person)
{
  if (p->ids[person] == GV_VERTEX_NONE) {
    p->ids[person] = p->n;
    p->now_of[p->n++] = person;
  }
  return p->ids[person];
}

/* The layer's number in the past; one stream for each. */
static uint16_t meet_layer(Past *p, size_t layer)
{
  const GvLayer *l = &p->whole->layers.layers[layer];
  GvLayers *to = &p->layers;

  if (p->layer_ids[layer] == 0) {
    to->layers[to->layer_count] = (GvLayer){
      .kind = l->kind,
      .type = g_string_chunk_insert_const(to->strings, l->type),
      .channel = g_string_chunk_insert_const(to->strings, l->channel),
      .scale = l->scale,
    };
    to->streams[to->stream_count++] = (GvStream){ .layer = (uint16_t)to->layer_count };
    p->layer_ids[layer] = (uint16_t)++to->layer_count;
  }
  return (uint16_t)(p->layer_ids[layer] - 1);
}

/* Which of the whole's people were mentioned up to its act `act`, and from where on
 * the next are. */
static gboolean tell_mentions(Past *p, size_t act, size_t *next, GError **error)
{
  const GvMentions *m = &p->whole->history.mentions;

  for (; *next < m->count && m->after[*next] <= act; ++*next) {
    const size_t after =
        m->after[*next] == GV_MENTION_LAST ? GV_MENTION_LAST : p->history.acts.count;
    if (!gv_mentions_add(&p->history.mentions, meet(p, m->people[*next]), after, error))
      return FALSE;
  }
  return TRUE;
}

/* A row is an act, and a tie where it may be one. */
static gboolean tell_act(Past *p, size_t i, GError **error)
{
  const GvTies *acts = &p->whole->history.acts;
  const gboolean turned = p->whole->history.turned;
  const size_t layer = acts->stream ? acts->stream[i] : 0;
  GvTie tie = { .weight = acts->weight ? acts->weight[i] : 1,
                .time = acts->time ? acts->time[i] : GV_TIME_UNKNOWN };

  if (tie.time > p->time)
    return TRUE;
  const GvVertex first = meet(p, turned ? acts->to[i] : acts->from[i]);
  const GvVertex second = meet(p, turned ? acts->from[i] : acts->to[i]);
  tie.from = turned ? second : first;
  tie.to = turned ? first : second;
  tie.stream = meet_layer(p, layer);
  if (!gv_ties_add(&p->history.acts, tie, error))
    return FALSE;
  return first == second || !(tie.weight > 0) || !(p->whole->layers.layers[layer].scale > 0) ||
         gv_ties_add(&p->ties, tie, error);
}

static gboolean tell_edges(Past *p, GError **error)
{
  size_t next = 0;

  for (size_t i = 0; i < p->whole->history.acts.count; i++)
    if (!tell_mentions(p, i, &next, error) || !tell_act(p, i, error))
      return FALSE;
  return tell_mentions(p, GV_MENTION_LAST, &next, error);
}

/* Codes of the rows that stay, numbered as they appear. */
static gboolean tell_codes(Past *p, GvTextColumn label, GError **error)
{
  const GvEventColumns *from = &p->whole->history.events;
  GvEventColumns *to = &p->history.events;
  const GvNames *names = from->names[label];
  size_t at = 0;

  if (names == NULL)
    return TRUE;
  if (!(to->names[label] = gv_names_new(GV_VERTEX_NONE, error)) ||
      !(to->codes[label] = gv_array_new_raw(to->count, sizeof *to->codes[label], error)))
    return FALSE;
  for (size_t i = 0; i < from->count; i++) {
    const uint32_t code = from->codes[label][i];
    const char *text = code == GV_VERTEX_NONE ? NULL : gv_names_get(names, code);
    uint32_t *told = &to->codes[label][at];
    if (from->time[i] > p->time)
      continue;
    at++;
    *told = GV_VERTEX_NONE;
    if (text && !gv_names_intern(to->names[label], text, strlen(text),
                                 gv_names_hash(to->names[label], text, strlen(text)), told, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean events_alloc(const GvEventColumns *from, GvEventColumns *to, GError **error)
{
  return (to->user = gv_array_new_raw(to->count, sizeof *to->user, error)) &&
         (to->time = gv_array_new_raw(to->count, sizeof *to->time, error)) &&
         (!from->parent ||
          (to->parent = gv_array_new_raw(to->count, sizeof *to->parent, error))) &&
         (!from->value || (to->value = gv_array_new_raw(to->count, sizeof *to->value, error)));
}

static gboolean tell_events(Past *p, GError **error)
{
  const GvEventColumns *from = &p->whole->history.events;
  GvEventColumns *to = &p->history.events;
  size_t at = 0;

  if (from->user == NULL)
    return TRUE;
  for (size_t i = 0; i < from->count; i++)
    to->count += from->time[i] <= p->time;
  if (!events_alloc(from, to, error))
    return FALSE;
  for (size_t i = 0; i < from->count; i++) {
    const GvVertex parent = from->parent ? from->parent[i] : GV_VERTEX_NONE;
    if (from->time[i] > p->time)
      continue;
    to->user[at] = meet(p, from->user[i]);
    to->time[at] = from->time[i];
    if (to->parent)
      to->parent[at] = parent == GV_VERTEX_NONE ? GV_VERTEX_NONE : meet(p, parent);
    if (to->value)
      to->value[at] = from->value[i];
    at++;
  }
  for (size_t l = 0; l < GV_TEXTS; l++)
    if (!tell_codes(p, (GvTextColumn)l, error))
      return FALSE;
  return TRUE;
}

static gboolean tell_names(Past *p, GError **error)
{
  const GvNames *names = p->whole->names;

  if (!(p->names = gv_names_new(GV_VERTEX_NONE, error)))
    return FALSE;
  for (GvVertex v = 0; v < p->n; v++) {
    const char *text = gv_names_get(names, p->now_of[v]);
    const size_t length = strlen(text);
    GvVertex id;
    if (!gv_names_intern(p->names, text, length, gv_names_hash(p->names, text, length), &id, error))
      return FALSE;
  }
  gv_names_hash_lookups_like(p->names, names);
  return TRUE;
}

static gboolean check(const GvNetwork *network, double time, GError **error)
{
  const GvHistory *h = &network->history;

  if (h->kept && !isnan(time))
    return TRUE;
  if (h->kept)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "the past of a network is at a time; this is no number");
  else if (h->packed || network->memory)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "a packed graph remembers only the latest time of each tie, so its past is "
                        "not known; give the tables that it was packed from");
  else
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "the rows of this network were not kept, so its past is not known; read it "
                        "with keep_acts");
  return FALSE;
}

static GvNetwork *build(Past *p, GvTask *task, GError **error)
{
  GvEdge duplicates = 0;
  GvDropped dropped;
  const GvMergeRules rules = p->history.rules;
  g_autoptr(GvNetwork) past = gv_network_new(&p->ties, &p->names, &p->layers, &p->people, &rules,
                                             &duplicates, &dropped, task, error);

  if (past == NULL || !gv_network_take_history(past, &p->history, error))
    return NULL;
  return g_steal_pointer(&past);
}

GvNetwork *gv_network_past(const GvNetwork *network, double time, GvVertex **now_of, GvTask *task,
                           GError **error)
{
  g_auto(Past) p = { .whole = network, .time = time };
  GvNetwork *past;

  g_return_val_if_fail(network != NULL, NULL);
  if (!check(network, time, error) || !past_init(&p, error) || !tell_edges(&p, error) ||
      !gv_task_step(task, 0.2, error) || !tell_events(&p, error) || !tell_names(&p, error) ||
      !gv_people_gather(&network->people, p.now_of, p.n, &p.people, error))
    return NULL;
  past = build(&p, task, error);
  if (past && now_of)
    *now_of = g_steal_pointer(&p.now_of);
  return past;
}
