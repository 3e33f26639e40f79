/* A table or query of an SQLite file as CSV. The file is opened for reading
 * only; integers come as they are, reals as the shortest decimals that read back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "graph/base/number.h"
#include "graph/base/sqlite.h"
#include "io/read_database.h"

typedef struct {
  sqlite3 *db;
  sqlite3_stmt *statement;
  GvTask *task;
  GString *record; /* handed out: record->str[0 .. at) */
  size_t at;
  gboolean over;
  GError *failure; /* to be told when the records before it are handed out */
} Query;

static void query_free(void *data)
{
  Query *q = data;

  if (q == NULL)
    return;
  sqlite3_finalize(q->statement);
  sqlite3_close(q->db);
  if (q->record)
    g_string_free(q->record, TRUE);
  g_clear_error(&q->failure);
  g_free(q);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Query, query_free)

/* memchr and not strpbrk: a text may hold NULs, which the reader complains of. */
static void append_text(GString *to, const char *text, size_t length)
{
  const char *quote, *end = text + length;

  if (!memchr(text, '"', length) && !memchr(text, ',', length) && !memchr(text, '\n', length) &&
      !memchr(text, '\r', length)) {
    g_string_append_len(to, text, (gssize)length);
    return;
  }
  g_string_append_c(to, '"');
  for (; (quote = memchr(text, '"', (size_t)(end - text))); text = quote + 1) {
    g_string_append_len(to, text, quote - text);
    g_string_append(to, "\"\"");
  }
  g_string_append_len(to, text, end - text);
  g_string_append_c(to, '"');
}

static void append_header(Query *q)
{
  const int count = sqlite3_column_count(q->statement);

  for (int c = 0; c < count; c++) {
    const char *name = sqlite3_column_name(q->statement, c);
    if (c > 0)
      g_string_append_c(q->record, ',');
    append_text(q->record, name ? name : "", name ? strlen(name) : 0);
  }
  g_string_append_c(q->record, '\n');
}

static gboolean refuse_blob(Query *q, int c)
{
  g_set_error(&q->failure, GV_ERROR, GV_ERROR_PARSE,
              "column %d holds binary data (a BLOB); leave it out, or cast it to text", c + 1);
  return FALSE;
}

static gboolean append_cell(Query *q, int c)
{
  char number[GV_NUMBER_LENGTH];
  const char *text;

  switch (sqlite3_column_type(q->statement, c)) {
  case SQLITE_NULL:
    return TRUE;
  case SQLITE_FLOAT:
    g_string_append(q->record, gv_number_format(number, sqlite3_column_double(q->statement, c)));
    return TRUE;
  case SQLITE_BLOB:
    return refuse_blob(q, c);
  default:
    text = (const char *)sqlite3_column_text(q->statement, c);
    if (text)
      append_text(q->record, text, (size_t)sqlite3_column_bytes(q->statement, c));
    else
      g_set_error_literal(&q->failure, GV_ERROR, GV_ERROR_NO_MEMORY, "out of memory");
    return text != NULL;
  }
}

static gboolean append_row(Query *q)
{
  const int count = sqlite3_column_count(q->statement);

  for (int c = 0; c < count; c++) {
    if (c > 0)
      g_string_append_c(q->record, ',');
    if (!append_cell(q, c))
      return FALSE;
  }
  g_string_append_c(q->record, '\n');
  return TRUE;
}

/* The next record, or why there is none. */
static void step(Query *q)
{
  const int code = sqlite3_step(q->statement);

  g_string_truncate(q->record, 0);
  q->at = 0;
  if (code == SQLITE_ROW && append_row(q))
    return;
  g_string_truncate(q->record, 0);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    gv_sqlite_fail(q->db, q->task, &q->failure);
  q->over = TRUE;
}

static gboolean query_read(void *data, char *buffer, size_t room, size_t *length, GError **error)
{
  Query *q = data;

  *length = 0;
  while (*length < room) {
    if (q->at == q->record->len && !q->over)
      step(q);
    if (q->at == q->record->len && q->over)
      break;
    const size_t piece = MIN(room - *length, q->record->len - q->at);
    memcpy(buffer + *length, q->record->str + q->at, piece);
    *length += piece;
    q->at += piece;
  }
  if (*length > 0 || q->failure == NULL)
    return TRUE;
  g_propagate_error(error, g_steal_pointer(&q->failure));
  return FALSE;
}

/* Even a read-only file could be asked to write: to another one, by ATTACH. */
static gboolean check_reads(const Query *q, GError **error)
{
  if (sqlite3_stmt_readonly(q->statement) && sqlite3_column_count(q->statement) > 0)
    return TRUE;
  g_set_error_literal(error, GV_ERROR, GV_ERROR_PARSE,
                      "the query does not only read; give a SELECT");
  return FALSE;
}

gboolean gv_read_sqlite_open(const GvAddress *address, GvTask *task, GvByteSource *source,
                             GError **error)
{
  g_autofree char *sql =
      address->table ? g_strconcat("SELECT * FROM ", address->table, NULL) : NULL;
  g_autoptr(Query) q = g_new0(Query, 1);

  q->task = task;
  q->record = g_string_new(NULL);
  if (!(q->db = gv_sqlite_open(address->place, FALSE, task, error)) ||
      !(q->statement = gv_sqlite_prepare(q->db, sql ? sql : address->query, task, error)) ||
      !check_reads(q, error))
    return FALSE;
  append_header(q);
  *source = (GvByteSource){ g_steal_pointer(&q), query_read, query_free };
  return TRUE;
}

gboolean gv_read_sqlite_rows(const GvAddress *address, GvTask *task, double *rows, GError **error)
{
  g_autofree char *query = gv_database_query(address);
  g_autofree char *sql = g_strdup_printf("SELECT count(*) FROM (%s\n)", query);
  g_autoptr(sqlite3) db = gv_sqlite_open(address->place, FALSE, task, error);
  g_autoptr(sqlite3_stmt) statement = db ? gv_sqlite_prepare(db, sql, task, error) : NULL;

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step(statement) != SQLITE_ROW)
    return gv_sqlite_fail(db, task, error);
  *rows = (double)sqlite3_column_int64(statement, 0);
  return TRUE;
}
