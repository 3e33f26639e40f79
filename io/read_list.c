/* Lists of people: for --exclude, --seeds and the like.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "graph/base/array.h"
#include "graph/names.h"
#include "io/read_table.h"

typedef struct {
  GvVertex *ids;  /* [count]; GV_VERTEX_NONE = not in the network */
  double *rounds; /* [count]; NaN = not said */
  size_t count, room, rounds_room;
} ListBatch;

typedef struct {
  const GvNames *names;
  int column, round; /* round: or GV_NO_COLUMN */
  double before;     /* later rounds are left out */
  uint8_t *seen; /* [names] */
  GvVertex *people;
  size_t count, room, unknown;
} ListReader;

static void reader_clear(ListReader *reader)
{
  g_free(reader->seen);
  g_free(reader->people);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ListReader, reader_clear)

static void batch_reset(void *data)
{
  ((ListBatch *)data)->count = 0;
}

static void batch_clear(void *data)
{
  g_free(((ListBatch *)data)->ids);
  g_free(((ListBatch *)data)->rounds);
}

static gboolean parse(const void *reader, void *data, const GvRow *row, GvProblem *problem,
                      GError **error)
{
  const ListReader *r = reader;
  const GvField name = row->fields[r->column];
  ListBatch *batch = data;
  double round = NAN;

  if (!gv_cell_name(row, r->column, problem) ||
      !gv_cell_count(row, r->round, &round, problem) ||
      !gv_array_reserve(&batch->ids, &batch->room, batch->count + 1, sizeof *batch->ids, error) ||
      !gv_array_reserve(&batch->rounds, &batch->rounds_room, batch->count + 1,
                        sizeof *batch->rounds, error))
    return FALSE;
  batch->rounds[batch->count] = round;
  batch->ids[batch->count++] = gv_names_find_span(r->names, name.text, name.length);
  return TRUE;
}

static gboolean take(void *reader, void *data, size_t i, uint64_t line, GError **error)
{
  ListReader *r = reader;
  const GvVertex v = ((const ListBatch *)data)->ids[i];

  (void)line;
  if (((const ListBatch *)data)->rounds[i] >= r->before)
    return TRUE;
  if (v == GV_VERTEX_NONE) {
    r->unknown++;
    return TRUE;
  }
  if (r->seen[v])
    return TRUE;
  if (!gv_array_reserve(&r->people, &r->room, r->count + 1, sizeof *r->people, error))
    return FALSE;
  r->seen[v] = 1;
  r->people[r->count++] = v;
  return TRUE;
}

/* The table knows no such column and skips it. */
static int find_round(const GvColumns *columns)
{
  for (size_t i = 0; i < columns->count; i++)
    if (columns->cells[i] == GV_CELL_SKIP && g_strcmp0(columns->names[i], "round") == 0)
      return (int)i;
  return GV_NO_COLUMN;
}

static GvVertex *read_list(const GvSource *source, ListReader *reader, gboolean by_round,
                           GvTask *task, GError **error)
{
  static const GvRowHandler handler = { .batch_size = sizeof(ListBatch),
                                        .parse = parse,
                                        .take = take,
                                        .reset = batch_reset,
                                        .clear = batch_clear };
  GvReadLimits limits = { .max_expand = 1000, .task = task, .done_share = 1 };
  GvSource list = *source;

  list.kind = GV_TABLE_USERS;
  GvByteStream *stream = gv_read_open(&list, &limits, error);
  g_autoptr(GvReadTable) table =
      stream ? gv_read_table_new(&list, TRUE, &limits, stream, error) : NULL;
  if (table == NULL || !(reader->seen = gv_array_new(gv_names_count(reader->names), 1, error)) ||
      !gv_array_reserve(&reader->people, &reader->room, 1, sizeof *reader->people, error))
    return NULL;
  reader->column = table->columns.place[GV_CELL_FIRST];
  reader->round = by_round ? find_round(&table->columns) : GV_NO_COLUMN;
  return gv_read_table_run(table, &handler, reader, task, error)
             ? g_steal_pointer(&reader->people)
             : NULL;
}

GvVertex *gv_people_list_read(const GvSource *source, const GvNetwork *network, size_t *count,
                              size_t *unknown, GvTask *task, GError **error)
{
  g_auto(ListReader) reader = { .names = gv_network_names(network), .before = INFINITY };
  GvVertex *people = read_list(source, &reader, FALSE, task, error);

  *count = people ? reader.count : 0;
  *unknown = reader.unknown;
  return people;
}

GvVertex *gv_people_before_read(const GvSource *source, const GvNetwork *network, int64_t round,
                                size_t *count, size_t *unknown, GvTask *task, GError **error)
{
  g_auto(ListReader) reader = { .names = gv_network_names(network),
                                .before = round > 0 ? (double)round : INFINITY };
  GvVertex *people = read_list(source, &reader, TRUE, task, error);

  *count = people ? reader.count : 0;
  *unknown = reader.unknown;
  return people;
}
