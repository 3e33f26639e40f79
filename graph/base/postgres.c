/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/postgres.h"

#include <stdlib.h>
#include <string.h>

#include "graph/base/postgres_load.h"
#include "graph/base/task.h"

enum {
  SLICE = 100,   /* milliseconds between two looks at the task */
  PATIENCE = 30, /* seconds for connecting, unless connect_timeout says otherwise */
  CANCEL_ROOM = 256,
};

/* A link that is cut without a word ends the run after a minute, not never. */
static const char *const presets[][2] = {
  { "application_name", "grapevine" }, { "keepalives_idle", "20" },
  { "keepalives_interval", "10" },     { "keepalives_count", "4" },
  { "tcp_user_timeout", "60000" },
};

/* libpq's default prints to stderr. */
static void hear_nothing(void *data, const PGresult *notice)
{
  (void)data;
  (void)notice;
}

/* Values of rows that a sentence quotes: somebody's name may be among them. */
static void hide_quoted(char *text)
{
  char *to = text;
  gboolean inside = FALSE;

  for (const char *from = text; *from; from++) {
    if (!inside || *from == '"')
      *to++ = *from;
    inside = inside != (*from == '"');
  }
  *to = '\0';
}

/* The server's own sentence, without the context that may hold people's names. */
static char *sentence_of(const PGconn *connection, const PGresult *result)
{
  const char *primary = result ? gv_pq->PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
  g_autofree char *whole = g_strdup(primary ? primary : gv_pq->PQerrorMessage(connection));

  if (primary == NULL)
    whole[strcspn(whole, "\n")] = '\0';
  if (primary && g_str_has_prefix(gv_pq->PQresultErrorField(result, PG_DIAG_SQLSTATE), "22"))
    hide_quoted(whole); /* errors of data */
  return g_utf8_make_valid(*whole ? whole : "the connection is lost", -1);
}

/* Classes of SQLSTATE that speak of the statement or its data, not of the
 * server: 0A, 21, 22, 25, 42; but 42501 is a missing privilege. */
static gboolean blames_statement(const char *state)
{
  static const char *const classes[] = { "0A", "21", "22", "25", "42" };

  for (size_t i = 0; state && strcmp(state, "42501") != 0 && i < G_N_ELEMENTS(classes); i++)
    if (strncmp(state, classes[i], 2) == 0)
      return TRUE;
  return FALSE;
}

gboolean gv_postgres_fail(const PGconn *connection, const PGresult *result, GError **error)
{
  const char *state = result ? gv_pq->PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
  g_autofree char *sentence = sentence_of(connection, result);

  g_set_error(error, GV_ERROR, blames_statement(state) ? GV_ERROR_PARSE : GV_ERROR_IO,
              "PostgreSQL: %s", sentence);
  return FALSE;
}

/* libpq would show a part of the address where it is not what it seems. */
static gboolean check_options(const PQconninfoOption *options, GError **error)
{
  for (const PQconninfoOption *o = options; o && o->keyword; o++)
    if (o->val && strcmp(o->keyword, "port") == 0 && o->val[strspn(o->val, "0123456789,")])
      options = NULL;
  if (options == NULL)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "this is no address of a PostgreSQL database; write "
                        "postgres://USER@HOST:PORT/DATABASE?table=NAME, and : / @ ? in a password "
                        "as %3A %2F %40 %3F");
  return options != NULL;
}

/* Presets first, the user's above them, what we rely on above all. */
static PGconn *start(const PQconninfoOption *options, gint64 *patience)
{
  g_autoptr(GPtrArray) keys = g_ptr_array_new(), values = g_ptr_array_new();

  for (size_t i = 0; i < G_N_ELEMENTS(presets); i++) {
    g_ptr_array_add(keys, (gpointer)(gintptr)presets[i][0]);
    g_ptr_array_add(values, (gpointer)(gintptr)presets[i][1]);
  }
  for (const PQconninfoOption *o = options; o->keyword; o++) {
    if (o->val == NULL)
      continue;
    g_ptr_array_add(keys, o->keyword);
    g_ptr_array_add(values, o->val);
    if (strcmp(o->keyword, "connect_timeout") == 0 && atoi(o->val) > 0)
      *patience = atoi(o->val);
  }
  g_ptr_array_add(keys, (gpointer)(gintptr) "client_encoding");
  g_ptr_array_add(values, (gpointer)(gintptr) "UTF8");
  g_ptr_array_add(keys, NULL);
  g_ptr_array_add(values, NULL);
  return gv_pq->PQconnectStartParams((const char *const *)keys->pdata,
                                     (const char *const *)values->pdata, 0);
}

static void take_back(PGconn *connection)
{
  char answer[CANCEL_ROOM];
  PGcancel *cancel = gv_pq->PQgetCancel(connection);

  if (cancel)
    gv_pq->PQcancel(cancel, answer, sizeof answer);
  gv_pq->PQfreeCancel(cancel);
}

/* One slice of waiting; *ready tells whether it is over. */
static gboolean wait_slice(PGconn *connection, gushort events, gboolean *ready, GvTask *task,
                           GError **error)
{
  GPollFD poll = { .fd = gv_pq->PQsocket(connection), .events = events };

  if (gv_task_is_cancelled(task)) {
    if (gv_pq->PQstatus(connection) == CONNECTION_OK)
      take_back(connection);
    g_set_error_literal(error, GV_ERROR, GV_ERROR_CANCELLED, "interrupted");
    return FALSE;
  }
  if (poll.fd < 0)
    return gv_postgres_fail(connection, NULL, error);
  *ready = g_poll(&poll, 1, SLICE) > 0;
  return TRUE;
}

gboolean gv_postgres_wait(PGconn *connection, gboolean writing, GvTask *task, GError **error)
{
  const gushort events = (gushort)(writing ? G_IO_IN | G_IO_OUT : G_IO_IN);
  gboolean ready = FALSE;

  while (!ready)
    if (!wait_slice(connection, events, &ready, task, error))
      return FALSE;
  return TRUE;
}

static gboolean finish_connecting(PGconn *connection, gint64 patience, GvTask *task, GError **error)
{
  const gint64 end = g_get_monotonic_time() + patience * G_USEC_PER_SEC;
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;

  if (connection == NULL || gv_pq->PQstatus(connection) == CONNECTION_BAD)
    status = PGRES_POLLING_FAILED;
  while (status == PGRES_POLLING_READING || status == PGRES_POLLING_WRITING) {
    const gushort events = status == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT;
    gboolean ready = FALSE;
    if (!wait_slice(connection, events, &ready, task, error))
      return FALSE;
    if (ready)
      status = gv_pq->PQconnectPoll(connection);
    else if (g_get_monotonic_time() > end) {
      g_set_error_literal(error, GV_ERROR, GV_ERROR_IO,
                          "cannot connect: the server does not answer; check host and port");
      return FALSE;
    }
  }
  return status == PGRES_POLLING_OK || gv_postgres_fail(connection, NULL, error);
}

PGconn *gv_postgres_connect(const char *url, GvTask *task, GError **error)
{
  PQconninfoOption *options;
  g_autoptr(PGconn) connection = NULL;
  gint64 patience = PATIENCE;
  gboolean connected = FALSE;

  if (!gv_postgres_load(error))
    return NULL;
  options = gv_pq->PQconninfoParse(url, NULL);
  if (check_options(options, error)) {
    connection = start(options, &patience);
    connected = finish_connecting(connection, patience, task, error);
  }
  gv_pq->PQconninfoFree(options);
  if (!connected)
    return NULL;
  gv_pq->PQsetNoticeReceiver(connection, hear_nothing, NULL);
  if (gv_pq->PQsetnonblocking(connection, 1) != 0) {
    gv_postgres_fail(connection, NULL, error);
    return NULL;
  }
  return g_steal_pointer(&connection);
}

/* libpq's own PQgetResult would wait without a look at the task. */
gboolean gv_postgres_next(PGconn *connection, PGresult **result, GvTask *task, GError **error)
{
  int unsent = gv_pq->PQflush(connection);

  while (unsent > 0 || gv_pq->PQisBusy(connection)) {
    if (!gv_postgres_wait(connection, unsent > 0, task, error))
      return FALSE;
    if (!gv_pq->PQconsumeInput(connection))
      return gv_postgres_fail(connection, NULL, error);
    unsent = unsent > 0 ? gv_pq->PQflush(connection) : unsent;
  }
  if (unsent < 0)
    return gv_postgres_fail(connection, NULL, error);
  *result = gv_pq->PQgetResult(connection);
  return TRUE;
}

PGresult *gv_postgres_result(PGconn *connection, int sent, ExecStatusType expected, GvTask *task,
                             GError **error)
{
  g_autoptr(PGresult) result = NULL, rest = NULL;

  if (!sent)
    gv_postgres_fail(connection, NULL, error);
  else if (!gv_postgres_next(connection, &result, task, error))
    return NULL;
  else if (result == NULL || gv_pq->PQresultStatus(result) != expected)
    gv_postgres_fail(connection, result, error);
  else if (expected == PGRES_COPY_OUT || expected == PGRES_COPY_IN)
    return g_steal_pointer(&result);
  else if (!gv_postgres_next(connection, &rest, task, error))
    return NULL;
  else if (rest)
    gv_postgres_fail(connection, rest, error);
  else
    return g_steal_pointer(&result);
  return NULL;
}

gboolean gv_postgres_run(PGconn *connection, const char *sql, GvTask *task, GError **error)
{
  if (!gv_pq->PQsendQuery(connection, sql))
    return gv_postgres_fail(connection, NULL, error);
  for (;;) {
    g_autoptr(PGresult) result = NULL;
    if (!gv_postgres_next(connection, &result, task, error))
      return FALSE;
    if (result == NULL)
      return TRUE;
    if (gv_pq->PQresultStatus(result) != PGRES_COMMAND_OK &&
        gv_pq->PQresultStatus(result) != PGRES_TUPLES_OK)
      return gv_postgres_fail(connection, result, error);
  }
}
