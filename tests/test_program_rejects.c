/* --rejects: every bad row as it was read, whatever it is read from.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define DEGREE "$G centrality --measure in_degree "
#define HEADER "path,line,reason,row\n"

enum { ROWS = 150000, CUT = 64 * 1024 };

static void quoted_rows_are_written_as_they_were(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "e.csv",
             "source,target,weight\r\n"
             "a,b,1\r\n"
             "\"a \"\"x\"\" b\",c,\"o\"\"n\"\"e\"\r\n"
             "\r\n"
             "\"two\nlines\",\"\"\"\",-1\r\n"
             "\"a\"\"b\"x,c,1\r\n"
             "b,c,2\r\n"
             " d , e ,\"\"\r\n");
  prints(s,
         HEADER "e.csv,3,weight is not a number; write it like 12 or 0.5,"
                "\"\"\"a \"\"\"\"x\"\"\"\" b\"\",c,\"\"o\"\"\"\"n\"\"\"\"e\"\"\"\n"
                "e.csv,5,weight must be >= 0; correct or remove the row,"
                "\"\"\"two\nlines\"\",\"\"\"\"\"\"\"\",-1\"\n"
                "e.csv,7,text behind a closing quote; double a quote that belongs to the text,"
                "\"\"\"a\"\"\"\"b\"\"x,c,1\"\n"
                "e.csv,9,weight is empty; give a number >= 0,\" d , e ,\"\"\"\"\"\n",
         DEGREE "--edges e.csv --max-bad 9 --rejects r.csv -o x.csv && cat r.csv");
}

/* Found when rows are taken, long after all of the block was unquoted. */
static void a_row_that_only_others_make_bad_is_written_too(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "u.csv", "user,region\n\"a\"\"1\",x\nb,\"y\"\"\"\n\"a\"\"1\",\"q\"\"z\"\n");
  prints(s,
         HEADER "u.csv,4,\"duplicate id a\"\"1, first on line 2; keep one of the rows\","
                "\"\"\"a\"\"\"\"1\"\",\"\"q\"\"\"\"z\"\"\"\n",
         DEGREE
         "--follows follows.csv --users u.csv --max-bad 1 --rejects r.csv -o x.csv --quiet && "
         "cat r.csv");
}

/* Some MB in many blocks; every 97th row is bad. What is to be written is told by who
 * makes the rows. */
static char *many_rows(GString *expected)
{
  GString *text = g_string_new("source,target,weight\n");
  unsigned line = 1;

  g_string_assign(expected, "path,line,reason,row\n");
  for (unsigned i = 0; i < ROWS; i++) {
    g_autofree char *row = g_strdup_printf(i % 3 ? "p%u,q%u,%s" : "\"p\"\"\n%u\",\"q%u\",%s", i,
                                           i * 7 % 1000, i % 97 ? "1" : "x");
    g_auto(GStrv) parts = g_strsplit(row, "\"", -1);
    g_autofree char *quoted = g_strjoinv("\"\"", parts);
    line++;
    if (i % 97 == 0)
      g_string_append_printf(
          expected, "-,%u,weight is not a number; write it like 12 or 0.5,\"%s\"\n", line, quoted);
    line += strchr(row, '\n') != NULL;
    g_string_append_printf(text, "%s\n", row);
  }
  return g_string_free(text, FALSE);
}

static void they_are_the_same_from_any_stream_at_any_thread_count(Shell *s, gconstpointer data)
{
  static const char *const streams[] = { "cat e.csv", "gzip -c e.csv", "zstd -qc e.csv" };
  g_autoptr(GString) expected = g_string_new(NULL);
  g_autofree char *text = many_rows(expected);
  (void)data;

  write_file(s, "e.csv", text);
  write_file(s, "expected.csv", expected->str);
  for (size_t i = 0; i < G_N_ELEMENTS(streams); i++)
    for (int threads = 1; threads <= 4; threads += 3) {
      g_autofree char *command = g_strdup_printf(
          "%s | " DEGREE "--edges - --max-bad 1e9 --rejects r.csv --quiet -o x.csv --threads %d && "
          "cmp r.csv expected.csv",
          streams[i], threads);
      prints(s, "", command);
    }
}

static void cells_of_a_database_are_written_as_csv(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "e.csv", "source,target\na,\"b\n\"\"2\"\nb,c\n");
  prints(s, "", "$G convert --edges e.csv -o 'sqlite:e.db?table=e'");
  prints(s,
         HEADER "sqlite:e.db?query=...,1,weight is not a number; write it like 12 or 0.5,"
                "\"a,\"\"b\n\"\"\"\"2\"\",\"\"1,5\"\"\"\n"
                "sqlite:e.db?query=...,2,weight is not a number; write it like 12 or 0.5,"
                "\"b,c,\"\"1,5\"\"\"\n",
         DEGREE "--edges \"sqlite:e.db?query=SELECT source, target, '1,5' AS weight FROM e UNION "
                "ALL SELECT 'x', 'y', 1\" --max-bad 9 --rejects r.csv --quiet -o x.csv && "
                "sed 's/?query=[^\\\"]*\\\",/?query=...,/; s/^\\\"sqlite/sqlite/' r.csv");
}

/* A character of three bytes is not cut in two. */
static void a_monstrous_row_is_cut_and_says_so(Shell *s, gconstpointer data)
{
  g_autoptr(GString) text = g_string_new("source,target\n");
  g_autoptr(GString) expected = g_string_new("path,line,reason,row\n");
  (void)data;

  g_string_append_c(text, '"');
  for (size_t i = 0; i < CUT / 2; i++)
    g_string_append(text, "字");
  g_string_append(text, "\",b\nb,c\n");
  g_string_append_printf(expected,
                         "e.csv,2,handle too long: source has %d bytes; at most 1024 are allowed,"
                         "\"\"\"",
                         CUT / 2 * 3);
  for (size_t i = 0; i < CUT / 3; i++)
    g_string_append(expected, "字");
  g_string_append_printf(expected, " [cut: %d of %d bytes]\"\n", CUT / 3 * 3 + 1, CUT / 2 * 3 + 4);
  write_file(s, "e.csv", text->str);
  prints(s, expected->str,
         DEGREE "--edges e.csv --max-bad 1 --rejects r.csv -o x.csv && cat r.csv");
}

static void other_delimiters_and_broken_bytes_are_kept(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", "printf 'source\\ttarget\\na\\tb\\nc\\t\"\\377\\nd\\n' >e.tsv");
  prints(s, "\"c\t\"\"\377\"\n\"d\"\n",
         DEGREE "--edges e.tsv --max-bad 2 --rejects r.csv -o x.csv && "
                "tail -n 2 r.csv | LC_ALL=C sed 's/.*,\"/\"/'");
}

static void rows_that_begin_like_formulas_are_disarmed(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "e.csv", "source,target,weight\na,b,1\n=b,c\n");
  tells(s, ",\"'=b,c\"\n",
        DEGREE "--edges e.csv --max-bad 2 --rejects r.csv --excel-safe -o x.csv && cat r.csv");
  tells(s, ",\"=b,c\"\n", DEGREE "--edges e.csv --max-bad 2 --rejects r.csv -o x.csv && cat r.csv");
}

static void no_row_is_written_where_names_are_hashed(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "key", "a secret of many bytes\n");
  write_file(s, "e.csv", "source,target,weight\na,b,1\nb,c,x\n");
  prints(s, HEADER "e.csv,3,weight is not a number; write it like 12 or 0.5,\n",
         DEGREE "--edges e.csv --max-bad 2 --rejects r.csv --hash-ids key -o x.csv && cat r.csv");
}

int main(int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test)(Shell *, gconstpointer);
  } tests[] = {
    { "quoted rows are written as they were", quoted_rows_are_written_as_they_were },
    { "a row that only others make bad is written too",
      a_row_that_only_others_make_bad_is_written_too },
    { "they are the same from any stream at any thread count",
      they_are_the_same_from_any_stream_at_any_thread_count },
    { "cells of a database are written as CSV", cells_of_a_database_are_written_as_csv },
    { "a monstrous row is cut and says so", a_monstrous_row_is_cut_and_says_so },
    { "other delimiters and broken bytes are kept", other_delimiters_and_broken_bytes_are_kept },
    { "rows that begin like formulas are disarmed", rows_that_begin_like_formulas_are_disarmed },
    { "no row is written where names are hashed", no_row_is_written_where_names_are_hashed },
  };

  g_test_init(&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(tests); i++) {
    g_autofree char *path = g_strconcat("/program/rejects/", tests[i].name, NULL);
    program_test(path, tests[i].test);
  }
  return g_test_run();
}
