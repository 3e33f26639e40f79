/* A table or query of a PostgreSQL database as CSV: the server's own COPY. It
 * runs in a transaction that can only read, in an order that does not change
 * from run to run.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "graph/base/postgres.h"
#include "io/read_database.h"

enum { BOOLEAN = 16, BYTES = 17 }; /* types' numbers, the same in every PostgreSQL */

/* Times in ISO 8601, reals that read back; rows in the order of the table, where
 * other scans or workers of the same query would shuffle them. */
static const char begin[] = "BEGIN TRANSACTION READ ONLY;"
                            "SET LOCAL datestyle = ISO;"
                            "SET LOCAL timezone = 'UTC';"
                            "SET LOCAL extra_float_digits = 1;"
                            "SET LOCAL standard_conforming_strings = on;"
                            "SET LOCAL synchronize_seqscans = off;"
                            "SET LOCAL max_parallel_workers_per_gather = 0";

typedef struct {
  PGconn *connection;
  GvTask *task;
  char *record; /* [length], handed out up to at; NULL = none */
  size_t at, length;
  gboolean ended, over; /* no more records; and the server has said so */
  GError *failure;      /* to be told when the bytes before it are handed out */
} Copy;

static void copy_free(void *data)
{
  Copy *copy = data;

  if (copy == NULL)
    return;
  if (copy->record)
    gv_pq->PQfreemem(copy->record);
  gv_postgres_finish(copy->connection);
  g_clear_error(&copy->failure);
  g_free(copy);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Copy, copy_free)

static gboolean set_unfit(GError **error, const char *what)
{
  g_set_error_literal(error, GV_ERROR, GV_ERROR_PARSE, what);
  return FALSE;
}

/* What the query gives, found without running it. As it is prepared alone, it
 * is one whole statement, and stays one inside of COPY's brackets. */
static PGresult *describe(const Copy *copy, const char *query, GError **error)
{
  g_autoptr(PGresult) prepared = gv_postgres_result(
      copy->connection, gv_pq->PQsendPrepare(copy->connection, "", query, 0, NULL),
      PGRES_COMMAND_OK, copy->task, error);

  if (prepared == NULL)
    return NULL;
  return gv_postgres_result(copy->connection, gv_pq->PQsendDescribePrepared(copy->connection, ""),
                            PGRES_COMMAND_OK, copy->task, error);
}

static gboolean check_columns(const PGresult *shape, GError **error)
{
  const int count = gv_pq->PQnfields(shape);

  if (gv_pq->PQnparams(shape) > 0)
    return set_unfit(error, "the query has parameters ($1); write their values");
  if (count == 0)
    return set_unfit(error, "the query gives no columns; give a SELECT");
  for (int c = 0; c < count; c++)
    if (gv_pq->PQftype(shape, c) == BYTES) {
      g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
                  "column %d holds binary data (bytea); leave it out, or cast it to text", c + 1);
      return FALSE;
    }
  return TRUE;
}

static gboolean has_booleans(const PGresult *shape)
{
  for (int c = 0; c < gv_pq->PQnfields(shape); c++)
    if (gv_pq->PQftype(shape, c) == BOOLEAN)
      return TRUE;
  return FALSE;
}

/* The query with its booleans as true and false; COPY writes t and f. */
static char *spell_booleans(const PGresult *shape, const char *query)
{
  g_autoptr(GString) sql = g_string_new("SELECT ");
  const int count = gv_pq->PQnfields(shape);

  for (int c = 0; c < count; c++) {
    g_string_append_printf(sql, "%sc%d%s AS ", c ? ", " : "", c,
                           gv_pq->PQftype(shape, c) == BOOLEAN ? "::text" : "");
    gv_sql_append_name(sql, gv_pq->PQfname(shape, c));
  }
  g_string_append_printf(sql, " FROM (%s\n) AS result (", query);
  for (int c = 0; c < count; c++)
    g_string_append_printf(sql, "%sc%d", c ? ", " : "", c);
  g_string_append_c(sql, ')');
  return g_string_free(g_steal_pointer(&sql), FALSE);
}

static gboolean start_copy(const Copy *copy, const PGresult *shape, const char *query,
                           GError **error)
{
  g_autofree char *spelt = has_booleans(shape) ? spell_booleans(shape, query) : NULL;
  g_autofree char *sql =
      g_strdup_printf("COPY (%s\n) TO STDOUT WITH (FORMAT csv, HEADER)", spelt ? spelt : query);
  g_autoptr(PGresult) result = gv_postgres_result(
      copy->connection,
      gv_pq->PQsendQueryParams(copy->connection, sql, 0, NULL, NULL, NULL, NULL, 0), PGRES_COPY_OUT,
      copy->task, error);

  return result != NULL;
}

/* The end of the rows, which may be an error in the middle of them. */
static gboolean take_end(Copy *copy, GError **error)
{
  g_autoptr(PGresult) result =
      gv_postgres_result(copy->connection, 1, PGRES_COMMAND_OK, copy->task, error);

  copy->over = TRUE;
  return result != NULL;
}

/* Its length; 0 = not there yet, -1 = the end, -2 = an error. */
static int next_record(Copy *copy)
{
  gv_pq->PQfreemem(copy->record);
  copy->record = NULL;
  const int length = gv_pq->PQgetCopyData(copy->connection, &copy->record, TRUE);

  copy->at = 0;
  copy->length = length > 0 ? (size_t)length : 0;
  return length;
}

/* The next record, or the end. Waits for the server only where `waiting`. */
static gboolean take_record(Copy *copy, gboolean waiting, GError **error)
{
  for (;;) {
    const int length = copy->ended ? -1 : next_record(copy);
    if (length > 0)
      return TRUE;
    if (length < -1)
      return gv_postgres_fail(copy->connection, NULL, error);
    copy->ended = length == -1;
    if (!waiting)
      return TRUE;
    if (copy->ended)
      return take_end(copy, error);
    if (!gv_postgres_wait(copy->connection, FALSE, copy->task, error))
      return FALSE;
    if (!gv_pq->PQconsumeInput(copy->connection))
      return gv_postgres_fail(copy->connection, NULL, error);
  }
}

static gboolean copy_read(void *data, char *buffer, size_t room, size_t *length, GError **error)
{
  Copy *copy = data;

  *length = 0;
  while (*length < room && !copy->over && !copy->failure) {
    if (copy->at == copy->length && !take_record(copy, *length == 0, &copy->failure))
      break;
    const size_t piece = MIN(room - *length, copy->length - copy->at);
    if (piece == 0)
      break;
    memcpy(buffer + *length, copy->record + copy->at, piece);
    *length += piece;
    copy->at += piece;
  }
  if (*length > 0 || !copy->failure)
    return TRUE;
  copy->over = TRUE;
  g_propagate_error(error, g_steal_pointer(&copy->failure));
  return FALSE;
}

gboolean gv_read_postgres_open(const GvAddress *address, GvTask *task, GvByteSource *source,
                               GError **error)
{
  g_autofree char *query = gv_database_query(address);
  g_autoptr(Copy) copy = g_new0(Copy, 1);
  g_autoptr(PGresult) shape = NULL;

  copy->task = task;
  if (!(copy->connection = gv_postgres_connect(address->place, task, error)) ||
      !gv_postgres_run(copy->connection, begin, task, error) ||
      !(shape = describe(copy, query, error)) || !check_columns(shape, error) ||
      !start_copy(copy, shape, query, error))
    return FALSE;
  *source = (GvByteSource){ g_steal_pointer(&copy), copy_read, copy_free };
  return TRUE;
}

/* EXPLAIN runs nothing; as the query has been prepared alone, it is one statement. */
gboolean gv_read_postgres_rows(const GvAddress *address, GvTask *task, double *rows, GError **error)
{
  static const char key[] = "\"Plan Rows\":";
  g_autofree char *query = gv_database_query(address);
  g_autofree char *sql = g_strconcat("EXPLAIN (FORMAT JSON) ", query, NULL);
  g_autoptr(PGresult) shape = NULL, plan = NULL;
  Copy copy = { .task = task };
  g_autoptr(PGconn) connection = gv_postgres_connect(address->place, task, error);

  copy.connection = connection;
  if (connection == NULL || !gv_postgres_run(connection, begin, task, error) ||
      !(shape = describe(&copy, query, error)) || !check_columns(shape, error) ||
      !(plan = gv_postgres_result(
            connection, gv_pq->PQsendQueryParams(connection, sql, 0, NULL, NULL, NULL, NULL, 0),
            PGRES_TUPLES_OK, task, error)))
    return FALSE;
  const char *found =
      gv_pq->PQntuples(plan) > 0 ? strstr(gv_pq->PQgetvalue(plan, 0, 0), key) : NULL;
  *rows = found ? g_ascii_strtod(found + strlen(key), NULL) : 0;
  return TRUE;
}
