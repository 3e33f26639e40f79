/* Tables in SQLite files. What all databases promise is in database_promises.h.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include "database_promises.h"

static char *folder, *file;

static char *address(const char *parameters)
{
  return g_strdup_printf("sqlite:%s?%s", file, parameters);
}

static sqlite3 *opened(void)
{
  sqlite3 *db;

  g_assert_cmpint(sqlite3_open(file, &db), ==, SQLITE_OK);
  return db;
}

static void execute(const char *sql)
{
  sqlite3 *db = opened();

  g_assert_cmpint(sqlite3_exec(db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close(db);
}

static char *value(const char *sql)
{
  sqlite3 *db = opened();
  sqlite3_stmt *statement;

  g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_step(statement), ==, SQLITE_ROW);
  const char *text = (const char *)sqlite3_column_text(statement, 0);
  char *copy = g_strdup(text ? text : "NULL");
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return copy;
}

static const Database sqlite = { "sqlite", address, execute, value };

static void load_higgs(void)
{
  sqlite3 *db = opened();
  sqlite3_stmt *insert;
  gzFile log = gzopen(HIGGS, "rb");
  char line[256];

  g_assert_nonnull(log);
  g_assert_cmpint(
      sqlite3_exec(db, "BEGIN; CREATE TABLE higgs (actor, target, time, type)", NULL, NULL, NULL),
      ==, SQLITE_OK);
  sqlite3_prepare_v2(db, "INSERT INTO higgs VALUES (?, CAST(? AS INTEGER), CAST(? AS REAL), ?)", -1,
                     &insert, NULL);
  while (gzgets(log, line, sizeof line)) {
    g_auto(GStrv) cells = g_strsplit(g_strchomp(line), " ", 4);
    for (int c = 0; c < 4; c++)
      sqlite3_bind_text(insert, c + 1, cells[c], -1, SQLITE_STATIC);
    g_assert_cmpint(sqlite3_step(insert), ==, SQLITE_DONE);
    sqlite3_reset(insert);
  }
  gzclose(log);
  sqlite3_finalize(insert);
  g_assert_cmpint(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close(db);
}

static void column_types_are_sqlite_s(void)
{
  store_good(&sample, "table=typed");
  assert_value("SELECT group_concat(type) FROM pragma_table_info('typed')", "TEXT,REAL,INTEGER");
  assert_value("SELECT group_concat(typeof(\"score \"\"raw\"\"\")) FROM typed", "real,null,real");
  assert_value("SELECT group_concat(typeof(count)) FROM typed", "integer,integer,integer");
}

static void binary_data_is_refused(void)
{
  assert_refused(GV_TABLE_USERS, "query=SELECT 'a' AS user UNION ALL SELECT x'00ff'",
                 GV_ERROR_PARSE, ":2: column 1 holds binary data");
  assert_refused(GV_TABLE_USERS, "query=SELECT 'a' AS user UNION ALL SELECT 'b' || char(0) || 'c'",
                 GV_ERROR_PARSE, ":2: NUL byte");
  assert_refused(GV_TABLE_USERS, "query=SELECT CAST(x'61ff' AS TEXT) AS user", GV_ERROR_PARSE,
                 ":1: invalid UTF-8");
}

static void rows_before_a_failure_come_first(void)
{
  assert_refused(GV_TABLE_EDGES,
                 "query=WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x %2B 1 FROM c LIMIT "
                 "60000) SELECT x AS source, 'y' AS target, CASE x WHEN 50000 THEN "
                 "abs(-9223372036854775807 - 1) ELSE 1 END AS weight FROM c",
                 GV_ERROR_PARSE, ":50000: SQLite: integer overflow");
}

static void other_files_are_no_databases(void)
{
  g_autofree char *text = g_build_filename(folder, "text", NULL), *kept = file;

  g_assert_true(g_file_set_contents(text, "follower,followee\na,b\n", -1, NULL));
  file = text;
  assert_refused(GV_TABLE_USERS, "table=x", GV_ERROR_PARSE, "file is not a database");
  file = g_build_filename(folder, "nowhere", NULL);
  assert_refused(GV_TABLE_USERS, "table=x", GV_ERROR_IO, "unable to open");
  g_assert_false(g_file_test(file, G_FILE_TEST_EXISTS)); /* reading made none */
  g_free(file);
  file = folder;
  assert_refused(GV_TABLE_USERS, "table=x", GV_ERROR_IO, "Is a directory");
  file = g_steal_pointer(&kept);
}

static void queries_cannot_reach_other_files(void)
{
  g_autofree char *other = g_build_filename(folder, "other", NULL);
  g_autofree char *query = g_strdup_printf("query=ATTACH '%s' AS other", other);

  assert_refused(GV_TABLE_USERS, query, GV_ERROR_PARSE, "give a SELECT");
  g_assert_false(g_file_test(other, G_FILE_TEST_EXISTS));
}

enum { MANY = 100000 };

/* Fails for want of space, in a process of its own whose files cannot grow. */
static int store_without_space(const char *parameters)
{
  g_autofree double *reals = g_new0(double, MANY);
  const GvColumn column = { "x", GV_COLUMN_REAL, reals, NULL };
  const GvTable many = { &column, 1, MANY, NULL };
  const struct rlimit limit = { 200000, 200000 };
  int status;
  pid_t child = fork();

  if (child == 0) {
    g_autoptr(GError) error = NULL;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    _exit(store(&many, parameters, NULL, &error) ? 99 : error->code);
  }
  waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

static void full_disks_leave_the_old_table(void)
{
  char *kept = file;

  file = g_build_filename(folder, "full", NULL);
  g_assert_cmpint(store_without_space("table=stays"), ==, GV_ERROR_IO);
  g_assert_false(g_file_test(file, G_FILE_TEST_EXISTS));
  store_good(&sample, "table=stays");
  g_assert_cmpint(store_without_space("table=stays"), ==, GV_ERROR_IO);
  assert_value("SELECT count(*) FROM stays WHERE \"user\" = 'a'", "1");
  assert_value("PRAGMA integrity_check", "ok");
  g_free(file);
  file = kept;
}

/* As somebody who may not write there; root may everywhere. */
static int store_as_nobody(const char *parameters)
{
  int status;
  pid_t child = fork();

  if (child == 0) {
    g_autoptr(GError) error = NULL;
    if (geteuid() == 0 && setuid(65534) != 0)
      _exit(98);
    _exit(store(&sample, parameters, NULL, &error) ? 99 : error->code);
  }
  waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

static void read_only_files_are_read_and_not_written(void)
{
  store_good(&sample, "table=stays");
  chmod(folder, 0555);
  chmod(file, 0444);
  g_assert_cmpint(store_as_nobody("table=stays"), ==, GV_ERROR_IO);
  g_autoptr(GvNetwork) network = read_rows_of(GV_TABLE_USERS, "query=SELECT 'a' AS id");
  g_assert_nonnull(network);
  chmod(folder, 0700);
  chmod(file, 0600);
  assert_value("SELECT count(*) FROM stays", "3");
}

static void locked_files_are_waited_for(void)
{
  g_autoptr(GvTask) task = gv_task_new(1);
  g_autoptr(GError) error = NULL;
  sqlite3 *db = opened();
  const gint64 start = g_get_monotonic_time();

  g_assert_cmpint(sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  GThread *thread = g_thread_new("cancel", cancel_soon, task);
  g_assert_false(store(&sample, "table=locked", task, &error));
  g_thread_join(thread);
  g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
  g_assert_cmpint(g_get_monotonic_time() - start, >=, 300000);
  g_assert_cmpint(g_get_monotonic_time() - start, <, 30000000);
  sqlite3_close(db);
}

static void views_are_not_tables_to_replace(void)
{
  g_autoptr(GError) error = NULL;

  execute("CREATE VIEW seen AS SELECT 1 AS id");
  g_assert_false(store(&sample, "table=seen", NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_IO);
  assert_value("SELECT id FROM seen", "1");
}

int main(int argc, char **argv)
{
  int failed;

  g_test_init(&argc, &argv, NULL);
  folder = new_folder();
  file = g_build_filename(folder, "people 名单.db", NULL);
  database = &sqlite;
  load_higgs();
  add_database_tests();
  add_database_test("column-types-are-sqlite-s", column_types_are_sqlite_s);
  add_database_test("binary-data-is-refused", binary_data_is_refused);
  add_database_test("rows-before-a-failure-come-first", rows_before_a_failure_come_first);
  add_database_test("other-files-are-no-databases", other_files_are_no_databases);
  add_database_test("queries-cannot-reach-other-files", queries_cannot_reach_other_files);
  add_database_test("full-disks-leave-the-old-table", full_disks_leave_the_old_table);
  add_database_test("read-only-files-are-read-and-not-written",
                    read_only_files_are_read_and_not_written);
  add_database_test("locked-files-are-waited-for", locked_files_are_waited_for);
  add_database_test("views-are-not-tables-to-replace", views_are_not_tables_to_replace);
  failed = g_test_run();
  remove_folder(folder);
  g_free(folder);
  g_free(file);
  return failed;
}
