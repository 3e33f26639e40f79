/* SQLite files as reading and writing share them: opened with care, waiting
 * where they are locked, ended by the task.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BASE_SQLITE_H
#define GV_BASE_SQLITE_H

#include <grapevine/base.h>
#include <sqlite3.h>

/* Writable files are made where there are none. What runs ends soon after the
 * task is cancelled; the task must outlive the database. Errors, as of all that
 * follows: without the file's name. Close with sqlite3_close. */
sqlite3 *gv_sqlite_open(const char *file, gboolean writable, GvTask *task, GError **error);

/* Always FALSE. CANCELLED, NO_MEMORY, IO, or PARSE for what is wrong with the
 * statement or the file itself. */
gboolean gv_sqlite_fail(sqlite3 *db, const GvTask *task, GError **error);

/* One statement of the text; NULL on error. */
sqlite3_stmt *gv_sqlite_prepare(sqlite3 *db, const char *sql, const GvTask *task, GError **error);

/* Statements that give no rows. */
gboolean gv_sqlite_run(sqlite3 *db, const char *sql, const GvTask *task, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3, sqlite3_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3_stmt, sqlite3_finalize)
#endif
