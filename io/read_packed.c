/* A packed network taken apart again.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_packed.h"

#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"
#include "io/read_edges.h"
#include "io/read_problem.h"

enum { STEP = 1 << 16 };

gboolean gv_packed_is_attention(const GvNetwork *network)
{
  size_t count;
  const GvLayer *layers = gv_network_layers(network, &count);

  for (size_t i = 0; i < count; i++)
    if (layers[i].kind == GV_TIE_EDGE)
      return FALSE;
  return count > 0;
}

gboolean gv_packed_is_scaled(const GvNetwork *network)
{
  size_t count;
  const GvLayer *layers = gv_network_layers(network, &count);

  for (size_t i = 0; i < count; i++)
    if (layers[i].scale < 1 || layers[i].scale > 1)
      return TRUE;
  return FALSE;
}

/* The ids that the file's people have among the target's names. */
static GvVertex *unpack_names(const GvNames *names, GvUnpackTarget *t, GError **error)
{
  const GvVertex n = gv_names_count(names);
  g_autofree GvVertex *ids = gv_array_new_raw(n, sizeof *ids, error);

  for (GvVertex v = 0; ids && v < n; v++) {
    const char *text = gv_names_get(names, v);
    const GvField name = { (char *)(gintptr)text, strlen(text) };
    const uint64_t hash = gv_names_hash(t->names, name.text, name.length);
    if (!gv_read_intern(t->names, &name, hash, &ids[v], error))
      return NULL;
  }
  return g_steal_pointer(&ids);
}

/* The stream of each layer. Its scale is the file's: it has been applied. */
static uint16_t *unpack_layers(const GvNetwork *network, GvUnpackTarget *t, GError **error)
{
  size_t count;
  const GvLayer *layers = gv_network_layers(network, &count);
  g_autofree uint16_t *streams = gv_array_new_raw(count, sizeof *streams, error);

  for (size_t i = 0; streams && i < count; i++) {
    if (!gv_layer_index_stream(t->index, layers[i].kind, layers[i].type, layers[i].channel,
                               t->input, &streams[i], error))
      return NULL;
    GvStream *stream = &t->index->layers.streams[streams[i]];
    stream->scaled = TRUE;
    t->index->layers.layers[stream->layer].scale = layers[i].scale;
  }
  return g_steal_pointer(&streams);
}

/* Two names of a file that nobody verified may be the same person. */
static gboolean add_ties(GvUnpackTarget *t, GvTie tie, gboolean both, GError **error)
{
  GvTie back = tie;

  back.from = tie.to;
  back.to = tie.from;
  return tie.from == tie.to ||
         (gv_ties_add(t->ties, tie, error) && (!both || gv_ties_add(t->ties, back, error)));
}

static GvTie tie_of(const GvParts *parts, const uint16_t *streams, GvEdge p)
{
  return (GvTie){ .weight = parts->weights ? parts->weights[p] : 1,
                  .time = parts->last ? parts->last[p] : GV_TIME_UNKNOWN,
                  .stream = streams[parts->layers ? parts->layers[p] : 0],
                  .rows = parts->counts ? parts->counts[p] : 1 };
}

static gboolean unpack_row(const GvNetwork *network, const GvVertex *ids, const uint16_t *streams,
                           GvUnpackTarget *t, GvVertex v, GError **error)
{
  const GvAdjacency edges = gv_network_edges(network);
  const GvParts parts = gv_network_parts(network);
  const gboolean both = t->directed && !gv_graph_is_directed(gv_network_graph(network));

  for (GvEdge e = edges.offsets[v]; e < edges.offsets[v + 1]; e++) {
    const GvVertex ends[] = { ids[v], ids[edges.targets[e]] };
    const GvEdge end = parts.offsets ? parts.offsets[e + 1] : e + 1;
    for (GvEdge p = parts.offsets ? parts.offsets[e] : e; p < end; p++) {
      GvTie tie = tie_of(&parts, streams, p);
      tie.from = ends[t->turn ? 1 : 0];
      tie.to = ends[t->turn ? 0 : 1];
      if (!add_ties(t, tie, both, error))
        return FALSE;
    }
  }
  return TRUE;
}

gboolean gv_unpack(const GvNetwork *network, GvUnpackTarget *t, GvTask *task, GError **error)
{
  const GvVertex n = gv_graph_vertices(gv_network_graph(network));
  g_autofree GvVertex *ids = unpack_names(gv_network_names(network), t, error);
  g_autofree uint16_t *streams = NULL;

  if (ids == NULL || !(streams = unpack_layers(network, t, error)))
    return FALSE;
  for (GvVertex v = 0; v < n; v++)
    if (!unpack_row(network, ids, streams, t, v, error) ||
        (v % STEP == 0 && !gv_task_step(task, (double)v / n, error)))
      return FALSE;
  t->people = n;
  return gv_unpack_people(gv_network_people(network), ids, t, error);
}

static void find_places(const GvPeople *p, int *place)
{
  for (int cell = 0; cell < GV_CELLS; cell++)
    place[cell] = GV_NO_COLUMN;
  place[GV_CELL_STAGE] = p->stage ? 0 : GV_NO_COLUMN;
  place[GV_CELL_OFFICIAL] = p->official ? 0 : GV_NO_COLUMN;
  place[GV_CELL_OPT_IN] = p->opt_in ? 0 : GV_NO_COLUMN;
  place[GV_CELL_FOLLOWERS] = p->followers ? 0 : GV_NO_COLUMN;
  place[GV_CELL_COST] = p->cost ? 0 : GV_NO_COLUMN;
  place[GV_CELL_VALUE] = p->value ? 0 : GV_NO_COLUMN;
}

/* The codes that a tag's values have among the target's, in their old order. */
static GvVertex *unpack_values(const GvNames *values, GvNames *to, GError **error)
{
  const GvVertex count = gv_names_count(values);
  g_autofree GvVertex *codes = gv_array_new_raw(count, sizeof *codes, error);

  for (GvVertex i = 0; codes && i < count; i++) {
    const char *text = gv_names_get(values, i);
    const size_t length = strlen(text);
    if (!gv_names_intern(to, text, length, gv_names_hash(to, text, length), &codes[i], error))
      return NULL;
  }
  return g_steal_pointer(&codes);
}

static gboolean unpack_tag(const GvTag *tag, const GvVertex *ids, GHashTable *by_name,
                           GvUnpackTarget *t, GError **error)
{
  GvUsers *u = t->users;
  guint at;

  if (!gv_users_tag(u, by_name, tag->name, &at, error))
    return FALSE;
  const GvTag *to = &g_array_index(u->columns.tags, GvTag, at);
  g_autofree GvVertex *codes = unpack_values(tag->values, (GvNames *)(gintptr)to->values, error);
  for (GvVertex v = 0; codes && v < t->people; v++)
    if (tag->codes[v])
      gv_users_codes(u, at)[ids ? ids[v] : v] = codes[tag->codes[v] - 1] + 1;
  return codes != NULL;
}

static gboolean unpack_tags(const GvPeople *people, const GvVertex *ids, GvUnpackTarget *t,
                            GError **error)
{
  g_autoptr(GHashTable) by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  const GArray *tags = t->users->columns.tags;

  for (guint i = 0; i < tags->len; i++)
    g_hash_table_insert(by_name, g_strdup(g_array_index(tags, GvTag, i).name),
                        GUINT_TO_POINTER(i + 1));
  for (size_t i = 0; i < people->tag_count; i++)
    if (!unpack_tag(&people->tags[i], ids, by_name, t, error))
      return FALSE;
  return TRUE;
}

static void put(const GvPeople *p, GvVertex v, GvPeopleColumns *c, GvVertex id)
{
  c->listed[id] = 1;
  if (p->stage)
    c->stage[id] = p->stage[v];
  if (p->official)
    c->official[id] = p->official[v];
  if (p->opt_in)
    c->opt_in[id] = p->opt_in[v];
  if (p->followers)
    c->followers[id] = p->followers[v];
  if (p->cost)
    c->cost[id] = p->cost[v];
  if (p->value)
    c->value[id] = p->value[v];
}

static gboolean set_twice(const GvUnpackTarget *t, GvVertex id, GError **error)
{
  g_autofree char *shown = gv_text_shown(gv_names_get(t->names, id));

  g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
              "%s: %s is a listed person here and in another packed graph; pack them together",
              t->path, t->users->secret ? "somebody" : shown);
  return FALSE;
}

gboolean gv_unpack_people(const GvPeople *people, const GvVertex *ids, GvUnpackTarget *t,
                          GError **error)
{
  int place[GV_CELLS];

  if (people->listed == NULL)
    return TRUE;
  find_places(people, place);
  if (!gv_users_start(t->users, place, error))
    return FALSE;
  for (GvVertex v = 0; v < t->people; v++) {
    const GvVertex id = ids ? ids[v] : v;
    if (!people->listed[v])
      continue;
    if (t->users->first[id])
      return set_twice(t, id, error);
    t->users->first[id] = GV_USERS_PACKED | t->input;
    put(people, v, &t->users->columns, id);
  }
  return unpack_tags(people, ids, t, error);
}
