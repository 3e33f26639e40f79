/* The head of a table: encoding, comments, delimiter, header, columns.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/number.h"
#include "io/read_database.h"
#include "io/read_problem.h"
#include "io/read_table.h"

static const char delimiters[] = { '\t', ',', ';', '|', ' ' };

static gboolean set_parse(GError **error, const char *text)
{
  g_set_error_literal(error, GV_ERROR, GV_ERROR_PARSE, text);
  return FALSE;
}

static gboolean give_failure(GvText *text, GError **error)
{
  g_propagate_error(error, g_steal_pointer(&text->failure));
  return FALSE;
}

static gboolean skip_mark(GvReadTable *table, GError **error)
{
  GvText *text = &table->text;

  gv_text_peek(text);
  if (text->records)
    return TRUE;
  if (text->length >= 2 &&
      (memcmp(text->rest, "\xff\xfe", 2) == 0 || memcmp(text->rest, "\xfe\xff", 2) == 0))
    return set_parse(error, "encoding utf-16 not supported; convert the file to UTF-8");
  if (text->length >= 3 && memcmp(text->rest, "\xef\xbb\xbf", 3) == 0)
    gv_text_drop(text, 3);
  return TRUE;
}

static gboolean is_top_line(const char *p, const char *end)
{
  if (p < end && (*p == '#' || *p == '%'))
    return TRUE;
  while (p < end && (*p == ' ' || *p == '\t' || *p == '\r'))
    p++;
  return p == end;
}

/* Passes comments and blank lines; the rest then begins with the first row, of
 * which a whole line is there, or is empty at the end of the file. */
static gboolean skip_top(GvReadTable *table, GError **error)
{
  GvText *text = &table->text;

  while (!text->records) {
    const char *p = text->rest, *end = p + text->length, *newline;
    while ((newline = memchr(p, '\n', (size_t)(end - p))) && is_top_line(p, newline)) {
      table->line++;
      p = newline + 1;
    }
    if (newline == NULL && text->over && is_top_line(p, end))
      p = end;
    gv_text_drop(text, (size_t)(p - text->rest));
    if (newline || text->over)
      return TRUE;
    if (text->length > GV_LINE_MAX) /* a row: its reader says what is wrong; a comment */
      return text->rest[0] != '#' && text->rest[0] != '%'
                 ? TRUE
                 : set_parse(error, "line too long (over 1 MiB); is this a table?");
    gv_text_peek(text);
  }
  return TRUE;
}

/* TRUE where the delimiter stands in the first row, outside of quotes. */
static gboolean splits(const GvText *text, char delimiter)
{
  const char *p = text->rest, *end = p + text->length;
  const char *newline = memchr(p, '\n', text->length), *open;

  if (delimiter == ' ') { /* between two words, not around one */
    end = newline ? newline : end;
    for (; p < end && (*p == ' ' || *p == '\t'); p++)
      ;
    for (; p < end && *p != ' ' && *p != '\t'; p++)
      ;
    return !is_top_line(p, end);
  }
  if (!gv_delimiter_quotes(delimiter))
    return memchr(p, delimiter, (size_t)((newline ? newline : end) - p)) != NULL;
  end = gv_row_end(p, end, delimiter, &open);
  /* A first field's end is the row's end where nothing splits it. */
  for (gboolean quoted = FALSE; p < (open ? open : end); p++) {
    quoted ^= *p == '"';
    if (*p == delimiter && !quoted)
      return TRUE;
  }
  return FALSE;
}

/* Where nothing splits the row, quoting is all that is left to know. */
static char find_delimiter(const GvReadTable *table)
{
  if (table->text.records)
    return ',';
  if (table->source->delimiter)
    return table->source->delimiter;
  for (size_t i = 0; i < G_N_ELEMENTS(delimiters); i++)
    if ((delimiters[i] != ' ' || !table->columns.list) && splits(&table->text, delimiters[i]))
      return delimiters[i];
  return ',';
}

/* Reads on until the first row is whole, which newlines in quotes may delay. */
static const char *complete_row(GvReadTable *table)
{
  GvText *text = &table->text;

  for (;;) {
    const char *stop = text->rest + text->length, *end;
    text->delimiter = find_delimiter(table);
    end = gv_delimiter_quotes(text->delimiter) ? gv_row_end(text->rest, stop, text->delimiter, NULL)
                                               : memchr(text->rest, '\n', text->length);
    if ((end && end < stop) || text->over || text->length > GV_LINE_MAX)
      return end ? end : stop;
    gv_text_peek(text);
  }
}

/* Splits a copy of the row, [text, +length): the original is parsed again if it is data. */
static GvField *split_first(GvReadTable *table, char *text, size_t length, size_t *count,
                            GError **error)
{
  const size_t room = length + 1;
  g_autofree GvField *fields = gv_array_new_raw(room, sizeof *fields, error);
  GvProblem problem = { 0 };
  GvRows rows = { .at = text,
                  .end = text + length,
                  .delimiter = table->text.delimiter,
                  .quotes = gv_delimiter_quotes(table->text.delimiter),
                  .nuls = TRUE,
                  .records = table->text.records,
                  .fields = fields,
                  .room = room };

  if (fields == NULL)
    return NULL;
  if (gv_rows_next(&rows, &problem) && problem.kind == GV_PROBLEM_NONE) {
    *count = MIN(rows.count, rows.room);
    return g_steal_pointer(&fields);
  }
  g_autofree char *message = gv_problem_text(&problem, &table->columns);
  table->line += problem.line;
  set_parse(error, message);
  return NULL;
}

/* A table of edges without names: is the third field a weight? */
static gboolean check_third(const GvReadTable *table, const GvField *fields, size_t count,
                            GError **error)
{
  double value;

  if (table->columns.kind != GV_TABLE_EDGES || count < 3 || table->source->columns ||
      gv_number_parse(fields[2].text, fields[2].length, &value) != GV_NUMBER_MALFORMED)
    return TRUE;
  return set_parse(error, "the third field is not a number, so it is no weight; name the columns "
                          "with --columns");
}

static gboolean find_columns(GvReadTable *table, const GvField *fields, size_t count,
                             GError **error)
{
  GvColumns *columns = &table->columns;
  const GvSource *source = table->source;

  table->has_header =
      table->text.records || source->header == GV_HEADER_YES ||
      (source->header == GV_HEADER_AUTO && gv_columns_is_header(columns, fields, count));
  if (source->columns)
    return gv_columns_from_text(columns, source->columns, count, error);
  if (table->has_header)
    return gv_columns_from_header(columns, fields, count, error);
  return gv_columns_from_positions(columns, count, error) &&
         check_third(table, fields, count, error);
}

static gboolean read_first(GvReadTable *table, GError **error)
{
  GvText *text = &table->text;
  const char *end = complete_row(table);
  const size_t length = (size_t)(end - text->rest);
  size_t count = 0;

  if (length == text->length && text->failure)
    return give_failure(text, error);
  g_autofree char *copy = gv_array_new_raw(length + 1, 1, error);
  if (copy == NULL)
    return FALSE;
  memcpy(copy, text->rest, length);
  g_autofree GvField *fields = split_first(table, copy, length, &count, error);
  if (fields == NULL || !find_columns(table, fields, count, error))
    return FALSE;
  if (table->has_header) {
    table->line = text->records ? 1 : table->line + gv_count_lines(text->rest, end) + 1;
    gv_text_drop(text, length + (length < text->length));
  }
  return TRUE;
}

static gboolean read_head(GvReadTable *table, GError **error)
{
  table->line = table->text.records ? 0 : 1;
  if (!skip_mark(table, error) || !skip_top(table, error))
    return FALSE;
  if (table->text.length > 0)
    return read_first(table, error);
  if (table->text.failure)
    return give_failure(&table->text, error);
  table->line = 0;
  return set_parse(error, "file is empty; a table has at least one row");
}

/* Problems of the file itself have no line. */
static uint64_t line_of(const GvReadTable *table, const GError *error)
{
  if (error->domain != GV_ERROR || error->code == GV_ERROR_PARSE || error->code == GV_ERROR_LIMIT)
    return table->line;
  return 0;
}

/* A database says itself what its columns are. */
static gboolean check_database(const GvSource *source, const char *name, GError **error)
{
  if (!source->delimiter && source->header != GV_HEADER_NO)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
              "%s: --delimiter and --header no are for files; leave them out", name);
  return FALSE;
}

static GvByteStream *open_stream(const GvSource *source, const char *name,
                                 const GvReadLimits *limits, GError **error)
{
  if (gv_address_kind(source->path) == GV_ADDRESS_FILE)
    return gv_byte_stream_open(source->path, limits->max_expand, limits->hash_inputs, limits->task,
                               error);
  if (!check_database(source, name, error))
    return NULL;
  return gv_database_open(source->path, limits->hash_inputs, limits->task, error);
}

GvByteStream *gv_read_open(const GvSource *source, const GvReadLimits *limits, GError **error)
{
  g_autofree char *name = gv_address_shown(source->path);
  GError *failure = NULL;
  GvByteStream *stream = open_stream(source, name, limits, &failure);

  if (failure) {
    if (failure->code != GV_ERROR_INVALID_ARGUMENT)
      gv_read_prefix(&failure, name, 0);
    g_propagate_error(error, failure);
  }
  return stream;
}

GvReadTable *gv_read_table_new(const GvSource *source, gboolean list, GvReadLimits *limits,
                               GvByteStream *stream, GError **error)
{
  g_autoptr(GvReadTable) table = g_new0(GvReadTable, 1);
  GError *failure = NULL;

  table->source = source;
  table->name = gv_address_shown(source->path);
  table->limits = limits;
  table->columns.kind = source->kind;
  table->columns.list = list;
  table->text.records = gv_address_kind(source->path) != GV_ADDRESS_FILE;
  if (gv_text_init(&table->text, stream, &failure) && read_head(table, &failure))
    return g_steal_pointer(&table);
  if (failure->code != GV_ERROR_INVALID_ARGUMENT)
    gv_read_prefix(&failure, table->name, line_of(table, failure));
  g_propagate_error(error, failure);
  return NULL;
}
