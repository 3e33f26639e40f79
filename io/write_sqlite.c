/* A table into an SQLite file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "graph/base/sqlite.h"
#include "graph/base/task.h"
#include "io/write_database.h"
#include "io/write_table.h"

enum { ROWS_PER_STEP = 1024 };

static const GvSqlTypes types = { "REAL", "INTEGER", "TEXT" };

static char *insert_of(const GvTable *table, const char *name)
{
  GString *sql = g_string_new("INSERT INTO ");

  g_string_append_printf(sql, "%s VALUES (", name);
  for (size_t c = 0; c < table->column_count; c++)
    g_string_append(sql, c == 0 ? "?" : ", ?");
  g_string_append_c(sql, ')');
  return g_string_free(sql, FALSE);
}

/* SQLite itself makes a NaN NULL. Texts outlive the statement's step. */
static int bind(sqlite3_stmt *statement, int place, const GvColumn *column, size_t index)
{
  if (column->type == GV_COLUMN_REAL)
    return sqlite3_bind_double(statement, place, gv_cell_real(column, index));
  if (column->type == GV_COLUMN_INT)
    return sqlite3_bind_int64(statement, place, gv_cell_int(column, index));
  return sqlite3_bind_text(statement, place, gv_table_cell(column, index), -1, SQLITE_STATIC);
}

static gboolean insert_row(sqlite3_stmt *statement, const GvTable *table, size_t row)
{
  const size_t index = gv_table_index(table, row);

  for (size_t c = 0; c < table->column_count; c++)
    if (bind(statement, (int)c + 1, &table->columns[c], index) != SQLITE_OK)
      return FALSE;
  return sqlite3_step(statement) == SQLITE_DONE && sqlite3_reset(statement) == SQLITE_OK;
}

static gboolean insert_rows(sqlite3 *db, const GvTable *table, const char *name, GvTask *task,
                            GError **error)
{
  g_autofree char *sql = insert_of(table, name);
  g_autoptr(sqlite3_stmt) statement = gv_sqlite_prepare(db, sql, task, error);

  for (size_t row = 0; statement && row < table->rows; row++) {
    if (row % ROWS_PER_STEP == 0 && !gv_task_step(task, (double)row / (double)table->rows, error))
      return FALSE;
    if (!insert_row(statement, table, row))
      return gv_sqlite_fail(db, task, error);
  }
  return statement != NULL;
}

static gboolean replace(sqlite3 *db, const GvTable *table, const char *name, GvTask *task,
                        GError **error)
{
  g_autofree char *drop = g_strconcat("DROP TABLE IF EXISTS ", name, NULL);
  g_autofree char *create = gv_sql_create(table, name, &types);

  return gv_sqlite_run(db, "BEGIN IMMEDIATE", task, error) &&
         gv_sqlite_run(db, drop, task, error) && gv_sqlite_run(db, create, task, error) &&
         insert_rows(db, table, name, task, error) && gv_sqlite_run(db, "COMMIT", task, error);
}

gboolean gv_table_to_sqlite(const GvTable *table, const GvAddress *address, GvTask *task,
                            GError **error)
{
  const gboolean there = g_file_test(address->place, G_FILE_TEST_EXISTS);
  sqlite3 *db = gv_sqlite_open(address->place, TRUE, task, error);
  const gboolean done = db && replace(db, table, address->table, task, error);

  sqlite3_close(db); /* rolls back what is not committed */
  if (db && !done && !there)
    g_unlink(address->place);
  return done;
}
