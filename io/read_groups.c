/* Which group each person belongs to: for --initial.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "graph/base/array.h"
#include "graph/names.h"
#include "io/read_table.h"

typedef struct {
  GvVertex person; /* GV_VERTEX_NONE = not in the network */
  size_t group;    /* where its text begins */
} Row;

typedef struct {
  Row *rows; /* [count] */
  size_t count, room;
  GString *text; /* groups, each with its NUL */
} GroupBatch;

typedef struct {
  const GvNames *names;
  int person, group; /* columns */
  GvVertex *labels;  /* [names] */
  GHashTable *known; /* text of a group -> its number + 1 */
  size_t unknown;
} GroupReader;

static void batch_reset(void *data)
{
  GroupBatch *batch = data;

  batch->count = 0;
  if (batch->text)
    g_string_truncate(batch->text, 0);
}

static void batch_clear(void *data)
{
  GroupBatch *batch = data;

  g_free(batch->rows);
  if (batch->text)
    g_string_free(batch->text, TRUE);
}

static gboolean parse(const void *reader, void *data, const GvRow *row, GvProblem *problem,
                      GError **error)
{
  const GroupReader *r = reader;
  const GvField name = row->fields[r->person], group = row->fields[r->group];
  GroupBatch *batch = data;

  if (!gv_cell_name(row, r->person, problem) ||
      !gv_cell_text(row, r->group, GV_NAME_MAX, problem) ||
      !gv_array_reserve(&batch->rows, &batch->room, batch->count + 1, sizeof *batch->rows, error))
    return FALSE;
  if (batch->text == NULL)
    batch->text = g_string_new(NULL);
  batch->rows[batch->count++] =
      (Row){ gv_names_find_span(r->names, name.text, name.length), batch->text->len };
  g_string_append_len(batch->text, group.text, (gssize)group.length);
  g_string_append_c(batch->text, 0);
  return TRUE;
}

static gboolean take(void *reader, void *data, size_t i, uint64_t line, GError **error)
{
  GroupReader *r = reader;
  const GroupBatch *batch = data;
  const Row row = batch->rows[i];
  const char *group = batch->text->str + row.group;
  GvVertex number;

  (void)line;
  (void)error;
  if (row.person == GV_VERTEX_NONE) {
    r->unknown++;
    return TRUE;
  }
  if (*group == 0 || r->labels[row.person] != GV_VERTEX_NONE)
    return TRUE;
  number = GPOINTER_TO_UINT(g_hash_table_lookup(r->known, group));
  if (number == 0) {
    number = g_hash_table_size(r->known) + 1;
    g_hash_table_insert(r->known, g_strdup(group), GUINT_TO_POINTER(number));
  }
  r->labels[row.person] = number - 1;
  return TRUE;
}

static gboolean find_columns(GroupReader *r, const GvReadTable *table, const char *column,
                             GError **error)
{
  const GvColumns *columns = &table->columns;

  r->person = columns->place[GV_CELL_FIRST];
  r->group = GV_NO_COLUMN;
  for (size_t i = 0; i < columns->count; i++)
    if (columns->cells[i] == GV_CELL_TAG && strcmp(columns->names[i], column) == 0)
      r->group = (int)i;
  if (r->group != GV_NO_COLUMN)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE, "%s: no column \"%s\" in its header", table->name,
              column);
  return FALSE;
}

gboolean gv_people_groups_read(const GvSource *source, const GvNetwork *network, const char *column,
                               GvVertex *labels, GvVertex *groups, size_t *unknown, GvTask *task,
                               GError **error)
{
  static const GvRowHandler handler = { .batch_size = sizeof(GroupBatch),
                                        .parse = parse,
                                        .take = take,
                                        .reset = batch_reset,
                                        .clear = batch_clear };
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  GroupReader reader = { .names = gv_network_names(network), .labels = labels, .known = known };
  GvReadLimits limits = { .max_expand = 1000, .task = task, .done_share = 1 };
  GvSource users = *source;

  users.kind = GV_TABLE_USERS;
  memset(labels, 0xff, gv_names_count(reader.names) * sizeof *labels);
  GvByteStream *stream = gv_read_open(&users, &limits, error);
  g_autoptr(GvReadTable) table =
      stream ? gv_read_table_new(&users, FALSE, &limits, stream, error) : NULL;
  if (table == NULL || !find_columns(&reader, table, column, error) ||
      !gv_read_table_run(table, &handler, &reader, task, error))
    return FALSE;
  *groups = g_hash_table_size(known);
  *unknown = reader.unknown;
  return TRUE;
}
