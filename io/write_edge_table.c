/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write_edge_table.h"

#include <grapevine/history.h>
#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/number.h"
#include "graph/network_struct.h"
#include "io/write_network.h"

/* What is to be told, one of each a row. */
typedef struct {
  GvEdge count;
  const GvVertex *tail, *head;
  const double *weight, *time; /* NULL = 1 each; none is known */
  const uint16_t *layer;       /* NULL = all of layer 0 */
} Rows;

typedef struct {
  const GvLayer *layers;
  size_t count;
  gboolean kinds[GV_TIE_EDGE + 1], channels, types;
} Layers;

/* Leaving out rows that are later than as_of. */
typedef struct {
  GvEdgeTable *to;
  GvActs acts;
  double as_of;
  gboolean good;
  GError **error;
} EdgeCut;

void gv_edge_table_clear(GvEdgeTable *table)
{
  for (size_t i = 0; i < G_N_ELEMENTS(table->owned); i++)
    g_free(table->owned[i]);
  *table = (GvEdgeTable){ 0 };
}

static void *own(GvEdgeTable *to, GvEdge count, size_t size, GError **error)
{
  size_t i = 0;

  while (to->owned[i])
    i++;
  return to->owned[i] = gv_array_new_raw(count, size, error);
}

static Layers look_at_layers(const GvNetwork *network)
{
  Layers l = { 0 };

  l.layers = gv_network_layers(network, &l.count);
  for (size_t i = 0; i < l.count; i++) {
    l.kinds[l.layers[i].kind] = TRUE;
    l.channels = l.channels || *l.layers[i].channel;
    l.types = l.types || l.layers[i].kind == GV_TIE_INTERACTION;
  }
  return l;
}

static GvColumn *add_column(GvEdgeTable *to, const char *name, GvColumnType type,
                            const void *values)
{
  GvColumn *column = &to->columns[to->table.column_count++];

  *column = (GvColumn){ name, type, values, NULL };
  return column;
}

static void add_ends(GvEdgeTable *to, const Rows *r, const Layers *l, const GvNames *names)
{
  const gboolean follows = l->kinds[GV_TIE_FOLLOW] && !l->types && !l->kinds[GV_TIE_EDGE];
  const char *tail = l->types ? "actor" : follows ? "follower" : "source";

  add_column(to, tail, GV_COLUMN_NAME, r->tail)->names = names;
  add_column(to, follows ? "followee" : "target", GV_COLUMN_NAME, r->head)->names = names;
}

static gboolean add_layer_text(GvEdgeTable *to, const Rows *r, const Layers *l, gboolean channel,
                               GError **error)
{
  const char **text = own(to, r->count, sizeof *text, error);

  for (GvEdge i = 0; text && i < r->count; i++) {
    const GvLayer *layer = &l->layers[r->layer ? r->layer[i] : 0];
    text[i] = channel ? layer->channel : layer->type;
  }
  if (text)
    add_column(to, channel ? "channel" : "type", GV_COLUMN_TEXT, text);
  return text != NULL;
}

static gboolean add_time_text(GvEdgeTable *to, const Rows *r, GError **error)
{
  char(*numbers)[GV_NUMBER_LENGTH] = own(to, r->count, sizeof *numbers, error);
  const char **text = numbers ? own(to, r->count, sizeof *text, error) : NULL;

  for (GvEdge i = 0; text && i < r->count; i++)
    text[i] = isnan(r->time[i]) ? "" : gv_number_format(numbers[i], r->time[i]);
  if (text)
    add_column(to, "time", GV_COLUMN_TEXT, text);
  return text != NULL;
}

static gboolean add_time(GvEdgeTable *to, const Rows *r, GvTimeForm form, GError **error)
{
  GvEdge i = 0;

  while (r->time && i < r->count && isnan(r->time[i]))
    i++;
  if (r->time == NULL || i == r->count)
    return TRUE;
  if (form == GV_TIME_AS_TEXT)
    return add_time_text(to, r, error);
  add_column(to, "time", GV_COLUMN_REAL, r->time);
  return TRUE;
}

static gboolean fill(GvEdgeTable *to, const Rows *r, const GvNetwork *network, GvTimeForm time,
                     GError **error)
{
  const Layers layers = look_at_layers(network);

  add_ends(to, r, &layers, gv_network_names(network));
  if (layers.types && !add_layer_text(to, r, &layers, FALSE, error))
    return FALSE;
  if (r->weight)
    add_column(to, "weight", GV_COLUMN_REAL, r->weight);
  if ((layers.channels && !add_layer_text(to, r, &layers, TRUE, error)) ||
      !add_time(to, r, time, error))
    return FALSE;
  to->table.columns = to->columns;
  to->table.rows = r->count;
  return TRUE;
}

static void fill_ends(GvVertex *tail, GvVertex *head, const GvEdge *parts, GvAdjacency edges)
{
  for (GvVertex v = 0; v < edges.n; v++)
    for (GvEdge e = edges.offsets[v]; e < edges.offsets[v + 1]; e++) {
      GvEdge p = parts ? parts[e] : e;
      const GvEdge end = parts ? parts[e + 1] : e + 1;
      for (; p < end; p++) {
        tail[p] = v;
        head[p] = edges.targets[e];
      }
    }
}

gboolean gv_edge_table_of_ties(GvEdgeTable *to, const GvNetwork *network, GvTimeForm time,
                               GError **error)
{
  const GvAdjacency edges = gv_network_edges(network);
  const GvParts parts = gv_network_parts(network);
  const GvEdge m = edges.offsets[edges.n], count = parts.offsets ? parts.offsets[m] : m;
  GvVertex *tail = own(to, count, sizeof *tail, error);
  GvVertex *head = tail ? own(to, count, sizeof *head, error) : NULL;

  if (head == NULL)
    return FALSE;
  fill_ends(tail, head, parts.offsets, edges);
  return fill(to, &(Rows){ count, tail, head, parts.weights, parts.last, parts.layers }, network,
              time, error);
}

/* A copy of the column, `size` bytes a value, without the rows that are later. */
static const void *cut(EdgeCut *c, const void *column, size_t size)
{
  const char *from = column;
  char *kept, *at;

  if (column == NULL || !c->good)
    return NULL;
  kept = at = own(c->to, c->acts.count, size, c->error);
  c->good = kept != NULL;
  for (size_t i = 0; kept && i < c->acts.count; i++, from += size)
    if (!(c->acts.time[i] > c->as_of)) {
      memcpy(at, from, size);
      at += size;
    }
  return kept;
}

static gboolean cut_rows(EdgeCut *c, Rows *r)
{
  const GvActs *acts = &c->acts;

  r->count = 0;
  for (size_t i = 0; i < acts->count; i++)
    r->count += !(acts->time[i] > c->as_of);
  r->tail = cut(c, acts->from, sizeof *acts->from);
  r->head = cut(c, acts->to, sizeof *acts->to);
  r->weight = cut(c, acts->weight, sizeof *acts->weight);
  r->time = cut(c, acts->time, sizeof *acts->time);
  r->layer = cut(c, acts->layer, sizeof *acts->layer);
  return c->good;
}

/* A column of weights that are all 1 says still how duplicates merge: they are summed. */
static gboolean add_ones(GvEdgeTable *to, Rows *r, const GvNetwork *network, GError **error)
{
  const GvTieKind kind = network->layers.layers[0].kind;
  double *ones;

  if (r->weight || kind == GV_TIE_INTERACTION || network->duplicates[kind] == GV_DUPLICATES_FIRST)
    return TRUE;
  r->weight = ones = own(to, r->count, sizeof *ones, error);
  for (GvEdge i = 0; ones && i < r->count; i++)
    ones[i] = 1;
  return ones != NULL;
}

gboolean gv_edge_table_of_rows(GvEdgeTable *to, const GvNetwork *network, GvTimeForm time,
                               GError **error)
{
  const GvActs acts = gv_network_acts(network);
  const double as_of = gv_network_as_of(network);
  Rows rows = { acts.count, acts.from, acts.to, acts.weight, acts.time, acts.layer };

  if (acts.time && !isnan(as_of) && !cut_rows(&(EdgeCut){ to, acts, as_of, TRUE, error }, &rows))
    return FALSE;
  return add_ones(to, &rows, network, error) && fill(to, &rows, network, time, error);
}

gboolean gv_network_has_rows(const GvNetwork *network)
{
  const Layers layers = look_at_layers(network);

  return gv_network_acts(network).count > 0 &&
         !(layers.kinds[GV_TIE_FOLLOW] && layers.kinds[GV_TIE_INTERACTION]);
}
