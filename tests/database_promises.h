/* What every database promises, whichever it is. The tests of one set `database`
 * and call add_database_tests.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_DATABASE_PROMISES_H
#define GV_TEST_DATABASE_PROMISES_H

#include "databases.h"

static const char *const odd_names[] = {
  "plain", "two words",  "it's",      "\"quoted\"",  "a,b",
  "a\nb",  "a\r\nb",     "tab\there", "back\\slash", "\\N",
  "\\.",   "#x",         "=1+1",      "\"",          "a\"b",
  "\\n",   "小红书用户", "🙂",      "a;b",         "--",
  "NULL",  "' OR 1=1",   "x\rlast",   "\\\t",        "\xef\xbb\xbfmark",
};

/* Every odd name written as a result, read back as people and compared. */
static void odd_names_round_trip(void)
{
  const GvColumn columns[] = { { "user", GV_COLUMN_TEXT, odd_names, NULL },
                               { "region", GV_COLUMN_TEXT, odd_names, NULL } };
  const GvTable table = { columns, 2, G_N_ELEMENTS(odd_names), NULL };

  store_good(&table, "table=odd");
  g_autoptr(GvNetwork) network = read_rows_of(GV_TABLE_USERS, "table=odd");
  g_assert_nonnull(network);
  const GvNames *names = gv_network_names(network);
  const GvTag *tag = gv_network_people(network)->tags;
  g_assert_cmpuint(gv_names_count(names), ==, G_N_ELEMENTS(odd_names));
  for (GvVertex v = 0; v < G_N_ELEMENTS(odd_names); v++) {
    g_assert_cmpstr(gv_names_get(names, v), ==, odd_names[v]);
    g_assert_cmpstr(gv_names_get(tag->values, tag->codes[v] - 1), ==, odd_names[v]);
  }
}

static void results_have_typed_columns(void)
{
  store_good(&sample, "table=result");
  assert_value("SELECT count(*) FROM result", "3");
  assert_value("SELECT count FROM result WHERE \"user\" = 'a'", "9007199254740993");
  assert_value("SELECT count FROM result WHERE \"user\" = ''", "-9223372036854775808");
  assert_value("SELECT count(*) FROM result WHERE \"score \"\"raw\"\"\" = 0.1", "1");
  assert_value("SELECT count(*) FROM result WHERE \"score \"\"raw\"\"\" < -9e299", "1");
  assert_value("SELECT \"user\" FROM result WHERE \"score \"\"raw\"\"\" IS NULL", "");
}

static void results_replace_the_old_table(void)
{
  const GvTable short_one = { sample_columns, 1, 1, NULL };

  store_good(&sample, "table=again");
  store_good(&short_one, "table=again");
  assert_value("SELECT count(*) FROM again", "1");
  assert_refused(GV_TABLE_USERS, "query=SELECT count FROM again WHERE 1=0", GV_ERROR_PARSE,
                 "count");
}

static void rows_are_chosen_by_order(void)
{
  const GvVertex order[] = { 2, 0 };
  const GvTable table = { sample_columns, 3, 2, order };

  store_good(&table, "table=chosen");
  assert_value("SELECT count(*) FROM chosen", "2");
  assert_value("SELECT \"user\" FROM chosen", "粉丝");
}

static const struct {
  const char *parameters, *sql; /* as the address has it, and as SQL */
} hostile[] = {
  { "table=x; DROP TABLE safe; --", "\"x; DROP TABLE safe; --\"" },
  { "table=a\"b", "\"a\"\"b\"" },
  { "table=it's", "\"it's\"" },
  { "table=%22with.dot%22", "\"with.dot\"" },
  { "table=%22x%22%22) VALUES (1); --%22", "\"x\"\") VALUES (1); --\"" },
  { "table=select", "\"select\"" },
  { "table=Mixed Case", "\"Mixed Case\"" },
  { "table=new%0Aline", "\"new\nline\"" },
  { "table=名单%3f%26", "\"名单?&\"" },
};

static void hostile_table_names_are_names(void)
{
  database->execute("DROP TABLE IF EXISTS safe");
  database->execute("CREATE TABLE safe (x integer)");
  for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
    g_autofree char *sql = g_strconcat("SELECT count(*) FROM ", hostile[i].sql, NULL);
    g_autoptr(GvNetwork) network = NULL;
    store_good(&(GvTable){ sample_columns, 1, 1, NULL }, hostile[i].parameters);
    assert_value(sql, "1");
    g_assert_nonnull(network = read_rows_of(GV_TABLE_USERS, hostile[i].parameters));
  }
  assert_value("SELECT count(*) FROM safe", "0");
}

static void impossible_table_names_are_refused(void)
{
  g_autofree char *long_name = g_strnfill(2000, 'n');
  g_autofree char *long_table = g_strconcat("table=", long_name, NULL);
  const char *const cases[] = { "table=",         "table=a.b.c",     "table=.a",
                                "table=a.",       "table=%00",       "table=%ff",
                                "table=%22a",     "table=%22a%22b",  "table=%zz",
                                "table=%",        "table=a&table=b", "",
                                "query=SELECT 1", long_table };

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(store(&sample, cases[i], NULL, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
  }
}

static void people_arrive_with_what_is_not_known(void)
{
  database->execute("DROP TABLE IF EXISTS people");
  database->execute("CREATE TABLE people (user_id text, stage text, followers bigint, "
                    "cost double precision, region text)");
  database->execute("INSERT INTO people VALUES ('小红', '忠诚者', 9007199254740993, 0.1, '华东'), "
                    "('b', NULL, NULL, NULL, NULL), ('007', '', 12, 2.5, 'a')");
  g_autoptr(GvNetwork) network = read_rows_of(GV_TABLE_USERS, "table=people");
  const GvPeople *p = gv_network_people(network);

  g_assert_cmpstr(name_of(network, 0), ==, "小红");
  g_assert_cmpstr(name_of(network, 2), ==, "007");
  assert_bytes(p->stage, "\5\0\0", 3);
  assert_bytes(p->tags[0].codes, (const GvVertex[]){ 1, 0, 2 }, 12);
  g_assert_cmpfloat(p->cost[0], ==, 0.1);
  assert_close(p->followers[1], NAN, 0);
  g_assert_cmpfloat(p->followers[0], ==, 9007199254740992.0);
}

static void whole_numbers_arrive_digit_by_digit(void)
{
  g_autoptr(GvNetwork) network =
      read_rows_of(GV_TABLE_EDGES, "query=SELECT 9007199254740993 AS source, "
                                   "-9223372036854775807 AS target, 0.1 AS weight");

  g_assert_cmpstr(name_of(network, 0), ==, "9007199254740993");
  g_assert_cmpstr(name_of(network, 1), ==, "-9223372036854775807");
  g_assert_cmpfloat(tie(network, "9007199254740993", "-9223372036854775807"), ==, 0.1);
}

static void columns_go_by_name_or_by_columns(void)
{
  g_autoptr(GvNetwork) named =
      read_rows_of(GV_TABLE_FOLLOWS, "query=SELECT 'b' AS dst, 'a' AS SRC;");
  g_autoptr(GError) error = NULL;
  g_autoptr(GvNetwork) renamed = read_address(GV_TABLE_FOLLOWS, "query=SELECT 'x', 'b', 'a'",
                                              "-,followee,follower", NULL, &error);

  g_assert_no_error(error);
  g_assert_cmpfloat(tie(named, "a", "b"), ==, 1);
  g_assert_cmpfloat(tie(renamed, "a", "b"), ==, 1);
  assert_refused(GV_TABLE_FOLLOWS, "query=SELECT 'a' AS follower, 'b' AS who", GV_ERROR_PARSE,
                 ": no followee column");
}

/* Newlines in names, and a name that would pass for a blank line in a file. */
static void errors_count_rows(void)
{
  assert_refused(GV_TABLE_EDGES,
                 "query=SELECT 'a%0Ab' AS source, 'c%0A%0A' AS target, '1' AS weight UNION ALL "
                 "SELECT 'd', 'e', 'heavy' ORDER BY 1",
                 GV_ERROR_PARSE, ":2: weight is not a number");
  assert_refused(GV_TABLE_USERS, "query=SELECT 'a' AS id UNION ALL SELECT NULL", GV_ERROR_PARSE,
                 ":2: user is empty");
  assert_refused(GV_TABLE_USERS, "query=SELECT 'a' AS id UNION ALL SELECT ' '", GV_ERROR_PARSE,
                 ":2: user is blank");
  assert_refused(GV_TABLE_USERS, "query=SELECT 'a' AS id WHERE 1=0", GV_ERROR_PARSE, ": no rows");
}

static void queries_that_write_are_refused(void)
{
  static const char *const queries[] = {
    "query=DELETE FROM kept",
    "query=INSERT INTO kept VALUES (2) RETURNING x AS user",
    "query=DROP TABLE kept",
    "query=SELECT 1 AS id; DELETE FROM kept",
    "query=SELECT 1 AS id) TO STDOUT; DELETE FROM kept; --",
    "query=BEGIN",
    "query=",
  };

  database->execute("DROP TABLE IF EXISTS kept");
  database->execute("CREATE TABLE kept (x integer)");
  database->execute("INSERT INTO kept VALUES (1)");
  for (size_t i = 0; i < G_N_ELEMENTS(queries); i++)
    assert_refused(GV_TABLE_USERS, queries[i], GV_ERROR_PARSE, "");
  assert_value("SELECT count(*) FROM kept", "1");
}

static void missing_tables_are_told(void)
{
  assert_refused(GV_TABLE_EDGES, "table=nowhere", GV_ERROR_PARSE, "nowhere");
  assert_refused(GV_TABLE_EDGES, "query=SELEC 1", GV_ERROR_PARSE, "SELEC");
}

static void a_file_s_options_are_refused(void)
{
  g_autofree char *address = database->address("table=people");
  const GvSource sources[] = {
    { .kind = GV_TABLE_USERS, .path = address, .delimiter = ';' },
    { .kind = GV_TABLE_USERS, .path = address, .header = GV_HEADER_NO }
  };

  for (size_t i = 0; i < G_N_ELEMENTS(sources); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(gv_network_read(&sources[i], 1, NULL, NULL, NULL, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
    assert_no_password(error->message);
  }
}

/* A query that never ends. */
static void interrupted_queries_end_within_a_second(void)
{
  g_autoptr(GvTask) task = gv_task_new(2);
  g_autoptr(GError) error = NULL;
  const gint64 start = g_get_monotonic_time();
  GThread *thread = g_thread_new("cancel", cancel_soon, task);

  g_assert_null(
      read_address(GV_TABLE_USERS,
                   "query=WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT 1 - x FROM c) "
                   "SELECT count(*) AS id FROM c",
                   NULL, task, &error));
  g_thread_join(thread);
  g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
  g_assert_cmpint(g_get_monotonic_time() - start, <, 1300000);
}

/* Rows enough for several pieces; cancelled at the second look. */
static void cancel_midway(const char *label, double done, void *task)
{
  (void)label;
  if (done > 0)
    gv_task_cancel(task);
}

static void interrupted_writing_leaves_the_old_table(void)
{
  enum { MANY = 200000 };
  g_autoptr(GvTask) task = gv_task_new(1);
  g_autoptr(GError) error = NULL;
  g_autofree int64_t *numbers = g_new0(int64_t, MANY);
  const GvColumn column = { "x", GV_COLUMN_INT, numbers, NULL };
  const GvTable many = { &column, 1, MANY, NULL };

  store_good(&sample, "table=stays");
  gv_task_set_progress(task, cancel_midway, task);
  g_assert_false(store(&many, "table=stays", task, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
  assert_value("SELECT count(*) FROM stays WHERE \"user\" = 'a'", "1");
}

static void passwords_stay_out_of_summaries(void)
{
  g_autofree char *folder = new_folder();
  g_autofree char *summary = g_build_filename(folder, "run.json", NULL);
  g_autofree char *from = database->address("query=SELECT 'a' AS source, 'b' AS target");
  g_autofree char *to = database->address("table=scores"), *said = NULL;
  const char *const arguments[] = { "centrality", "--measure", "in_degree", "--edges", from,
                                    "-o",         to,          "--summary", summary,   NULL };

  g_assert_cmpint(run_program(arguments, &said), ==, 0);
  g_assert_cmpstr(said, ==, "");
  g_autofree char *text = content_of(summary);
  assert_no_password(text);
  g_assert_nonnull(strstr(text, "\"path\": \""));
  assert_value("SELECT count(*) FROM scores WHERE in_degree = 1", "1");
  remove_folder(folder);
}

static void passwords_stay_out_of_reports(void)
{
  g_autofree char *address = database->address("query=SELECT 'a' AS id");
  const GvSource source = { .kind = GV_TABLE_USERS, .path = address };
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GvNetwork) network = gv_network_read(&source, 1, NULL, &report, NULL, NULL);

  g_assert_nonnull(network);
  g_assert_cmpuint(report.inputs[0].rows, ==, 1);
  assert_no_password(report.inputs[0].path);
}

static void misuse_is_told_before_the_work(void)
{
  g_autofree char *to = database->address("table=x"), *query = database->address("query=SELECT 1");
  const char *const cases[][8] = {
    { "centrality", "--measure", "core", "--edges", "/nowhere", "-o", query, NULL },
    { "info", "--format=csv", "--edges", "/nowhere", "-o", to, NULL },
    { "nominate", to, NULL },
    { "nominate", "--print-weights", "-o", to, NULL },
    { to, NULL },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *said = NULL;
    g_assert_cmpint(run_program(cases[i], &said), ==, 2);
  }
}

/* The log as a table `higgs`, made by load, gives the same shortlist as the file. */
static void higgs_gives_the_same_shortlist(void)
{
  g_autofree char *folder = new_folder(), *said = NULL, *said_too = NULL;
  g_autofree char *a = g_build_filename(folder, "a.csv", NULL);
  g_autofree char *b = g_build_filename(folder, "b.csv", NULL);
  g_autofree char *address = database->address("table=higgs");
  const char *const from_file[] = {
    "nominate", "--interactions", HIGGS, "--columns", "actor,target,time,type", "-o", a, NULL
  };
  const char *const from_table[] = { "nominate", "--interactions", address, "-o", b, NULL };

  g_assert_cmpint(run_program(from_file, &said), ==, 0);
  g_assert_cmpint(run_program(from_table, &said_too), ==, 0);
  g_autofree char *left = content_of(a), *right = content_of(b);
  g_assert_cmpuint(strlen(left), >, 1000);
  g_assert_true(strcmp(left, right) == 0);
  remove_folder(folder);
}

static inline void add_database_tests(void)
{
  add_database_test("odd-names-round-trip", odd_names_round_trip);
  add_database_test("results-have-typed-columns", results_have_typed_columns);
  add_database_test("results-replace-the-old-table", results_replace_the_old_table);
  add_database_test("rows-are-chosen-by-order", rows_are_chosen_by_order);
  add_database_test("hostile-table-names-are-names", hostile_table_names_are_names);
  add_database_test("impossible-table-names-are-refused", impossible_table_names_are_refused);
  add_database_test("people-arrive-with-what-is-not-known", people_arrive_with_what_is_not_known);
  add_database_test("whole-numbers-arrive-digit-by-digit", whole_numbers_arrive_digit_by_digit);
  add_database_test("columns-go-by-name-or-by-columns", columns_go_by_name_or_by_columns);
  add_database_test("errors-count-rows", errors_count_rows);
  add_database_test("queries-that-write-are-refused", queries_that_write_are_refused);
  add_database_test("missing-tables-are-told", missing_tables_are_told);
  add_database_test("a-file-s-options-are-refused", a_file_s_options_are_refused);
  add_database_test("interrupted-queries-end-within-a-second",
                    interrupted_queries_end_within_a_second);
  add_database_test("interrupted-writing-leaves-the-old-table",
                    interrupted_writing_leaves_the_old_table);
  add_database_test("passwords-stay-out-of-summaries", passwords_stay_out_of_summaries);
  add_database_test("passwords-stay-out-of-reports", passwords_stay_out_of_reports);
  add_database_test("misuse-is-told-before-the-work", misuse_is_told_before_the_work);
  add_database_test("higgs-gives-the-same-shortlist", higgs_gives_the_same_shortlist);
}
#endif
