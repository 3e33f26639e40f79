/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/sqlite.h"

#include "graph/base/task.h"

enum {
  OPERATIONS = 10000, /* of SQLite's machine between two looks at the task: well below 1 ms */
  PATIENCE = 200,     /* looks at a lock … */
  NAP = 50000,        /* … microseconds apart */
  LONGEST = 64 * 1024 * 1024, /* bytes of a value, so of what is in memory at once */
};

static int is_over(void *task)
{
  return gv_task_is_cancelled(task);
}

/* TRUE to try again. */
static int wait_for_lock(void *task, int times)
{
  if (times >= PATIENCE || gv_task_is_cancelled(task))
    return 0;
  g_usleep(NAP);
  return 1;
}

/* A file from anywhere must not run what it likes through its views, nor lead
 * SQLite astray where it is damaged. */
static gboolean protect(sqlite3 *db, GvTask *task, GError **error)
{
  sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LONGEST);
  sqlite3_busy_handler(db, wait_for_lock, task);
  sqlite3_progress_handler(db, OPERATIONS, is_over, task);
  return gv_sqlite_run(db, "PRAGMA cell_size_check = ON", task, error);
}

sqlite3 *gv_sqlite_open(const char *file, gboolean writable, GvTask *task, GError **error)
{
  const int flags = writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  /* Names such as :memory: are files' names to us. */
  g_autofree char *path = g_path_is_absolute(file) ? g_strdup(file) : g_strconcat("./", file, NULL);
  g_autoptr(sqlite3) db = NULL;

  if (sqlite3_open_v2(path, &db, flags, NULL) == SQLITE_OK && protect(db, task, error))
    return g_steal_pointer(&db);
  if (error && *error == NULL)
    gv_sqlite_fail(db, task, error);
  return NULL;
}

static GvError error_of(int code, const GvTask *task)
{
  switch (code & 0xff) {
  case SQLITE_INTERRUPT:
    return GV_ERROR_CANCELLED;
  case SQLITE_BUSY:
    return gv_task_is_cancelled(task) ? GV_ERROR_CANCELLED : GV_ERROR_IO;
  case SQLITE_NOMEM:
    return GV_ERROR_NO_MEMORY;
  case SQLITE_ERROR:
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
  case SQLITE_TOOBIG:
  case SQLITE_RANGE:
  case SQLITE_MISMATCH:
  case SQLITE_CONSTRAINT:
    return GV_ERROR_PARSE;
  default:
    return GV_ERROR_IO;
  }
}

gboolean gv_sqlite_fail(sqlite3 *db, const GvTask *task, GError **error)
{
  const int code = db ? sqlite3_extended_errcode(db) : SQLITE_NOMEM;
  const int kind = (int)error_of(code, task);
  const int system = db ? sqlite3_system_errno(db) : 0;
  const gboolean disk = (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_IOERR;

  if (kind == GV_ERROR_CANCELLED)
    g_set_error_literal(error, GV_ERROR, kind, "interrupted");
  else
    g_set_error(error, GV_ERROR, kind, "SQLite: %s%s%s", db ? sqlite3_errmsg(db) : "out of memory",
                disk && system ? ": " : "", disk && system ? g_strerror(system) : "");
  return FALSE;
}

sqlite3_stmt *gv_sqlite_prepare(sqlite3 *db, const char *sql, const GvTask *task, GError **error)
{
  g_autoptr(sqlite3_stmt) statement = NULL;
  const char *rest;

  if (sqlite3_prepare_v2(db, sql, -1, &statement, &rest) != SQLITE_OK) {
    gv_sqlite_fail(db, task, error);
    return NULL;
  }
  while (*rest == ';' || g_ascii_isspace(*rest))
    rest++;
  if (statement && *rest == '\0')
    return g_steal_pointer(&statement);
  g_set_error_literal(error, GV_ERROR, GV_ERROR_PARSE,
                      statement ? "more than one statement; give one SELECT"
                                : "an empty statement");
  return NULL;
}

gboolean gv_sqlite_run(sqlite3 *db, const char *sql, const GvTask *task, GError **error)
{
  return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK || gv_sqlite_fail(db, task, error);
}
