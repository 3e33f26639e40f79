/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700
#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "graph/names.h"
#include "write_common.h"

static GvNames *names_of(const char *const *texts, GvVertex count)
{
  GvNames *names = gv_names_new(GV_VERTEX_NONE - 1, NULL);
  GvVertex id;

  for (GvVertex v = 0; v < count; v++) {
    size_t length = strlen(texts[v]);
    g_assert_true(gv_names_intern(names, texts[v], length, gv_names_hash(names, texts[v], length),
                                  &id, NULL));
    g_assert_cmpuint(id, ==, v);
  }
  return names;
}

static void assert_table(const GvTable *table, GvFormat format, const char *expected)
{
  g_autofree char *text = table_text(table, format, 2);

  g_assert_cmpstr(text, ==, expected);
}

/* One column of each type; the rows in another order than the indices. */
static void each_format_writes_each_type(void)
{
  static const char *const people[] = { "ann", "bo,b", "" };
  static const double scores[] = { 0.1, NAN, 1e300 };
  static const int64_t counts[] = { -5, INT64_MIN, 7 };
  static const char *const stages[] = { "fan", NULL, "a\tb\\\n" };
  static const GvVertex nearest[] = { 1, GV_VERTEX_NONE, 0 }, order[] = { 2, 0, 1 };
  g_autoptr(GvNames) names = names_of(people, 3);
  const GvColumn columns[] = { { "user", GV_COLUMN_NAME, NULL, names },
                               { "score", GV_COLUMN_REAL, scores, NULL },
                               { "count", GV_COLUMN_INT, counts, NULL },
                               { "stage", GV_COLUMN_TEXT, stages, NULL },
                               { "nearest", GV_COLUMN_NAME, nearest, names } };
  const GvTable table = { columns, 5, 3, order };

  assert_table(&table, GV_FORMAT_CSV,
               "user,score,count,stage,nearest\n"
               "\"\",1e+300,7,\"a\tb\\\n\",ann\n"
               "ann,0.1,-5,fan,\"bo,b\"\n"
               "\"bo,b\",NaN,-9223372036854775808,,\"\"\n");
  assert_table(&table, GV_FORMAT_TSV,
               "user\tscore\tcount\tstage\tnearest\n"
               "\t1e+300\t7\ta\\tb\\\\\\n\tann\n"
               "ann\t0.1\t-5\tfan\tbo,b\n"
               "bo,b\tNaN\t-9223372036854775808\t\t\n");
  assert_table(
      &table, GV_FORMAT_JSONL,
      "{\"user\":\"\",\"score\":1e+300,\"count\":7,\"stage\":\"a\\tb\\\\\\n\",\"nearest\":\"ann\"}"
      "\n"
      "{\"user\":\"ann\",\"score\":0.1,\"count\":-5,\"stage\":\"fan\",\"nearest\":\"bo,b\"}\n"
      "{\"user\":\"bo,b\",\"score\":null,\"count\":-9223372036854775808,\"stage\":\"\","
      "\"nearest\":\"\"}\n");
  assert_table(&table, GV_FORMAT_TABLE,
               "user   score                 count  stage            nearest\n"
               "      1e+300                     7  a\\u0009b\\\\u000a  ann\n"
               "ann      0.1                    -5  fan              bo,b\n"
               "bo,b       -  -9223372036854775808\n");
}

/* Any bytes but NUL, many of them special. */
static char *random_text(GRand *rand)
{
  static const char special[] = "\",\r\n\t\\ \xc3\xa9";
  const int length = g_rand_int_range(rand, 0, 12);
  char *text = g_malloc0((gsize)length + 1);

  for (int i = 0; i < length; i++)
    text[i] = g_rand_boolean(rand) ? special[g_rand_int_range(rand, 0, sizeof special - 1)]
                                   : (char)g_rand_int_range(rand, 1, 256);
  return text;
}

enum { TEXTS = 3000 };

/* A table of two columns of arbitrary texts. */
static GvTable random_texts(GvColumn columns[2], GPtrArray *texts)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(11);

  for (int i = 0; i < 2 * TEXTS; i++)
    g_ptr_array_add(texts, random_text(rand));
  columns[0] = (GvColumn){ "a", GV_COLUMN_TEXT, texts->pdata, NULL };
  columns[1] = (GvColumn){ "b", GV_COLUMN_TEXT, texts->pdata + TEXTS, NULL };
  return (GvTable){ columns, 2, TEXTS, NULL };
}

/* RFC 4180, section 2, read character by character. */
static const char *read_csv_field(const char *at, GString *field)
{
  const gboolean quoted = *at == '"';

  g_string_truncate(field, 0);
  for (at += quoted; *at; at++) {
    if (quoted && at[0] == '"' && at[1] != '"')
      return at + 1;
    if (!quoted && (*at == ',' || *at == '\n'))
      return at;
    g_assert_true(quoted || (*at != '"' && *at != '\r'));
    at += quoted && *at == '"';
    g_string_append_c(field, *at);
  }
  g_assert_not_reached();
}

static void csv_gives_back_any_bytes(void)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GString) field = g_string_new(NULL);
  GvColumn columns[2];
  const GvTable table = random_texts(columns, texts);
  g_autofree char *text = table_text(&table, GV_FORMAT_CSV, 2);
  const char *at = text + strlen("a,b\n");

  for (unsigned r = 0; r < TEXTS; r++)
    for (unsigned c = 0; c < 2; c++) {
      at = read_csv_field(at, field);
      g_assert_cmpint(*at++, ==, c == 0 ? ',' : '\n');
      g_assert_cmpstr(field->str, ==, texts->pdata[c * TEXTS + r]);
    }
  g_assert_cmpint(*at, ==, '\0');
}

static void tsv_gives_back_any_bytes(void)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  GvColumn columns[2];
  const GvTable table = random_texts(columns, texts);
  g_autofree char *text = table_text(&table, GV_FORMAT_TSV, 2);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

  g_assert_cmpuint(g_strv_length(lines), ==, TEXTS + 2);
  for (unsigned r = 0; r < TEXTS; r++) {
    g_auto(GStrv) fields = g_strsplit(lines[r + 1], "\t", -1);
    g_assert_cmpuint(g_strv_length(fields), ==, 2);
    for (unsigned c = 0; c < 2; c++) {
      g_autofree char *plain = g_strcompress(fields[c]); /* knows \t \n \\ */
      g_assert_cmpstr(plain, ==, texts->pdata[c * TEXTS + r]);
    }
  }
}

/* JSON has no bytes, only characters: every character below U+0800 and some. */
static void jsonl_gives_back_any_characters(void)
{
  g_autoptr(GString) all = g_string_new(NULL);
  const char *texts[2] = { NULL, "bad \xff\xc3 bytes" };
  const GvColumn columns[] = { { "te\"xt", GV_COLUMN_TEXT, texts, NULL } };
  const GvTable table = { columns, 1, 2, NULL };

  for (gunichar c = 1; c < 0x800; c++)
    g_string_append_unichar(all, c);
  g_string_append(all, "\u2028\u202e张三👩‍👩‍👧\U0010ffff");
  texts[0] = all->str;
  g_autofree char *text = table_text(&table, GV_FORMAT_JSONL, 1);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_assert_cmpuint(g_strv_length(lines), ==, 3);
  json_t *first = json_loads(lines[0], 0, NULL), *second = json_loads(lines[1], 0, NULL);
  g_assert_cmpstr(json_string_value(json_object_get(first, "te\"xt")), ==, all->str);
  g_assert_nonnull(strstr(json_string_value(json_object_get(second, "te\"xt")), " bytes"));
  json_decref(first);
  json_decref(second);
}

static void not_finite_is_null_in_json(void)
{
  static const double values[] = { NAN, INFINITY, -INFINITY, 5 };
  const GvColumn columns[] = { { "x", GV_COLUMN_REAL, values, NULL } };
  const GvTable table = { columns, 1, 4, NULL };

  assert_table(&table, GV_FORMAT_JSONL, "{\"x\":null}\n{\"x\":null}\n{\"x\":null}\n{\"x\":5}\n");
  assert_table(&table, GV_FORMAT_CSV, "x\nNaN\nInfinity\n-Infinity\n5\n");
}

/* Widths by hand, from Unicode's East Asian Width and general categories. */
static void table_is_straight_on_a_terminal(void)
{
  static const char *const people[] = { "ann", "张三", "e\u0301mile", "👍", "ｱ", "\u200dx" };
  static const double scores[] = { 1234567.891, 0.5, 1, NAN, -2, 1e-9 };
  g_autoptr(GvNames) names = names_of(people, 6);
  const GvColumn columns[] = { { "用户", GV_COLUMN_NAME, NULL, names },
                               { "score", GV_COLUMN_REAL, scores, NULL },
                               { "who", GV_COLUMN_NAME, NULL, names } };
  const GvTable table = { columns, 3, 6, NULL };

  assert_table(&table, GV_FORMAT_TABLE,
               "用户         score  who\n"
               "ann    1.23457e+06  ann\n"
               "张三           0.5  张三\n"
               "e\u0301mile            1  e\u0301mile\n"
               "👍               -  👍\n"
               "ｱ               -2  ｱ\n"
               "\u200dx            1e-09  \u200dx\n");
}

static void characters_that_drive_a_terminal_are_shown(void)
{
  static const char *const texts[] = { "a\u202eb",      "\u202a\u202b\u202c\u202d",
                                       "\u2066\u2069",  "\u200e\u200f\u061c",
                                       "\x1b[31m",      "\x7f\xc2\x85\xc2\x9b",
                                       "\n\r\x01",      "\u2028\u2029",
                                       "\xff\xc3(ok)é", "\u2065\u206a\u2027\u202f" };
  const GvColumn columns[] = { { "t", GV_COLUMN_TEXT, texts, NULL } };
  const GvTable table = { columns, 1, G_N_ELEMENTS(texts), NULL };

  assert_table(&table, GV_FORMAT_TABLE,
               "t\n"
               "a\\u202eb\n"
               "\\u202a\\u202b\\u202c\\u202d\n"
               "\\u2066\\u2069\n"
               "\\u200e\\u200f\\u061c\n"
               "\\u001b[31m\n"
               "\\u007f\\u0085\\u009b\n"
               "\\u000a\\u000d\\u0001\n"
               "\\u2028\\u2029\n"
               "\\xff\\xc3(ok)é\n"
               "\u2065\u206a\u2027\u202f\n");
}

static void table_without_rows_has_its_header(void)
{
  const GvColumn columns[] = { { "user", GV_COLUMN_TEXT, NULL, NULL },
                               { "a,b", GV_COLUMN_REAL, NULL, NULL } };
  const GvTable table = { columns, 2, 0, NULL };

  assert_table(&table, GV_FORMAT_CSV, "user,\"a,b\"\n");
  assert_table(&table, GV_FORMAT_TSV, "user\ta,b\n");
  assert_table(&table, GV_FORMAT_JSONL, "");
  assert_table(&table, GV_FORMAT_TABLE, "user  a,b\n");
}

enum { ROWS = 30011 };

static double *random_reals(guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  double *reals = g_new(double, ROWS);

  for (int i = 0; i < ROWS; i++)
    reals[i] = ldexp(g_rand_double(rand) - 0.5, g_rand_int_range(rand, -60, 60));
  return reals;
}

static void same_bytes_on_any_thread_count(void)
{
  g_autofree double *reals = random_reals(3);
  const GvColumn columns[] = { { "x", GV_COLUMN_REAL, reals, NULL } };
  const GvTable table = { columns, 1, ROWS, NULL };

  for (int format = GV_FORMAT_CSV; format <= GV_FORMAT_TABLE; format++) {
    g_autofree char *one = table_text(&table, (GvFormat)format, 1);
    for (unsigned threads = 2; threads <= 8; threads += 3) {
      g_autofree char *many = table_text(&table, (GvFormat)format, threads);
      g_assert_cmpstr(one, ==, many);
    }
  }
}

static void reals_read_back_as_the_same_double(void)
{
  g_autofree double *reals = random_reals(4);
  const GvColumn columns[] = { { "x", GV_COLUMN_REAL, reals, NULL } };
  const GvTable table = { columns, 1, ROWS, NULL };
  g_autofree char *text = table_text(&table, GV_FORMAT_CSV, 3);
  char *at = text + strlen("x\n");

  for (int i = 0; i < ROWS; i++) {
    g_assert_cmpfloat(strtod(at, &at), ==, reals[i]);
    g_assert_cmpint(*at++, ==, '\n');
  }
  g_assert_cmpint(*at, ==, '\0');
}

static void cancelled_task_stops_the_writing(void)
{
  g_autofree double *reals = random_reals(5);
  const GvColumn columns[] = { { "x", GV_COLUMN_REAL, reals, NULL } };
  const GvTable table = { columns, 1, ROWS, NULL };
  g_autoptr(GvTask) task = gv_task_new(1);
  g_autoptr(GvOutput) output = gv_output_open("/dev/null", NULL);
  g_autoptr(GError) error = NULL;

  gv_task_cancel(task);
  g_assert_false(gv_table_write(&table, GV_FORMAT_CSV, output, task, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
}

static void failed_write_is_reported(void)
{
  g_autofree double *reals = random_reals(6);
  const GvColumn columns[] = { { "x", GV_COLUMN_REAL, reals, NULL } };
  const GvTable table = { columns, 1, ROWS, NULL };
  g_autoptr(GvOutput) output = gv_output_open("/dev/full", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false(gv_table_write(&table, GV_FORMAT_CSV, output, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_IO);
}

static void ending_picks_the_format(void)
{
  static const struct {
    const char *path;
    int format; /* -1 = none */
  } cases[] = {
    { "a.csv", GV_FORMAT_CSV },
    { "a.tsv.gz", GV_FORMAT_TSV },
    { "b/a.jsonl.zst", GV_FORMAT_JSONL },
    { "a.csv.tsv", GV_FORMAT_TSV },
    { "a.csv.gz.gz", -1 },
    { "a.txt", -1 },
    { "-", -1 },
    { "csv", -1 },
    { "a.csv.gz", GV_FORMAT_CSV },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    GvFormat format = GV_FORMAT_TABLE;
    g_assert_cmpint(gv_format_of_path(cases[i].path, &format), ==, cases[i].format >= 0);
    if (cases[i].format >= 0)
      g_assert_cmpint((int)format, ==, cases[i].format);
  }
}

static void large_table_is_written_in_time(void)
{
  enum { LARGE_ROWS = 300000, COLUMNS = 20 };
  g_autofree double *reals = g_new(double, LARGE_ROWS);
  g_autoptr(GvOutput) output = gv_output_open("/dev/null", NULL);
  GvColumn columns[COLUMNS];
  const GvTable table = { columns, COLUMNS, LARGE_ROWS, NULL };

  if (!g_test_perf()) {
    g_test_skip("a measurement: run with -m perf");
    return;
  }
  for (int i = 0; i < LARGE_ROWS; i++)
    reals[i] = 1.0 / (i + 1);
  for (int c = 0; c < COLUMNS; c++)
    columns[c] = (GvColumn){ "x", GV_COLUMN_REAL, reals, NULL };
  g_test_timer_start();
  g_assert_true(gv_table_write(&table, GV_FORMAT_CSV, output, NULL, NULL));
  g_test_minimized_result(g_test_timer_elapsed(), "300,000 rows of 20 reals, seconds");
}

int main(int argc, char **argv)
{
  static const struct {
    const char *name;
    GTestFunc test;
  } promises[] = {
    { "each-format-writes-each-type", each_format_writes_each_type },
    { "csv-gives-back-any-bytes", csv_gives_back_any_bytes },
    { "tsv-gives-back-any-bytes", tsv_gives_back_any_bytes },
    { "jsonl-gives-back-any-characters", jsonl_gives_back_any_characters },
    { "not-finite-is-null-in-json", not_finite_is_null_in_json },
    { "table-is-straight-on-a-terminal", table_is_straight_on_a_terminal },
    { "characters-that-drive-a-terminal-are-shown", characters_that_drive_a_terminal_are_shown },
    { "table-without-rows-has-its-header", table_without_rows_has_its_header },
    { "same-bytes-on-any-thread-count", same_bytes_on_any_thread_count },
    { "reals-read-back-as-the-same-double", reals_read_back_as_the_same_double },
    { "cancelled-task-stops-the-writing", cancelled_task_stops_the_writing },
    { "failed-write-is-reported", failed_write_is_reported },
    { "ending-picks-the-format", ending_picks_the_format },
    { "large-table-is-written-in-time", large_table_is_written_in_time },
  };

  g_test_init(&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(promises); i++) {
    g_autofree char *path = g_strconcat("/write_table/", promises[i].name, NULL);
    g_test_add_func(path, promises[i].test);
  }
  return g_test_run();
}
