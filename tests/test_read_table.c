/* How delimited text is understood. */
#include "read_common.h"

static void assert_tie(const char *text, const char *from, const char *to, double weight)
{
  g_autoptr(GvNetwork) network = network_of(GV_TABLE_EDGES, text, NULL);

  g_assert_cmpfloat(tie(network, from, to), ==, weight);
}

static void finds_every_delimiter_from_the_header(void)
{
  assert_tie("source\ttarget\tweight\na,b\tc;d\t2\n", "a,b", "c;d", 2);
  assert_tie("source,target,weight\na b,c;d,2\n", "a b", "c;d", 2);
  assert_tie("source;target;weight\na b;c,d;2\n", "a b", "c,d", 2);
  assert_tie("source|target|weight\na b|c d|2\n", "a b", "c d", 2);
  assert_tie("source target weight\na,b c|d 2\n", "a,b", "c|d", 2);
}

static void finds_the_delimiter_from_the_first_row_without_header(void)
{
  assert_tie("a b\tc\n", "a b", "c", 1);
  assert_tie("a b,c\n", "a b", "c", 1);
  assert_tie("a  \t b\n", "a  ", " b", 1); /* tab goes before white space */
  assert_tie("  a    b   2  \n", "a", "b", 2);
}

static void a_delimiter_in_quotes_splits_nothing(void)
{
  assert_tie("\"a,b\";c\n", "a,b", "c", 1);
  assert_tie("\"a\nb c\",d\n", "a\nb c", "d", 1);
}

static void the_given_delimiter_overrides(void)
{
  g_auto(TestFile) file = test_file("a\tb;c\n");
  g_autoptr(GvNetwork) network =
      read_good((GvSource){ .kind = GV_TABLE_EDGES, .path = file.path, .delimiter = ';' },
                (GvReadOptions)GV_READ_OPTIONS_INIT, NULL);

  g_assert_cmpfloat(tie(network, "a\tb", "c"), ==, 1);
}

static void header_names_decide_in_any_order_and_case(void)
{
  assert_tie("weight,dst,src\n3,b,a\n", "a", "b", 3);
  assert_tie("\xef\xbb\xbf Target , Source \nb,a\n", "a", "b", 1);
  assert_tie("v,u\nb,a\n", "a", "b", 1);
  assert_tie("id_2,note,id_1\nb,x,a\n", "a", "b", 1);
}

static void a_column_that_is_not_used_is_told(void)
{
  g_auto(TestFile) file = test_file("source,target,weigth\na,b,2\n");
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GvNetwork) network = read_good((GvSource){ .kind = GV_TABLE_EDGES, .path = file.path },
                                           (GvReadOptions)GV_READ_OPTIONS_INIT, &report);

  g_assert_nonnull(network);
  g_assert_cmpuint(report.warnings->len, ==, 1);
  g_assert_nonnull(strstr(g_ptr_array_index(report.warnings, 0), "columns 3"));
}

static void header_yes_and_no_are_obeyed(void)
{
  g_auto(TestFile) named = test_file("source,target\na,b\n");
  g_autoptr(GvNetwork) data =
      read_good((GvSource){ .kind = GV_TABLE_EDGES, .path = named.path, .header = GV_HEADER_NO },
                (GvReadOptions)GV_READ_OPTIONS_INIT, NULL);
  g_auto(TestFile) odd = test_file("x,y\na,b\n");
  g_autoptr(GvNetwork) skipped = read_good((GvSource){ .kind = GV_TABLE_EDGES,
                                                       .path = odd.path,
                                                       .header = GV_HEADER_YES,
                                                       .columns = "target,source" },
                                           (GvReadOptions)GV_READ_OPTIONS_INIT, NULL);

  g_assert_cmpfloat(tie(data, "source", "target"), ==, 1);
  g_assert_cmpuint(gv_names_count(gv_network_names(skipped)), ==, 2);
  g_assert_cmpfloat(tie(skipped, "b", "a"), ==, 1);
}

static void columns_name_and_rename_and_skip(void)
{
  g_autoptr(GvNetwork) named = network_of(GV_TABLE_EDGES, "7,a,b\n", "weight,source,target");
  g_autoptr(GvNetwork) renamed =
      network_of(GV_TABLE_EDGES, "source,target,weight\na,b,5\n", "target,source,-");

  g_assert_cmpfloat(tie(named, "a", "b"), ==, 7);
  g_assert_cmpfloat(tie(renamed, "b", "a"), ==, 1);
}

static void columns_that_do_not_fit_are_refused(void)
{
  const struct {
    const char *columns;
    int code;
  } cases[] = {
    { "source,target", GV_ERROR_PARSE },      { "source,target,wieght", GV_ERROR_INVALID_ARGUMENT },
    { "source,-,-", GV_ERROR_PARSE },         { "source,target,source", GV_ERROR_PARSE },
    { "source,target,from", GV_ERROR_PARSE },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *message =
        error_of((GvSource){ .kind = GV_TABLE_EDGES, .columns = cases[i].columns }, "a,b,1\n", 6,
                 cases[i].code);
    g_assert_nonnull(strstr(message, "column"));
  }
}

static void names_are_kept_as_written(void)
{
  g_autoptr(GvNetwork) network =
      network_of(GV_TABLE_EDGES, "007, 7\n7,007 \n\"x\"\"\",a\"b\"\n", NULL);
  const char *expected[] = { "007", " 7", "7", "007 ", "x\"", "a\"b\"" };

  for (GvVertex v = 0; v < G_N_ELEMENTS(expected); v++)
    g_assert_cmpstr(name_of(network, v), ==, expected[v]);
}

static void quoted_names_may_hold_anything(void)
{
  assert_tie("source,target\r\n\"a,\"\"b\"\"\r\nc\",\"d\"\r\n", "a,\"b\"\r\nc", "d", 1);
  assert_tie("\"a\";\"b\"\n", "a", "b", 1);
  assert_tie("\"a\"|b\n", "\"a\"", "b", 1); /* no quoting but for comma and semicolon */
}

static void quotes_that_make_no_sense_are_refused(void)
{
  assert_error("a,b\n\"c\"d,e\n", ":2: text behind a closing quote");
  assert_error("a,b\n\nc,\"d\ne,f\n", ":3: quote not closed");
  assert_error("a,b\n\"c\nc\",\"d\ne,f\n", ":3: quote not closed");
}

static void comments_stand_at_the_top_only(void)
{
  assert_tie("# \"one\n\n% two, three\nsource,target\n#a,%b\n", "#a", "%b", 1);
}

static void blank_lines_are_passed_over_and_lines_counted(void)
{
  assert_error("# c\n\nsource,target,weight\n\r\n  \na,b,1\n\nc,d,x\n",
               ":8: weight is not a number");
  assert_error("source,target,weight\r\n\"a\r\nb\",c,1\r\nd,e,\r\n", ":4: weight is empty");
  assert_error("a b 1\n\n\nc d -1\n", ":4: weight must be >= 0");
  assert_error("a b 1\nc d 1e999\n", ":2: weight is not finite");
}

static void bad_names_are_refused(void)
{
  assert_error("a,b\n ,c\n", ":2: source is blank");
  assert_error("a,b\nc,\"\"\n", ":2: target is empty");
  assert_error("a,b\nc,\xe3\x80\x80\n", ":2: target is blank");
  assert_error("a,b\nc,\xc0\x80\n", ":2: invalid UTF-8");
  assert_error("a,b\nc,\xed\xa0\x80\n", ":2: invalid UTF-8");
}

static void names_up_to_1024_bytes_are_taken(void)
{
  g_autofree char *name = g_strnfill(1024, 'x');
  g_autofree char *good = g_strdup_printf("a,%s\n", name),
                  *bad = g_strdup_printf("a,b\na,%sx\n", name);

  assert_tie(good, "a", name, 1);
  assert_error(bad, ":2: handle too long");
}

static void a_line_is_at_most_one_mebibyte(void)
{
  g_autofree char *fill = g_strnfill(1024 * 1024 - 4, 'x');
  g_autofree char *good = g_strdup_printf("source,target,note\na,b,%s\nb,c,\n", fill);
  g_autofree char *bad = g_strdup_printf("source,target,note\na,b,\na,b,%sx\nb,c,\n", fill);

  assert_tie(good, "b", "c", 1);
  assert_error(bad, ":3: line too long");
}

static void a_quote_that_swallows_the_file_is_found(void)
{
  g_autoptr(GString) text = g_string_new("a,b\n\"c,d\n");

  while (text->len < 4 * 1024 * 1024)
    g_string_append(text, "e,f\n");
  assert_error(text->str, ":2: quote not closed");
}

static void a_nul_is_found_before_anything_else_on_its_line(void)
{
  static const char text[] = "a,b\nc\nd,\xff,\0\n";
  static const char nul[] = "a,b\n\"d,\xff,\0\n";
  g_autofree char *first =
      error_of((GvSource){ .kind = GV_TABLE_EDGES }, text, sizeof text - 1, GV_ERROR_PARSE);
  g_autofree char *second =
      error_of((GvSource){ .kind = GV_TABLE_EDGES }, nul, sizeof nul - 1, GV_ERROR_PARSE);

  g_assert_true(g_str_has_prefix(first, ":2: expected 2 fields, got 1"));
  g_assert_true(g_str_has_prefix(second, ":2: NUL byte"));
}

static void files_without_a_row_are_refused(void)
{
  assert_error("", ": file is empty");
  assert_error("\xef\xbb\xbf", ": file is empty");
  assert_error("# only\n\n", ": file is empty");
  assert_error("source,target\n\n", ": file is empty");
}

static void headers_that_lack_or_repeat_are_refused(void)
{
  assert_error("source,weight\na,1\n", ":1: no target column");
  assert_error("# c\nweight,target\n1,a\n", ":2: no source column");
  assert_error("source,target,source\na,b,c\n", ":1: repeated column source");
  assert_error("source,target,x,x\na,b,c,d\n", ":1: repeated column x");
}

static void tables_without_names_say_when_to_name_the_columns(void)
{
  assert_error("a,b,c\n", ":1: the third field is not a number");
  assert_error("a,b,1,2,3\n", ":1: 5 fields and no header");
  assert_error("abc\n", ":1: expected at least 2 fields");
}

static void big_endian_utf16_is_refused(void)
{
  assert_error("\xfe\xff", ":1: encoding utf-16 not supported");
}

static void times_are_seconds_or_iso_8601(void)
{
  const struct {
    const char *text;
    double seconds;
  } cases[] = {
    { "1341100972", 1341100972 },
    { " 1.5", 1.5 },
    { "2012-07-01", 1341100800 },
    { "2012-07-01T00:02:52Z", 1341100972 },
    { "2012-07-01 02:02:52+02", 1341100972 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = g_strdup_printf("actor,target,time\na,b,%s\n", cases[i].text);
    g_autoptr(GvNetwork) network = network_of(GV_TABLE_INTERACTIONS, text, NULL);
    double first, last;
    g_assert_true(gv_network_time_span(network, &first, &last));
    g_assert_cmpfloat(first, ==, cases[i].seconds);
  }
  assert_error("source,target,time\na,b,\na,c,tomorrow\n", ":3: time is not a time");
}

static void an_empty_time_is_unknown(void)
{
  g_autoptr(GvNetwork) network = network_of(GV_TABLE_EDGES, "source,target,time\na,b,\n", NULL);
  double first, last;

  g_assert_false(gv_network_time_span(network, &first, &last));
}

static void a_file_that_is_not_there_is_named(void)
{
  const GvSource source = { .kind = GV_TABLE_EDGES, .path = "/nonexistent/x" };
  g_autoptr(GError) error = NULL;

  g_assert_null(gv_network_read(&source, 1, NULL, NULL, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_IO);
  g_assert_true(g_str_has_prefix(error->message, "/nonexistent/x: cannot open: "));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define PROMISE(f) g_test_add_func("/table/" #f, f)
  PROMISE(finds_every_delimiter_from_the_header);
  PROMISE(finds_the_delimiter_from_the_first_row_without_header);
  PROMISE(a_delimiter_in_quotes_splits_nothing);
  PROMISE(the_given_delimiter_overrides);
  PROMISE(header_names_decide_in_any_order_and_case);
  PROMISE(a_column_that_is_not_used_is_told);
  PROMISE(header_yes_and_no_are_obeyed);
  PROMISE(columns_name_and_rename_and_skip);
  PROMISE(columns_that_do_not_fit_are_refused);
  PROMISE(names_are_kept_as_written);
  PROMISE(quoted_names_may_hold_anything);
  PROMISE(quotes_that_make_no_sense_are_refused);
  PROMISE(comments_stand_at_the_top_only);
  PROMISE(blank_lines_are_passed_over_and_lines_counted);
  PROMISE(bad_names_are_refused);
  PROMISE(names_up_to_1024_bytes_are_taken);
  PROMISE(a_line_is_at_most_one_mebibyte);
  PROMISE(a_quote_that_swallows_the_file_is_found);
  PROMISE(a_nul_is_found_before_anything_else_on_its_line);
  PROMISE(files_without_a_row_are_refused);
  PROMISE(headers_that_lack_or_repeat_are_refused);
  PROMISE(tables_without_names_say_when_to_name_the_columns);
  PROMISE(big_endian_utf16_is_refused);
  PROMISE(times_are_seconds_or_iso_8601);
  PROMISE(an_empty_time_is_unknown);
  PROMISE(a_file_that_is_not_there_is_named);
  return g_test_run();
}
