/* Connections to PostgreSQL as reading and writing share them. Whatever waits
 * for the server looks at the task ten times a second; a cancelled task takes
 * back what the server is doing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BASE_POSTGRES_H
#define GV_BASE_POSTGRES_H

#include <grapevine/base.h>
#include <libpq-fe.h>

/* libpq, loaded when the first connection is opened: it brings twenty libraries along, a
 * third of what starting the program would cost all those who have no such database. */
/* clang-format off */
#define GV_POSTGRES_CALLS(X)                                                                       \
  X(PQcancel) X(PQclear) X(PQcmdStatus) X(PQconnectPoll) X(PQconnectStartParams)                   \
  X(PQconninfoFree) X(PQconninfoParse) X(PQconsumeInput) X(PQerrorMessage) X(PQfinish)             \
  X(PQflush) X(PQfname) X(PQfreeCancel) X(PQfreemem) X(PQftype) X(PQgetCancel)                     \
  X(PQgetCopyData) X(PQgetResult) X(PQgetvalue) X(PQisBusy) X(PQnfields) X(PQnparams)              \
  X(PQntuples) X(PQputCopyData) X(PQputCopyEnd) X(PQresultErrorField) X(PQresultStatus)            \
  X(PQsendDescribePrepared) X(PQsendPrepare) X(PQsendQuery) X(PQsendQueryParams)                   \
  X(PQsetNoticeReceiver) X(PQsetnonblocking) X(PQsocket) X(PQstatus)
/* clang-format on */
#define GV_POSTGRES_CALL(name) __typeof__(name) *name;
typedef struct {
  GV_POSTGRES_CALLS(GV_POSTGRES_CALL)
} GvPostgres;
extern const GvPostgres *gv_pq; /* NULL before */

/* url: GvAddress.place. Close with gv_postgres_finish. Errors, as of all that follows,
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

static inline void gv_postgres_finish(PGconn *connection)
{
  if (connection)
    gv_pq->PQfinish(connection);
}
static inline void gv_postgres_clear(PGresult *result)
{
  gv_pq->PQclear(result);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PGconn, gv_postgres_finish)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PGresult, gv_postgres_clear)
#endif
