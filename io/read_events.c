/* Rows of --events, as columns of the network's history.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_events.h"

#include <math.h>

#include "graph/base/array.h"
#include "io/read_edges.h"
#include "io/read_identities.h"

enum { AHEAD = 8 };

static const GvCell label_cells[GV_TEXTS] = { [GV_TEXT_EVENT] = GV_CELL_EVENT,
                                               [GV_TEXT_ITEM] = GV_CELL_ITEM,
                                               [GV_TEXT_CHANNEL] = GV_CELL_CHANNEL,
                                               [GV_TEXT_CAMPAIGN] = GV_CELL_CAMPAIGN };

typedef struct {
  GvField text; /* empty = nothing said */
  uint64_t hash;
} Text;

typedef struct {
  Text user, parent, labels[GV_TEXTS];
  double time, value;
} EventRow;

typedef struct {
  EventRow *rows; /* [count] */
  size_t count, room;
  GvAccountCells cells;
} EventBatch;

typedef struct {
  const GvReadTable *table;
  GvEventTarget *target;
} EventReader;

/* A column of codes comes into being with the first table that has it. */
static gboolean start_codes(GvEventColumns *c, size_t l, GError **error)
{
  if (c->codes[l])
    return TRUE;
  if (!(c->names[l] = gv_names_new(GV_VERTEX_NONE, error)) ||
      !gv_array_reserve(&c->codes[l], &c->code_room[l], c->count + 1, sizeof *c->codes[l], error))
    return FALSE;
  for (size_t i = 0; i < c->count; i++)
    c->codes[l][i] = GV_VERTEX_NONE;
  return TRUE;
}

static gboolean start_parents(GvEventColumns *c, GError **error)
{
  if (c->parent)
    return TRUE;
  if (!gv_array_reserve(&c->parent, &c->parent_room, c->count + 1, sizeof *c->parent, error))
    return FALSE;
  for (size_t i = 0; i < c->count; i++)
    c->parent[i] = GV_VERTEX_NONE;
  return TRUE;
}

static gboolean start_values(GvEventColumns *c, GError **error)
{
  if (c->value)
    return TRUE;
  if (!gv_array_reserve(&c->value, &c->value_room, c->count + 1, sizeof *c->value, error))
    return FALSE;
  for (size_t i = 0; i < c->count; i++)
    c->value[i] = NAN;
  return TRUE;
}

static gboolean start_columns(GvEventColumns *c, const int *place, GError **error)
{
  for (size_t l = 0; l < GV_TEXTS; l++)
    if (place[label_cells[l]] != GV_NO_COLUMN && !start_codes(c, l, error))
      return FALSE;
  return (place[GV_CELL_PARENT] == GV_NO_COLUMN || start_parents(c, error)) &&
         (place[GV_CELL_VALUE] == GV_NO_COLUMN || start_values(c, error));
}

/* Text that names something: a person, or what was done. `may_be_empty`: or nothing. */
static gboolean parse_text(const GvRow *row, int column, gboolean may_be_empty,
                           const GvNames *names, Text *text, GvProblem *problem)
{
  *text = (Text){ 0 };
  if (column == GV_NO_COLUMN || (may_be_empty && row->fields[column].length == 0))
    return TRUE;
  text->text = row->fields[column];
  text->hash = gv_names_hash(names, text->text.text, text->text.length);
  return gv_cell_name(row, column, problem);
}

static gboolean parse_labels(const EventReader *r, const GvRow *row, EventRow *event,
                             GvProblem *problem)
{
  const int *place = r->table->columns.place;

  for (size_t l = 0; l < GV_TEXTS; l++)
    if (!parse_text(row, place[label_cells[l]], l != GV_TEXT_EVENT,
                    r->target->columns->names[l], &event->labels[l], problem))
      return FALSE;
  return TRUE;
}

static gboolean parse(const void *reader, void *data, const GvRow *row, GvProblem *problem,
                      GError **error)
{
  const EventReader *r = reader;
  const int *place = r->table->columns.place;
  const GvNames *names = r->target->names;
  EventBatch *batch = data;
  EventRow event = { .value = NAN };

  if (!parse_text(row, place[GV_CELL_FIRST], FALSE, names, &event.user, problem) ||
      !gv_cell_moment(row, place[GV_CELL_TIME], &event.time, problem) ||
      !gv_cell_amount(row, place[GV_CELL_VALUE], &event.value, problem) ||
      !parse_text(row, place[GV_CELL_PARENT], TRUE, names, &event.parent, problem) ||
      !parse_labels(r, row, &event, problem) ||
      !gv_array_reserve(&batch->rows, &batch->room, batch->count + 1, sizeof event, error))
    return FALSE;
  batch->rows[batch->count++] = event;
  return TRUE;
}

/* Accounts on the row's channel become people: who acted, and who led there. */
static gboolean finish(const void *reader, void *data, GError **error)
{
  const GvEventTarget *t = ((const EventReader *)reader)->target;
  EventBatch *batch = data;

  for (size_t i = 0; t->identities && i < batch->count; i++) {
    EventRow *event = &batch->rows[i];
    Text *const texts[] = { &event->user, &event->parent };
    GvAccountCell cell = {
      .channel = gv_read_channel(t->identities, event->labels[GV_TEXT_CHANNEL].text)
    };
    for (size_t k = 0; cell.channel != GV_VERTEX_NONE && k < G_N_ELEMENTS(texts); k++) {
      cell.name = &texts[k]->text;
      cell.hash = &texts[k]->hash;
      if (cell.name->length && !gv_account_cells_add(&batch->cells, cell, error))
        return FALSE;
    }
  }
  gv_account_cells_find(&batch->cells, t->identities, t->names);
  return TRUE;
}

static gboolean reserve(GvEventColumns *c, GError **error)
{
  const size_t need = c->count + 1;

  for (size_t l = 0; l < GV_TEXTS; l++)
    if (c->codes[l] &&
        !gv_array_reserve(&c->codes[l], &c->code_room[l], need, sizeof *c->codes[l], error))
      return FALSE;
  return gv_array_reserve(&c->user, &c->user_room, need, sizeof *c->user, error) &&
         gv_array_reserve(&c->time, &c->time_room, need, sizeof *c->time, error) &&
         (!c->parent ||
          gv_array_reserve(&c->parent, &c->parent_room, need, sizeof *c->parent, error)) &&
         (!c->value || gv_array_reserve(&c->value, &c->value_room, need, sizeof *c->value, error));
}

static gboolean put_labels(GvEventColumns *c, const EventRow *event, GError **error)
{
  for (size_t l = 0; l < GV_TEXTS; l++) {
    const Text *text = &event->labels[l];
    if (c->codes[l] == NULL)
      continue;
    c->codes[l][c->count] = GV_VERTEX_NONE;
    if (text->text.length && !gv_names_intern(c->names[l], text->text.text, text->text.length,
                                              text->hash, &c->codes[l][c->count], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean take(void *reader, void *data, size_t i, uint64_t line, GError **error)
{
  EventReader *r = reader;
  const EventBatch *batch = data;
  const EventRow *event = &batch->rows[i];
  GvEventColumns *c = r->target->columns;
  GvVertex user, parent = GV_VERTEX_NONE;

  (void)line;
  if (i + AHEAD < batch->count)
    gv_names_prefetch(r->target->names, event[AHEAD].user.hash, GV_NAMES_SLOT);
  if (!gv_read_intern(r->target->names, &event->user.text, event->user.hash, &user, error) ||
      (event->parent.text.length &&
       !gv_read_intern(r->target->names, &event->parent.text, event->parent.hash, &parent,
                       error)) ||
      !reserve(c, error) || !put_labels(c, event, error))
    return FALSE;
  c->user[c->count] = user;
  c->time[c->count] = event->time;
  if (c->parent)
    c->parent[c->count] = parent;
  if (c->value)
    c->value[c->count] = event->value;
  c->count++;
  r->target->matched += user < r->target->before;
  return TRUE;
}

static void batch_reset(void *data)
{
  ((EventBatch *)data)->count = 0;
}

static void batch_clear(void *data)
{
  g_free(((EventBatch *)data)->rows);
  g_free(((EventBatch *)data)->cells.cells);
}

gboolean gv_read_events(GvReadTable *table, GvEventTarget *target, GvTask *task, GError **error)
{
  static const GvRowHandler handler = { .batch_size = sizeof(EventBatch),
                                        .parse = parse,
                                        .take = take,
                                        .reset = batch_reset,
                                        .clear = batch_clear,
                                        .finish = finish };
  EventReader reader = { table, target };

  return start_columns(target->columns, table->columns.place, error) &&
         gv_read_table_run(table, &handler, &reader, task, error);
}
