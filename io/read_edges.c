/* Rows of --follows, --interactions and --edges, as ties.
 *
 * Types and channels get numbers within their batch, and streams when it is taken.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_edges.h"

#include <math.h>

#include "graph/base/array.h"
#include "io/read_identities.h"
#include "io/read_pairs.h"
#include "io/read_tie_codes.h"

enum { AHEAD = 8 };

typedef struct {
  GvField name[2]; /* who pays attention, to whom */
  uint64_t hash[2];
  double weight, time;
  uint32_t code; /* of type and channel, within the batch */
} EdgeRow;

typedef struct {
  EdgeRow *rows; /* [count] */
  size_t count, room;
  GvVertex *pairs; /* [2 * pair_count], instead of rows: numbers, later ids */
  size_t pair_count, pair_room;
  GvNames *codes;    /* of types and channels, see read_tie_codes.h; NULL = none */
  uint16_t *streams; /* [stream_count], of the codes met so far */
  size_t stream_count, stream_room;
  GvAccountCells accounts;
} EdgeBatch;

typedef struct {
  const GvReadTable *table;
  GvEdgeTarget *target;
} EdgeReader;

static void batch_reset(void *data)
{
  EdgeBatch *batch = data;

  g_clear_pointer(&batch->codes, gv_names_free);
  batch->count = batch->stream_count = batch->pair_count = 0;
}

static void batch_clear(void *data)
{
  EdgeBatch *batch = data;

  batch_reset(batch);
  g_free(batch->rows);
  g_free(batch->pairs);
  g_free(batch->streams);
  g_free(batch->accounts.cells);
}

static gboolean check_label(const GvRow *row, int column, GvField *label, GvProblem *problem)
{
  *label = (GvField){ NULL, 0 };
  if (column < 0)
    return TRUE;
  *label = row->fields[column];
  return gv_cell_text(row, column, GV_NAME_MAX, problem);
}

static gboolean parse_labels(EdgeBatch *batch, const GvRow *row, const int *place, uint32_t *code,
                             GvProblem *problem, GError **error)
{
  GvField type, channel;

  if (place[GV_CELL_TYPE] < 0 && place[GV_CELL_CHANNEL] < 0)
    return TRUE;
  return check_label(row, place[GV_CELL_TYPE], &type, problem) &&
         check_label(row, place[GV_CELL_CHANNEL], &channel, problem) &&
         gv_tie_code_find(&batch->codes, type, channel, code, error);
}

static void set_name(EdgeRow *edge, size_t end, GvField name, const GvNames *names)
{
  edge->name[end] = name;
  edge->hash[end] = gv_names_hash(names, name.text, name.length);
}

static gboolean parse(const void *reader, void *data, const GvRow *row, GvProblem *problem,
                      GError **error)
{
  const EdgeReader *r = reader;
  const int *place = r->table->columns.place;
  const int first = place[GV_CELL_FIRST], second = place[GV_CELL_SECOND];
  const size_t turned = r->target->reverse ? 1 : 0;
  EdgeBatch *batch = data;
  EdgeRow edge = { .weight = 1, .time = GV_TIME_UNKNOWN };

  if (!gv_cell_name(row, first, problem) || !gv_cell_name(row, second, problem) ||
      !gv_cell_weight(row, place[GV_CELL_WEIGHT], &edge.weight, problem) ||
      !gv_cell_time(row, place[GV_CELL_TIME], &edge.time, problem) ||
      !parse_labels(batch, row, place, &edge.code, problem, error) ||
      !gv_array_reserve(&batch->rows, &batch->room, batch->count + 1, sizeof edge, error))
    return FALSE;
  set_name(&edge, turned, row->fields[first], r->target->names);
  set_name(&edge, !turned, row->fields[second], r->target->names);
  batch->rows[batch->count++] = edge;
  return TRUE;
}

/* Accounts on the row's channel become people, at both ends. */
static gboolean finish(const void *reader, void *data, GError **error)
{
  const GvEdgeTarget *t = ((const EdgeReader *)reader)->target;
  EdgeBatch *batch = data;

  for (size_t i = 0; t->identities && batch->codes && i < batch->count; i++) {
    EdgeRow *edge = &batch->rows[i];
    GvField type, channel;
    gv_tie_code_parts(batch->codes, edge->code, &type, &channel);
    GvAccountCell cell = { .channel = gv_read_channel(t->identities, channel) };
    for (size_t end = 0; cell.channel != GV_VERTEX_NONE && end < 2; end++) {
      cell.name = &edge->name[end];
      cell.hash = &edge->hash[end];
      if (!gv_account_cells_add(&batch->accounts, cell, error))
        return FALSE;
    }
  }
  gv_account_cells_find(&batch->accounts, t->identities, t->names);
  return TRUE;
}

static const GvTieKind tie_kinds[] = { [GV_TABLE_FOLLOWS] = GV_TIE_FOLLOW,
                                       [GV_TABLE_INTERACTIONS] = GV_TIE_INTERACTION,
                                       [GV_TABLE_EDGES] = GV_TIE_EDGE };

/* Codes come in order, so a new one is the next. */
static gboolean find_stream(const EdgeReader *r, EdgeBatch *batch, uint32_t code, uint16_t *stream,
                            GError **error)
{
  const GvTableKind kind = r->table->columns.kind;
  GvField type = { (char *)(gintptr)"", 0 }, channel = type; /* nobody writes into a field */

  if (code >= batch->stream_count) {
    if (batch->codes)
      gv_tie_code_parts(batch->codes, code, &type, &channel);
    g_autofree char *type_text = g_strndup(type.text, type.length);
    g_autofree char *channel_text = g_strndup(channel.text, channel.length);
    if (!gv_array_reserve(&batch->streams, &batch->stream_room, (size_t)code + 1,
                          sizeof *batch->streams, error) ||
        !gv_layer_index_stream(r->target->index, tie_kinds[kind],
                               kind == GV_TABLE_FOLLOWS ? "follow" : type_text, channel_text,
                               r->target->input, &batch->streams[code], error))
      return FALSE;
    batch->stream_count = (size_t)code + 1;
  }
  *stream = batch->streams[code];
  return TRUE;
}

/* Says what to do where there are too many. Takes the failure. */
static gboolean fail_to_intern(const GvNames *names, GError *failure, GError **error)
{
  if (failure->code == GV_ERROR_LIMIT)
    g_set_error(error, GV_ERROR, GV_ERROR_LIMIT,
                "more than %u people; raise --max-vertices if there is memory for them",
                gv_names_count(names));
  else
    g_propagate_error(error, g_steal_pointer(&failure));
  g_clear_error(&failure);
  return FALSE;
}

gboolean gv_read_intern(GvNames *names, const GvField *name, uint64_t hash, GvVertex *id,
                        GError **error)
{
  GError *failure = NULL;

  return gv_names_intern(names, name->text, name->length, hash, id, &failure) ||
         fail_to_intern(names, failure, error);
}

gboolean gv_read_tie(GvEdgeTarget *target, GvTie tie, GError **error)
{
  const GvLayers *layers = &target->index->layers;
  const GvLayer *layer = &layers->layers[layers->streams[tie.stream].layer];

  target->timed = target->timed || !isnan(tie.time);
  if (target->history && !gv_ties_add(&target->history->acts, tie, error))
    return FALSE;
  if (tie.from == tie.to) {
    target->report->self_loops++;
    return TRUE;
  }
  if (tie.weight > 0 && layer->scale > 0)
    return gv_ties_add(target->ties, tie, error);
  target->report->zero_weights++;
  return TRUE;
}

/* For the rows behind row i, the nearest of them last. */
static void prefetch(const GvNames *names, const EdgeBatch *batch, size_t i)
{
  static const GvNamesStep steps[] = { GV_NAMES_TEXT, GV_NAMES_START, GV_NAMES_SLOT };

  for (size_t k = 0; k < G_N_ELEMENTS(steps); k++) {
    const size_t at = i + (k + 1) * AHEAD;
    if (at < batch->count) {
      gv_names_prefetch(names, batch->rows[at].hash[0], steps[k]);
      gv_names_prefetch(names, batch->rows[at].hash[1], steps[k]);
    }
  }
}

static gboolean take(void *reader, void *data, size_t i, uint64_t line, GError **error)
{
  EdgeReader *r = reader;
  EdgeBatch *batch = data;
  const EdgeRow *edge = &batch->rows[i];
  GvVertex id[2];
  uint16_t stream;

  prefetch(r->target->names, batch, i);
  /* First appearance goes by the row as it is written. */
  for (size_t k = 0; k < 2; k++) {
    size_t end = r->target->reverse ? 1 - k : k;
    if (!gv_read_intern(r->target->names, &edge->name[end], edge->hash[end], &id[end], error))
      return FALSE;
  }
  if (!find_stream(r, batch, edge->code, &stream, error))
    return FALSE;
  const GvTie tie = { .from = id[0],
                      .to = id[1],
                      .weight = edge->weight,
                      .time = edge->time,
                      .stream = stream,
                      .line = line };
  return gv_read_tie(r->target, tie, error);
}

/* Tables of two columns of numbers are most of the large ones. */
static gboolean parse_block(const void *reader, void *data, const GvTextBlock *text, size_t *rows,
                            GError **error)
{
  const GvReadTable *table = ((const EdgeReader *)reader)->table;
  const int *place = table->columns.place;
  EdgeBatch *batch = data;

  if (table->columns.count != 2 || place[GV_CELL_FIRST] != 0 || place[GV_CELL_SECOND] != 1 ||
      !gv_array_reserve(&batch->pairs, &batch->pair_room, gv_pairs_most(text->length),
                        2 * sizeof *batch->pairs, error))
    return FALSE;
  *rows = batch->pair_count = gv_pairs_parse(text, table->text.delimiter, batch->pairs);
  return *rows > 0;
}

static gboolean add_pair(EdgeReader *r, const GvVertex pair[2], uint16_t stream, uint64_t line,
                         GError **error)
{
  const size_t turned = r->target->reverse ? 1 : 0;
  const GvTie tie = { .from = pair[turned],
                      .to = pair[!turned],
                      .weight = 1,
                      .time = GV_TIME_UNKNOWN,
                      .stream = stream,
                      .line = line };

  return gv_read_tie(r->target, tie, error);
}

static gboolean take_block(void *reader, void *data, uint64_t line, size_t *bad, GError **error)
{
  EdgeReader *r = reader;
  EdgeBatch *batch = data;
  GvEdgeTarget *t = r->target;
  GError *failure = NULL;
  uint16_t stream;

  *bad = gv_names_intern_numbers(t->names, batch->pairs, 2 * batch->pair_count, &failure) / 2;
  if (failure)
    return fail_to_intern(t->names, failure, error);
  *bad = 0;
  if (!find_stream(r, batch, 0, &stream, error))
    return FALSE;
  const GvLayers *layers = &t->index->layers;
  if (t->history == NULL && stream == 0 && layers->layers[layers->streams[0].layer].scale > 0 && gv_ties_plain(t->ties))
    return gv_ties_add_pairs(t->ties, batch->pairs, batch->pair_count, t->reverse,
                             &t->report->self_loops, error);
  for (; *bad < batch->pair_count; ++*bad)
    if (!add_pair(r, batch->pairs + 2 * *bad, stream, line + *bad, error))
      return FALSE;
  return TRUE;
}

gboolean gv_read_edges(GvReadTable *table, GvEdgeTarget *target, GvTask *task, GError **error)
{
  static const GvRowHandler handler = {
    sizeof(EdgeBatch), parse, take, batch_reset, batch_clear, parse_block, take_block, finish,
  };
  EdgeReader reader = { table, target };

  return gv_read_table_run(table, &handler, &reader, task, error);
}
