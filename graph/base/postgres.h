/* Connections to PostgreSQL as reading and writing share them. Whatever waits
 * for the server looks at the task ten times a second; a cancelled task takes
 * back what the server is doing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BASE_POSTGRES_H
#define GV_BASE_POSTGRES_H

#include <grapevine/base.h>
#include <libpq-fe.h>

/* url: GvAddress.place. Close with PQfinish. Errors, as of all that follows,
 * are without the address and any password: IO for what befell the connection
 * or the server, PARSE for a statement that is wrong, CANCELLED. */
PGconn *gv_postgres_connect(const char *url, GvTask *task, GError **error);

/* Until the server has sent something, or (writing) takes something. */
gboolean gv_postgres_wait(PGconn *connection, gboolean writing, GvTask *task, GError **error);

/* The next result, NULL where there is none left. */
gboolean gv_postgres_next(PGconn *connection, PGresult **result, GvTask *task, GError **error);

/* The one result of what was sent (sent: what PQsend… answered), which must be
 * `expected`; the caller frees it. */
PGresult *gv_postgres_result(PGconn *connection, int sent, ExecStatusType expected, GvTask *task,
                             GError **error);

/* Statements without rows, parted by semicolons. */
gboolean gv_postgres_run(PGconn *connection, const char *sql, GvTask *task, GError **error);

/* Always FALSE. result NULL: what befell the connection. */
gboolean gv_postgres_fail(const PGconn *connection, const PGresult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PGconn, PQfinish)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PGresult, PQclear)
#endif
