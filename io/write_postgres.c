/* A table into a PostgreSQL database, by COPY in its text format.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "graph/base/number.h"
#include "graph/base/postgres.h"
#include "graph/base/task.h"
#include "io/write_database.h"
#include "io/write_table.h"

enum { PIECE = 64 * 1024 };

static const GvSqlTypes types = { "double precision", "bigint", "text" };

/* Backslash, and what would end a cell or a row, behind a backslash. */
static void append_text(GString *to, const char *text)
{
  for (;;) {
    const size_t plain = strcspn(text, "\\\t\n\r");
    g_string_append_len(to, text, (gssize)plain);
    if (text[plain] == '\0')
      return;
    g_string_append_c(to, '\\');
    g_string_append_c(to, text[plain] == '\t'   ? 't'
                          : text[plain] == '\n' ? 'n'
                          : text[plain] == '\r' ? 'r'
                                                : '\\');
    text += plain + 1;
  }
}

static void append_cell(GString *to, const GvColumn *column, size_t index)
{
  char number[GV_NUMBER_LENGTH];

  if (column->type == GV_COLUMN_INT) {
    gv_append_int(to, gv_cell_int(column, index));
  } else if (column->type == GV_COLUMN_REAL) {
    const double value = gv_cell_real(column, index);
    g_string_append(to, isnan(value) ? "\\N" : gv_number_format(number, value));
  } else {
    append_text(to, gv_table_cell(column, index));
  }
}

static void append_row(GString *to, const GvTable *table, size_t row)
{
  const size_t index = gv_table_index(table, row);

  for (size_t c = 0; c < table->column_count; c++) {
    if (c > 0)
      g_string_append_c(to, '\t');
    append_cell(to, &table->columns[c], index);
  }
  g_string_append_c(to, '\n');
}

/* Waits until libpq holds nothing back, so that it never holds more than a piece.
 * What the server says meanwhile is taken in, or both sides could wait. */
static gboolean drain(PGconn *connection, GvTask *task, GError **error)
{
  int unsent;

  while ((unsent = gv_pq->PQflush(connection)) > 0)
    if (!gv_postgres_wait(connection, TRUE, task, error))
      return FALSE;
    else if (!gv_pq->PQconsumeInput(connection))
      return gv_postgres_fail(connection, NULL, error);
  return unsent == 0 || gv_postgres_fail(connection, NULL, error);
}

static gboolean send(PGconn *connection, GString *text, GvTask *task, GError **error)
{
  int taken;

  while ((taken = gv_pq->PQputCopyData(connection, text->str, (int)text->len)) == 0)
    if (!gv_postgres_wait(connection, TRUE, task, error))
      return FALSE;
  g_string_truncate(text, 0);
  if (taken < 0)
    return gv_postgres_fail(connection, NULL, error);
  return drain(connection, task, error);
}

static gboolean send_rows(PGconn *connection, const GvTable *table, GvTask *task, GError **error)
{
  g_autoptr(GString) text = g_string_sized_new(PIECE);

  for (size_t row = 0; row < table->rows; row++) {
    append_row(text, table, row);
    if (text->len < PIECE)
      continue;
    if (!gv_task_step(task, (double)row / (double)table->rows, error) ||
        !send(connection, text, task, error))
      return FALSE;
  }
  return text->len == 0 || send(connection, text, task, error);
}

static gboolean end_copy(PGconn *connection, GvTask *task, GError **error)
{
  g_autoptr(PGresult) result = NULL;
  int ended;

  while ((ended = gv_pq->PQputCopyEnd(connection, NULL)) == 0)
    if (!gv_postgres_wait(connection, TRUE, task, error))
      return FALSE;
  result = gv_postgres_result(connection, ended > 0, PGRES_COMMAND_OK, task, error);
  return result != NULL;
}

static gboolean copy(PGconn *connection, const GvTable *table, const char *name, GvTask *task,
                     GError **error)
{
  g_autofree char *sql = g_strconcat("COPY ", name, " FROM STDIN", NULL);
  g_autoptr(PGresult) started = gv_postgres_result(connection, gv_pq->PQsendQuery(connection, sql),
                                                   PGRES_COPY_IN, task, error);

  return started && send_rows(connection, table, task, error) && end_copy(connection, task, error);
}

/* COMMIT of a transaction that failed answers ROLLBACK, and no error. Behind a
 * COMMIT that was sent there is no way back, and no answer tells nothing. */
static gboolean commit(PGconn *connection, GError **error)
{
  g_autoptr(PGresult) result = gv_postgres_result(
      connection, gv_pq->PQsendQuery(connection, "COMMIT"), PGRES_COMMAND_OK, NULL, error);

  if (result && strcmp(gv_pq->PQcmdStatus(result), "COMMIT") == 0)
    return TRUE;
  if (result)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_IO, "the server took the transaction back");
  else if (gv_pq->PQstatus(connection) == CONNECTION_BAD)
    g_prefix_error(error, "the connection broke in the last moment, look whether the table is the "
                          "new one: ");
  return FALSE;
}

gboolean gv_table_to_postgres(const GvTable *table, const GvAddress *address, GvTask *task,
                              GError **error)
{
  g_autofree char *drop = g_strconcat("BEGIN; SET LOCAL standard_conforming_strings = on;"
                                      "DROP TABLE IF EXISTS ",
                                      address->table, NULL);
  g_autofree char *create = gv_sql_create(table, address->table, &types);
  g_autoptr(PGconn) connection = gv_postgres_connect(address->place, task, error);

  return connection && gv_postgres_run(connection, drop, task, error) &&
         gv_postgres_run(connection, create, task, error) &&
         copy(connection, table, address->table, task, error) && commit(connection, error);
}
