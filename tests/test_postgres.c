/* Tables in PostgreSQL. What all databases promise is in database_promises.h.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <libpq-fe.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <zlib.h>

#include "database_promises.h"
#include "io/read_database.h"
#include "postgres_server.h"

enum { MANY = 3000000 };

/* The password is in every address, to be looked for in every message. */
static char *address(const char *parameters)
{
  return g_strdup_printf("postgres://grape:s3cret@%s/postgres?%s", socket_path, parameters);
}

static PGconn *opened(void)
{
  g_autofree char *url = g_strdup_printf("postgres://grape:s3cret@%s/postgres", socket_path);
  PGconn *connection = PQconnectdb(url);

  if (PQstatus(connection) != CONNECTION_OK)
    g_error("%s", PQerrorMessage(connection));
  return connection;
}

static char *answer(const char *sql, ExecStatusType expected)
{
  PGconn *connection = opened();
  PQclear(PQexec(connection, "SET client_min_messages = error"));
  PGresult *result = PQexec(connection, sql);
  char *text = NULL;

  if (PQresultStatus(result) != expected)
    g_error("%s: %s", sql, PQerrorMessage(connection));
  if (expected == PGRES_TUPLES_OK)
    text = g_strdup(PQgetisnull(result, 0, 0) ? "NULL" : PQgetvalue(result, 0, 0));
  PQclear(result);
  PQfinish(connection);
  return text;
}

static void execute(const char *sql)
{
  answer(sql, PGRES_COMMAND_OK);
}

static char *value(const char *sql)
{
  return answer(sql, PGRES_TUPLES_OK);
}

static const Database postgres = { "postgres", address, execute, value };

static void load_higgs(void)
{
  PGconn *connection = opened();
  gzFile log = gzopen(HIGGS, "rb");
  char line[256];

  g_assert_nonnull(log);
  PQclear(PQexec(connection, "CREATE TABLE higgs (actor bigint, target text, time timestamptz, "
                             "type varchar(2))"));
  PQclear(PQexec(connection, "CREATE TEMP TABLE log (a bigint, b text, t bigint, x text)"));
  PQclear(PQexec(connection, "COPY log FROM STDIN WITH (DELIMITER ' ')"));
  while (gzgets(log, line, sizeof line))
    g_assert_cmpint(PQputCopyData(connection, line, (int)strlen(line)), ==, 1);
  gzclose(log);
  g_assert_cmpint(PQputCopyEnd(connection, NULL), ==, 1);
  PQclear(PQgetResult(connection));
  PQclear(PQgetResult(connection));
  PQclear(PQexec(connection, "INSERT INTO higgs SELECT a, b, to_timestamp(t), x FROM log"));
  PQfinish(connection);
  assert_value("SELECT count(*) FROM higgs", "563069");
}

static void column_types_are_postgres_s(void)
{
  store_good(&sample, "table=typed");
  assert_value("SELECT string_agg(data_type, ',' ORDER BY ordinal_position) FROM "
               "information_schema.columns WHERE table_name = 'typed'",
               "text,double precision,bigint");
}

static void schemas_are_part_of_names(void)
{
  execute("CREATE SCHEMA \"my.sales\"");
  store_good(&sample, "table=%22my.sales%22.result");
  assert_value("SELECT count(*) FROM \"my.sales\".result", "3");
  g_autoptr(GvNetwork) network = read_rows_of(GV_TABLE_USERS, "query=TABLE \"my.sales\".result "
                                                              "ORDER BY 1 DESC LIMIT 1");
  g_assert_nonnull(network);
}

static void names_that_would_be_cut_are_refused(void)
{
  g_autofree char *name = g_strnfill(64, 'n');
  g_autofree char *parameters = g_strconcat("table=", name, NULL);
  g_autofree char *shorter = g_strndup(parameters, strlen("table=") + 63);
  g_autoptr(GError) error = NULL;

  store_good(&sample, shorter);
  g_assert_false(store(&sample, parameters, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
}

static void types_arrive_as_text(void)
{
  execute(
      "CREATE TABLE kinds (id text, official boolean, opt_in boolean, cost numeric, camp text)");
  execute("INSERT INTO kinds VALUES ('a', true, false, 1.50, 'x,\"y\"'), ('b', false, NULL, NULL, "
          "E'\\t'), ('c', NULL, true, 1e-7, '')");
  g_autoptr(GvNetwork) network = read_rows_of(GV_TABLE_USERS, "table=kinds");
  const GvPeople *p = gv_network_people(network);

  assert_bytes(p->official, "\1\0\0", 3);
  assert_bytes(p->opt_in, "\0\0\1", 3);
  g_assert_cmpfloat(p->cost[2], ==, 1e-7);
  assert_bytes(p->tags[0].codes, (const GvVertex[]){ 1, 2, 0 }, 12);
  g_assert_cmpstr(gv_names_get(p->tags[0].values, 0), ==, "x,\"y\"");
  assert_refused(GV_TABLE_USERS, "query=SELECT 'a' AS id, 'x'::bytea", GV_ERROR_PARSE,
                 "column 2 holds binary data");
}

static void errors_in_the_middle_are_errors(void)
{
  assert_refused(GV_TABLE_EDGES,
                 "query=SELECT i AS source, 'x' AS target, 1 / (50000 - i) AS weight FROM "
                 "generate_series(1, 60000) AS i",
                 GV_ERROR_PARSE, ":50000: PostgreSQL: division by zero");
}

/* The server quotes the value that it could not read; it may be a name. */
static void errors_quote_nobodys_name(void)
{
  assert_refused(GV_TABLE_USERS,
                 "query=SELECT i AS id, (CASE i WHEN 9 THEN 'plain name' ELSE '1' END)::int AS "
                 "followers FROM generate_series(1, 20) AS i",
                 GV_ERROR_PARSE, "PostgreSQL: invalid input syntax for type integer: \"\"");
}

static void assert_rows(const char *parameters, double expected)
{
  g_autofree char *url = address(parameters);
  g_autoptr(GError) error = NULL;
  double rows = -1;

  g_assert_true(gv_database_rows(url, NULL, &rows, &error));
  g_assert_no_error(error);
  g_assert_cmpfloat(rows, ==, expected);
}

/* For --dry-run: the planner knows, and a query that would sleep is not run. */
static void rows_are_estimated_without_running(void)
{
  g_autofree char *nowhere = address("table=nowhere");
  g_autoptr(GError) error = NULL;
  double rows;

  execute("CREATE TABLE sized AS SELECT generate_series(1, 5000) AS id");
  execute("ANALYZE sized");
  assert_rows("table=sized", 5000);
  assert_rows("query=SELECT i, pg_sleep(10) FROM generate_series(1, 4321) AS i;", 4321);
  g_assert_false(gv_database_rows(nowhere, NULL, &rows, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_PARSE);
  assert_no_password(error->message);
}

static void queries_run_no_programs(void)
{
  g_autofree char *trace = g_build_filename(folder, "trace", NULL);
  g_autofree char *direct = g_strdup_printf("query=COPY kinds TO PROGRAM 'touch %s'", trace);
  g_autofree char *broken =
      g_strdup_printf("query=SELECT 1 AS id) TO PROGRAM 'touch %s' --", trace);

  assert_refused(GV_TABLE_USERS, direct, GV_ERROR_PARSE, "give a SELECT");
  assert_refused(GV_TABLE_USERS, broken, GV_ERROR_PARSE, "syntax error");
  assert_refused(GV_TABLE_USERS, "query=SELECT nextval('counter') AS id", GV_ERROR_PARSE,
                 "read-only transaction");
  assert_refused(GV_TABLE_USERS, "query=SELECT $1::text AS id", GV_ERROR_PARSE, "parameters");
  g_assert_false(g_file_test(trace, G_FILE_TEST_EXISTS));
}

static void assert_address_fails(const char *text, int code, const char *words)
{
  const GvSource source = { .kind = GV_TABLE_USERS, .path = text };
  g_autoptr(GError) error = NULL, write_error = NULL;

  g_assert_null(gv_network_read(&source, 1, NULL, NULL, NULL, &error));
  g_assert_error(error, GV_ERROR, code);
  assert_no_password(error->message);
  g_assert_nonnull(strstr(error->message, words));
  g_assert_false(gv_table_store(&sample, text, NULL, &write_error));
  g_assert_error(write_error, GV_ERROR, code);
  assert_no_password(write_error->message);
}

static void refused_connections_are_told(void)
{
  g_autofree char *wrong =
      g_strdup_printf("postgres://grape:s3cret2@%s/postgres?table=x", socket_path);
  g_autofree char *other =
      g_strdup_printf("postgres://grape:s3cret@%s/nowhere?table=x", socket_path);

  assert_address_fails("postgres://grape:s3cret@127.0.0.1:1/x?table=x", GV_ERROR_IO, "refused");
  assert_address_fails("postgres://grape:s3cret@%2Fnowhere/x?table=x", GV_ERROR_IO, "No such file");
  assert_address_fails(wrong, GV_ERROR_IO, "password authentication failed");
  assert_address_fails(other, GV_ERROR_IO, "does not exist");
  assert_address_fails("postgres://h/x?table=x&password=s3cret&port=x", GV_ERROR_INVALID_ARGUMENT,
                       "no address");
  assert_address_fails("postgres://h/x?table=x&passwort=s3cret", GV_ERROR_INVALID_ARGUMENT, "");
  assert_address_fails("postgres://u:s3cret%/h@h/x?table=x", GV_ERROR_INVALID_ARGUMENT, "%25");
  assert_address_fails("postgres://u:a/s3cret@h/x?table=x", GV_ERROR_INVALID_ARGUMENT, "%2F");
  assert_address_fails("postgres://u:a?s3cret@h/x?table=x", GV_ERROR_INVALID_ARGUMENT, "");
  assert_address_fails("postgres://u:s3cret/x?table=x", GV_ERROR_INVALID_ARGUMENT, "no address");
}

static int listen_at(const char *path)
{
  struct sockaddr_un at = { .sun_family = AF_UNIX };
  const int listener = socket(AF_UNIX, SOCK_STREAM, 0);

  g_assert_cmpuint(g_strlcpy(at.sun_path, path, sizeof at.sun_path), <, sizeof at.sun_path);
  g_assert_cmpint(bind(listener, (const struct sockaddr *)&at, sizeof at), ==, 0);
  g_assert_cmpint(listen(listener, 8), ==, 0);
  return listener;
}

/* A server that takes connections and says nothing. */
static void silent_servers_are_given_up(void)
{
  g_autofree char *url =
      g_strdup_printf("postgres://h:s3cret@%s/x?table=x&port=1&connect_timeout=1", socket_path);
  g_autofree char *path = g_build_filename(folder, ".s.PGSQL.1", NULL);
  const gint64 start = g_get_monotonic_time();
  const int listener = listen_at(path);

  assert_address_fails(url, GV_ERROR_IO, "does not answer");
  close(listener);
  g_assert_cmpint(g_get_monotonic_time() - start, <, 30000000);
}

static const char kill_others[] = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                                  "WHERE application_name = 'grapevine'";

static gint over; /* atomic */

/* Ends whoever reads or writes, again and again: a connection of an earlier test
 * may still be on its way out. */
static gpointer end_others(gpointer data)
{
  (void)data;
  while (!g_atomic_int_get(&over)) {
    g_usleep(100000);
    g_free(value(kill_others));
  }
  return NULL;
}

static GThread *start_ending(void)
{
  g_atomic_int_set(&over, FALSE);
  return g_thread_new("end", end_others, NULL);
}

static void stop_ending(GThread *thread)
{
  g_atomic_int_set(&over, TRUE);
  g_thread_join(thread);
}

static void lost_connections_end_reading(void)
{
  GThread *thread = start_ending();

  assert_refused(GV_TABLE_EDGES,
                 "query=SELECT i AS source, 'x' AS target FROM generate_series(1, 100000000) AS i",
                 GV_ERROR_IO, "PostgreSQL: ");
  stop_ending(thread);
}

static gboolean store_many(GError **error)
{
  g_autofree double *reals = g_new0(double, MANY);
  const GvColumn columns[] = { { "x", GV_COLUMN_REAL, reals, NULL },
                               { "y", GV_COLUMN_REAL, reals, NULL } };
  const GvTable many = { columns, 2, MANY, NULL };

  return store(&many, "table=stays", NULL, error);
}

static void lost_connections_leave_the_old_table(void)
{
  g_autoptr(GError) error = NULL;

  store_good(&sample, "table=stays");
  GThread *thread = start_ending();
  g_assert_false(store_many(&error));
  stop_ending(thread);
  g_assert_error(error, GV_ERROR, GV_ERROR_IO);
  g_assert_nonnull(strstr(error->message, "cannot write"));
  assert_value("SELECT count(*) FROM stays WHERE \"user\" = 'a'", "1");
}

/* What stands in the way fails the COMMIT itself, or the statements before it. */
static void failed_transactions_leave_the_old_table(void)
{
  g_autoptr(GError) error = NULL;

  store_good(&sample, "table=seen");
  execute("CREATE VIEW looks AS SELECT * FROM seen");
  g_assert_false(store(&sample, "table=seen", NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_IO);
  assert_value("SELECT count(*) FROM looks", "3");
}

/* Somebody reads the old table for long: replacing it must wait, but not for ever. */
static void locks_are_waited_for(void)
{
  g_autoptr(GvTask) task = gv_task_new(1);
  g_autoptr(GError) error = NULL;
  const gint64 start = g_get_monotonic_time();

  store_good(&sample, "table=locked");
  PGconn *connection = opened();
  PQclear(PQexec(connection, "BEGIN; SELECT * FROM locked"));
  GThread *thread = g_thread_new("cancel", cancel_soon, task);
  g_assert_false(store(&sample, "table=locked", task, &error));
  g_thread_join(thread);
  PQfinish(connection);
  g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
  g_assert_cmpint(g_get_monotonic_time() - start, <, 30000000);
  assert_value("SELECT count(*) FROM locked", "3");
}

/* The server must not go on with what nobody waits for. */
static void interrupted_queries_are_taken_back(void)
{
  interrupted_queries_end_within_a_second();
  g_usleep(300000);
  assert_value("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'grapevine'", "0");
}

static void no_server(void)
{
  g_test_skip("no /usr/lib/postgresql/*/bin/initdb; install the package postgresql");
}

static void add_own_tests(void)
{
  add_database_test("column-types-are-postgres-s", column_types_are_postgres_s);
  add_database_test("schemas-are-part-of-names", schemas_are_part_of_names);
  add_database_test("names-that-would-be-cut-are-refused", names_that_would_be_cut_are_refused);
  add_database_test("types-arrive-as-text", types_arrive_as_text);
  add_database_test("errors-in-the-middle-are-errors", errors_in_the_middle_are_errors);
  add_database_test("errors-quote-nobodys-name", errors_quote_nobodys_name);
  add_database_test("rows-are-estimated-without-running", rows_are_estimated_without_running);
  add_database_test("queries-run-no-programs", queries_run_no_programs);
  add_database_test("refused-connections-are-told", refused_connections_are_told);
  add_database_test("silent-servers-are-given-up", silent_servers_are_given_up);
  add_database_test("lost-connections-end-reading", lost_connections_end_reading);
  add_database_test("lost-connections-leave-the-old-table", lost_connections_leave_the_old_table);
  add_database_test("failed-transactions-leave-the-old-table",
                    failed_transactions_leave_the_old_table);
  add_database_test("locks-are-waited-for", locks_are_waited_for);
  add_database_test("interrupted-queries-are-taken-back", interrupted_queries_are_taken_back);
}

int main(int argc, char **argv)
{
  int failed;

  g_test_init(&argc, &argv, NULL);
  binaries = find_binaries();
  if (binaries == NULL) {
    g_test_add_func("/postgres/everything", no_server);
    return g_test_run();
  }
  database = &postgres;
  folder = new_folder();
  socket_path = g_uri_escape_string(folder, NULL, FALSE);
  g_autofree char *data = g_build_filename(folder, "data", NULL);
  make_cluster(data);
  start_server(data);
  execute("CREATE SEQUENCE counter");
  load_higgs();
  add_database_tests();
  add_own_tests();
  failed = g_test_run();
  stop_server();
  g_free(socket_path);
  g_free(folder);
  g_free(binaries);
  return failed;
}
