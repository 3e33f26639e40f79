/* A network as a table of edges: a row for each part of each edge, with the
 * columns that its layers know.
 *
 *   follows only:               follower, followee
 *   interactions, both of them: actor, target, type ("follow" for a follow)
 *   else:                       source, target
 *
 * then weight, channel and time where some row says one. Weights are those in
 * force: what --type-weights and --half-life made of the rows' own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/number.h"
#include "io/write_network.h"

enum { MOST_COLUMNS = 6 };

typedef struct {
  GvParts parts;
  GvEdge rows;
  const GvLayer *layers;
  size_t layer_count;
  gboolean kinds[GV_TIE_EDGE + 1], channels, typed, times;
  GvVertex *tail, *head;               /* [rows] */
  const char **type, **channel;        /* [rows]; NULL = not known */
  char (*time_text)[GV_NUMBER_LENGTH]; /* [rows] */
  const char **time;                   /* [rows]; NULL = not known */
} Rows;

static void rows_clear(Rows *r)
{
  g_free(r->tail);
  g_free(r->head);
  g_free(r->type);
  g_free(r->channel);
  g_free(r->time_text);
  g_free(r->time);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rows, rows_clear)

static void look_at_layers(Rows *r, const GvNetwork *network)
{
  r->layers = gv_network_layers(network, &r->layer_count);
  for (size_t i = 0; i < r->layer_count; i++) {
    r->kinds[r->layers[i].kind] = TRUE;
    r->channels = r->channels || *r->layers[i].channel;
  }
  r->typed = r->kinds[GV_TIE_INTERACTION];
  for (GvEdge p = 0; r->parts.last && p < r->rows && !r->times; p++)
    r->times = !isnan(r->parts.last[p]);
}

static gboolean rows_alloc(Rows *r, GError **error)
{
  return (r->tail = gv_array_new_raw(r->rows, sizeof *r->tail, error)) &&
         (r->head = gv_array_new_raw(r->rows, sizeof *r->head, error)) &&
         (!r->typed || (r->type = gv_array_new_raw(r->rows, sizeof *r->type, error))) &&
         (!r->channels || (r->channel = gv_array_new_raw(r->rows, sizeof *r->channel, error))) &&
         (!r->times || ((r->time_text = gv_array_new_raw(r->rows, sizeof *r->time_text, error)) &&
                        (r->time = gv_array_new_raw(r->rows, sizeof *r->time, error))));
}

static void fill_ends(Rows *r, GvAdjacency edges)
{
  for (GvVertex v = 0; v < edges.n; v++)
    for (GvEdge e = edges.offsets[v]; e < edges.offsets[v + 1]; e++) {
      GvEdge p = r->parts.offsets ? r->parts.offsets[e] : e;
      const GvEdge end = r->parts.offsets ? r->parts.offsets[e + 1] : e + 1;
      for (; p < end; p++) {
        r->tail[p] = v;
        r->head[p] = edges.targets[e];
      }
    }
}

static void fill_texts(Rows *r)
{
  for (GvEdge p = 0; p < r->rows; p++) {
    const GvLayer *layer = &r->layers[r->parts.layers ? r->parts.layers[p] : 0];
    if (r->type)
      r->type[p] = layer->type;
    if (r->channel)
      r->channel[p] = layer->channel;
    if (r->time)
      r->time[p] =
          isnan(r->parts.last[p]) ? "" : gv_number_format(r->time_text[p], r->parts.last[p]);
  }
}

static void name_ends(const Rows *r, const char **tail, const char **head)
{
  const gboolean follows = r->kinds[GV_TIE_FOLLOW] && !r->typed && !r->kinds[GV_TIE_EDGE];

  *tail = r->typed ? "actor" : follows ? "follower" : "source";
  *head = follows ? "followee" : "target";
}

static gboolean write_rows(const Rows *r, const GvNetworkSink *to, GvFormat format, GError **error)
{
  const GvNames *names = gv_network_names(to->network);
  GvColumn columns[MOST_COLUMNS] = { { NULL, GV_COLUMN_NAME, r->tail, names },
                                     { NULL, GV_COLUMN_NAME, r->head, names } };
  size_t count = 2;

  name_ends(r, &columns[0].name, &columns[1].name);
  if (r->type)
    columns[count++] = (GvColumn){ "type", GV_COLUMN_TEXT, r->type, NULL };
  if (r->parts.weights)
    columns[count++] = (GvColumn){ "weight", GV_COLUMN_REAL, r->parts.weights, NULL };
  if (r->channel)
    columns[count++] = (GvColumn){ "channel", GV_COLUMN_TEXT, r->channel, NULL };
  if (r->time)
    columns[count++] = (GvColumn){ "time", GV_COLUMN_TEXT, r->time, NULL };
  return gv_table_write(&(GvTable){ columns, count, r->rows, NULL }, format, to->output, to->task,
                        error);
}

static gboolean write_edges(const GvNetworkSink *to, GvFormat format, GError **error)
{
  const GvAdjacency edges = gv_network_edges(to->network);
  const GvEdge m = edges.offsets[edges.n];
  g_auto(Rows) rows = { .parts = gv_network_parts(to->network) };

  rows.rows = rows.parts.offsets ? rows.parts.offsets[m] : m;
  look_at_layers(&rows, to->network);
  if (!rows_alloc(&rows, error))
    return FALSE;
  fill_ends(&rows, edges);
  fill_texts(&rows);
  return write_rows(&rows, to, format, error);
}

gboolean gv_write_edges_csv(GvNetworkSink *to, GError **error)
{
  return write_edges(to, GV_FORMAT_CSV, error);
}

gboolean gv_write_edges_tsv(GvNetworkSink *to, GError **error)
{
  return write_edges(to, GV_FORMAT_TSV, error);
}

gboolean gv_write_edges_jsonl(GvNetworkSink *to, GError **error)
{
  return write_edges(to, GV_FORMAT_JSONL, error);
}
