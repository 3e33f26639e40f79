/* Ranked lists of people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_shortlist.h"

#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/number.h"
#include "io/read_edges.h"
#include "io/read_shortlist_rows.h"
#include "io/read_table.h"

typedef struct {
  GvShortlistLine *lines; /* [count] */
  size_t count, room;
  double *cells; /* [count x features] */
  size_t cell_room;
} Batch;

typedef struct {
  GvShortlistTarget to;
  int user, rank, score, reasons; /* columns, or GV_NO_COLUMN */
  GArray *places;                 /* of int, of the features */
} Reader;

void gv_shortlist_clear(GvShortlist *list)
{
  for (size_t r = 0; r < list->count; r++)
    g_free(list->rows[r].reasons);
  g_free(list->rows);
  g_free(list->cells);
  g_free(list->line_of);
  g_clear_pointer(&list->features, g_ptr_array_unref);
  *list = (GvShortlist){ 0 };
}

gboolean gv_shortlist_is_feature(const char *column)
{
  return g_str_has_prefix(column, "why.") || g_str_has_prefix(column, "value.");
}

int gv_shortlist_feature(const GvShortlist *list, const char *name)
{
  for (guint f = 0; f < list->features->len; f++)
    if (strcmp(list->features->pdata[f], name) == 0)
      return (int)f;
  return -1;
}

double gv_shortlist_cell(const GvShortlist *list, size_t r, int feature)
{
  return feature < 0 ? NAN : list->cells[list->line_of[r] * list->features->len + (size_t)feature];
}

gboolean gv_shortlist_add(GvShortlistTarget *to, const GvShortlistLine *line, GError **error)
{
  GvShortlist *s = to->list;
  const size_t width = s->features->len;
  const uint64_t hash = gv_names_hash(to->names, line->name.text, line->name.length);
  GvShortlistRow row = { .rank = isnan(line->rank) ? (double)s->count + 1 : line->rank,
                         .score = line->score };

  if (!gv_array_reserve(&s->rows, &s->room, s->count + 1, sizeof row, error) ||
      !gv_array_reserve(&s->cells, &s->cell_room, MAX((s->count + 1) * width, 1), sizeof *s->cells,
                        error) ||
      !gv_read_intern(to->names, &line->name, hash, &row.user, error))
    return FALSE;
  if (!g_hash_table_add(to->seen, GUINT_TO_POINTER(row.user + 1))) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_PARSE,
                        "this person is listed twice; keep one of the rows");
    return FALSE;
  }
  if (line->reasons.text)
    row.reasons = g_strndup(line->reasons.text, line->reasons.length);
  for (size_t f = 0; f < width; f++)
    s->cells[s->count * width + f] = line->cells[f];
  s->rows[s->count++] = row;
  return TRUE;
}

/* A number; an empty cell and what is not finite are nothing said, as null in JSON. */
static gboolean parse_real(const GvRow *row, int column, double *value, GvProblem *problem)
{
  *value = NAN;
  if (column < 0)
    return TRUE;
  const GvField field = row->fields[column];
  if (gv_number_parse(field.text, field.length, value) == GV_NUMBER_MALFORMED) {
    problem->kind = GV_PROBLEM_NUMBER_TEXT;
    problem->column = (uint32_t)column;
    return FALSE;
  }
  if (!isfinite(*value))
    *value = NAN;
  return TRUE;
}

static gboolean parse_cells(const Reader *r, Batch *batch, const GvRow *row, GvProblem *problem,
                            GError **error)
{
  const size_t width = r->places->len, at = batch->count * width;

  if (!gv_array_reserve(&batch->cells, &batch->cell_room, MAX(at + width, 1), sizeof *batch->cells,
                        error))
    return FALSE;
  for (guint f = 0; f < width; f++)
    if (!parse_real(row, g_array_index(r->places, int, f), &batch->cells[at + f], problem))
      return FALSE;
  return TRUE;
}

static gboolean parse(const void *reader, void *data, const GvRow *row, GvProblem *problem,
                      GError **error)
{
  const Reader *r = reader;
  Batch *batch = data;
  GvShortlistLine line = { .name = row->fields[r->user] };

  if (!gv_cell_name(row, r->user, problem) || !parse_real(row, r->rank, &line.rank, problem) ||
      !parse_real(row, r->score, &line.score, problem) ||
      (r->reasons >= 0 && !gv_cell_text(row, r->reasons, 0, problem)) ||
      !parse_cells(r, batch, row, problem, error) ||
      !gv_array_reserve(&batch->lines, &batch->room, batch->count + 1, sizeof line, error))
    return FALSE;
  if (r->reasons >= 0)
    line.reasons = row->fields[r->reasons];
  batch->lines[batch->count++] = line;
  return TRUE;
}

static gboolean take(void *reader, void *data, size_t i, uint64_t line, GError **error)
{
  Reader *r = reader;
  Batch *batch = data;
  (void)line;

  batch->lines[i].cells = batch->cells + i * r->places->len;
  return gv_shortlist_add(&r->to, &batch->lines[i], error);
}

static void batch_reset(void *data)
{
  ((Batch *)data)->count = 0;
}

static void batch_clear(void *data)
{
  g_free(((Batch *)data)->lines);
  g_free(((Batch *)data)->cells);
}

/* Of several columns the first may be anything, unless a header calls it user. */
static gboolean check_header(const GvReadTable *table, GError **error)
{
  if (table->has_header || table->columns.count == 1)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
              "%s:%" G_GUINT64_FORMAT
              ": no shortlist, no column is called user; expected a header with user, rank and "
              "score, as nominate writes it, or one name a line",
              table->name, table->line);
  return FALSE;
}

static void find_columns(Reader *r, const GvColumns *columns)
{
  gboolean ordered = FALSE; /* as seed writes it */

  r->user = columns->place[GV_CELL_FIRST];
  r->rank = r->score = r->reasons = GV_NO_COLUMN;
  for (int i = 0; i < (int)columns->count; i++) {
    const char *name = columns->names[i];
    if (columns->cells[i] != GV_CELL_TAG)
      continue;
    ordered = ordered || strcmp(name, "order") == 0;
    if (strcmp(name, "rank") == 0)
      r->rank = i;
    else if (strcmp(name, "score") == 0)
      r->score = i;
    else if (strcmp(name, "reasons") == 0)
      r->reasons = i;
    else if (gv_shortlist_is_feature(name)) {
      g_ptr_array_add(r->to.list->features, g_strdup(name));
      g_array_append_val(r->places, i);
    }
  }
  r->to.list->unranked = columns->count > 1 && r->rank < 0 && r->score < 0 && !ordered;
}

static gboolean read_table(GvShortlistTarget to, const GvSource *source, GvReadLimits *limits,
                           GvByteStream *stream, GvInputReport *report, GError **error)
{
  static const GvRowHandler handler = { sizeof(Batch), parse, take, batch_reset,
                                        batch_clear,   NULL,  NULL };
  g_autoptr(GvReadTable) table = gv_read_table_new(source, FALSE, limits, stream, error);
  g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(int));
  Reader reader = { .to = to, .places = places };

  if (table == NULL || !check_header(table, error))
    return FALSE;
  find_columns(&reader, &table->columns);
  if (!gv_read_table_run(table, &handler, &reader, limits->task, error))
    return FALSE;
  gv_read_table_report(table, report);
  return TRUE;
}

static int by_rank(const void *a, const void *b, void *data)
{
  const uint32_t *x = a, *y = b;
  const GvShortlistRow *rows = data;

  if (rows[*x].rank < rows[*y].rank || rows[*x].rank > rows[*y].rank)
    return rows[*x].rank < rows[*y].rank ? -1 : 1;
  return *x < *y ? -1 : *x > *y;
}

static gboolean sort(GvShortlist *s, GError **error)
{
  g_autofree GvShortlistRow *rows = gv_array_new(MAX(s->count, 1), sizeof *rows, error);

  if (rows == NULL || !(s->line_of = gv_array_new(MAX(s->count, 1), sizeof *s->line_of, error)))
    return FALSE;
  for (uint32_t r = 0; r < s->count; r++)
    s->line_of[r] = r;
  g_qsort_with_data(s->line_of, (int)s->count, sizeof *s->line_of, by_rank, s->rows);
  for (size_t r = 0; r < s->count; r++)
    rows[r] = s->rows[s->line_of[r]];
  for (size_t r = 0; r < s->count; r++)
    s->rows[r] = rows[r];
  return TRUE;
}

gboolean gv_shortlist_read(const char *path, gboolean hash, GvNames *names, GvShortlist *list,
                           GvInputReport *report, GvTask *task, GError **error)
{
  const GvSource source = { .kind = GV_TABLE_USERS, .path = path };
  GvReadLimits limits = { .max_expand = 1000, .hash_inputs = hash, .task = task, .done_share = 1 };
  g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
  const GvShortlistTarget to = { list, names, seen };
  GvByteStream *stream = gv_read_open(&source, &limits, error);
  const char *bytes;

  list->features = g_ptr_array_new_with_free_func(g_free);
  if (stream == NULL)
    return FALSE;
  /* Only an object begins so; a table's header has a column called user. */
  if (gv_byte_stream_peek(stream, &bytes) > 0 && *bytes == '{') {
    GvShortlistTarget target = to;
    g_autoptr(GvByteStream) lines = stream;
    return gv_shortlist_read_jsonl(&target, path, lines, report, task, error) && sort(list, error);
  }
  return read_table(to, &source, &limits, stream, report, error) && sort(list, error);
}
