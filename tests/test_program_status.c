/* How the program ends: statuses, and what it says when something is wrong.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define CENTRALITY "$G centrality --measure degree "
#define NOMINATE "$G nominate --follows follows.csv "

static void usage_is_status_2(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 2, "Usage: grapevine COMMAND", "$G");
  fails(s, 2, "unknown command nominat; did you mean nominate?", "$G nominat --follows x");
  fails(s, 2, "unknown command zzzzzzzz; grapevine --help lists them", "$G zzzzzzzz");
  fails(s, 2, "report is not part of this version", "$G report");
  fails(s, 2, "report is not part of this version", "$G help report");
  fails(s, 2, "unknown option --verison; did you mean --version?", "$G --verison");
  fails(s, 2, "unknown option --mesure; did you mean --measure?", "$G centrality --mesure degree");
  fails(s, 2, "unknown option --qqqqqqqqqq\n", NOMINATE "--qqqqqqqqqq=3");
  fails(s, 2, "grapevine nominate --help lists the options", NOMINATE "--bogus");
  fails(s, 2, "Unknown option -x", NOMINATE "-x");
  fails(s, 2, "Missing argument for --top", NOMINATE "--top");
  fails(s, 2, "--quiet takes no value", NOMINATE "--quiet=no");
  fails(s, 2, "unexpected \"stray\"", NOMINATE "stray");
}

static void values_outside_their_range_are_status_2(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 2, "there is no \"pagrank\"; did you mean pagerank?",
        "$G centrality --follows follows.csv --measure pagrank");
  fails(s, 2, "--measure is missing", "$G centrality --follows follows.csv");
  fails(s, 2, "--measure is missing", "$G centrality --follows follows.csv --measure ''");
  fails(s, 2, "there is no \"\"", "$G centrality --follows follows.csv --measure degree,,core");
  fails(s, 2, "--method must be one of", "$G communities --follows follows.csv --method best");
  fails(s, 2, "--threads must be", NOMINATE "--threads 1.5");
  fails(s, 2, "--threads must be", NOMINATE "--threads -1");
  fails(s, 2, "--top must be", NOMINATE "--top many");
  fails(s, 2, "--seed must be", NOMINATE "--seed ''");
  fails(s, 2, "--seed must be", NOMINATE "--seed 9007199254740993"); /* no double is */
  fails(s, 2, "--format must be", NOMINATE "--format xml");
  fails(s, 2, "--half-life must be", NOMINATE "--half-life soon");
  fails(s, 2, "--as-of must be", NOMINATE "--as-of tomorrow");
  fails(s, 2, "--header must be", NOMINATE "--header maybe");
  fails(s, 2, "--delimiter must be", NOMINATE "--delimiter x");
  fails(s, 2, "--type-weights", NOMINATE "--type-weights RT");
  fails(s, 2, "--max-followers must be", NOMINATE "--max-followers 101%");
}

static void tables_that_do_not_go_together_are_status_2(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 2, "no network; name at least one of", "$G nominate");
  fails(s, 2, "no network; name at least one of", "$G info --users users.csv");
  fails(s, 2, "--edges cannot be used together", NOMINATE "--edges follows.csv");
  fails(s, 2, "can be read as one table only", "$G info --follows - --users - </dev/null");
  fails(s, 2, "belongs to the table named before it",
        "$G info --columns a,b --follows follows.csv");
  fails(s, 2, "exclude each other", NOMINATE "--directed --undirected");
  fails(s, 2, "--reverse turns --edges round", NOMINATE "--reverse");
}

static void rejected_input_is_status_3(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 3, "weight_nan.csv:", CENTRALITY "--edges $DATA/badinputs/weight_nan.csv");
  fails(s, 3, "missing_column.csv:", CENTRALITY "--edges $DATA/badinputs/missing_column.csv");
  fails(s, 3, "truncated gzip", CENTRALITY "--edges $DATA/badinputs/truncated.txt.gz");
  fails(s, 3, "empty.csv:", CENTRALITY "--edges $DATA/badinputs/empty.csv");
  write_file(s, "bad.csv", "source,target,weight\na,b,1\nb,c,nan\n");
  fails(s, 3, "grapevine: bad.csv:3: ", CENTRALITY "--edges bad.csv");
  fails(s, 3, "-:1: no followee column",
        "printf 'follower,channel\\na,b\\n' | " CENTRALITY "--follows -");
  fails(s, 3, "-: ", CENTRALITY "--edges - </dev/null");
}

/* Each is read, rejected or too large; none crashes. */
static void hostile_files_end_with_a_status(Shell *s, gconstpointer data)
{
  g_autoptr(GDir) folder = g_dir_open(GV_TEST_DATA "/badinputs", 0, NULL);
  const char *name;
  (void)data;

  g_assert_nonnull(folder);
  while ((name = g_dir_read_name(folder)) != NULL) {
    g_autofree char *line = g_strdup_printf("$G info --edges $DATA/badinputs/%s", name);
    run(s, line);
    if (s->status != 0 && s->status != 3 && s->status != 5)
      g_error("%s: status %d: %s", line, s->status, s->err);
    if (s->status != 0)
      assert_holds(s->err, name, line);
  }
}

static void unreadable_and_unwritable_are_status_4(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 4, "none.csv: cannot open", CENTRALITY "--follows none.csv");
  fails(s, 4, ": cannot read", CENTRALITY "--follows .");
  fails(s, 4, "/dev/full: cannot write", CENTRALITY "--follows follows.csv -o /dev/full");
  fails(s, 4, "stdout: cannot write", CENTRALITY "--follows follows.csv >/dev/full");
  fails(s, 4, "/dev/full: cannot write",
        CENTRALITY "--follows follows.csv -o x --summary /dev/full");
  fails(s, 4, "make the folder first", CENTRALITY "--follows follows.csv -o none/x.csv");
  fails(s, 4, "none.txt: cannot open", NOMINATE "--exclude none.txt");
  fails(s, 4, "none.ini", NOMINATE "--weights none.ini");
}

static void limits_are_status_5(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 5, "--max-vertices", CENTRALITY "--follows follows.csv --max-vertices 3");
  fails(s, 5, "--max-expand",
        "head -c 200000000 /dev/zero | tr '\\0' '\\n' | gzip -1 | " CENTRALITY
        "--edges - --max-expand 2");
}

static void pages_fail_like_any_output(Shell *s, gconstpointer data)
{
  static const char *const pages[] = { "--help", "--version", "--reference", "help nominate",
                                       "nominate --help" };
  (void)data;

  for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
    g_autofree char *full = g_strdup_printf("$G %s >/dev/full", pages[i]);
    g_autofree char *closed = g_strdup_printf("$G %s >&-", pages[i]);
    g_autofree char *gone = g_strdup_printf("{ sleep .2; $G %s; echo $? >status; } | :", pages[i]);
    fails(s, 4, "stdout: cannot write", full);
    fails(s, 4, "stdout: cannot write", closed);
    run(s, gone);
    g_autofree char *status = read_file(s, "status");
    g_assert_cmpstr(status, ==, "0\n");
    g_assert_cmpstr(s->err, ==, "");
  }
}

static void a_closed_pipe_ends_quietly(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "user,degree\n",
         "{ $G centrality --interactions $DATA/higgs/*.gz --columns actor,target,time,type "
         "--measure degree; echo $? >status; } | head -1");
  g_autofree char *status = read_file(s, "status");
  g_assert_cmpstr(status, ==, "0\n");
  g_assert_cmpstr(s->err, ==, "");
}

/* Without care the next file that is opened becomes stderr, and gets the messages. */
static void closed_streams_do_no_harm(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 4, "stdout: cannot write", CENTRALITY "--follows follows.csv >&-");
  fails(s, 4, "-: cannot read", CENTRALITY "--follows - <&-");
  run(s, CENTRALITY "--follows follows.csv --type-weights x=1 -o x.csv 0<&- 1>&- 2>&-");
  g_assert_cmpint(s->status, ==, 0);
  g_autofree char *text = read_file(s, "x.csv");
  g_assert_true(g_str_has_prefix(text, "user,degree\na,"));
  g_assert_null(strstr(text, "grapevine"));
}

static void messages_hold_no_terminal_escapes(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 2, "\\u001b[31m", "$G \"$(printf 'no\\033[31m')\"");
  fails(s, 2, "no\\xe4\\u001b[31mxyz;", "$G \"$(printf 'no\\344\\033[31mxyz')\"");
  fails(s, 2, "no\\xe4;", "$G \"$(printf 'no\\344')\"");
  fails(s, 4, "x\\u202e: cannot", CENTRALITY "--follows \"$(printf 'x\\342\\200\\256')\"");
  fails(s, 2, "未知", "$G 未知");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program/status/usage is 2", usage_is_status_2);
  program_test("/program/status/values outside their range are 2",
               values_outside_their_range_are_status_2);
  program_test("/program/status/tables that do not go together are 2",
               tables_that_do_not_go_together_are_status_2);
  program_test("/program/status/rejected input is 3", rejected_input_is_status_3);
  program_test("/program/status/hostile files end with a status", hostile_files_end_with_a_status);
  program_test("/program/status/unreadable and unwritable are 4",
               unreadable_and_unwritable_are_status_4);
  program_test("/program/status/limits are 5", limits_are_status_5);
  program_test("/program/status/pages fail like any output", pages_fail_like_any_output);
  program_test("/program/status/a closed pipe ends quietly", a_closed_pipe_ends_quietly);
  program_test("/program/status/closed streams do no harm", closed_streams_do_no_harm);
  program_test("/program/status/messages hold no terminal escapes",
               messages_hold_no_terminal_escapes);
  return g_test_run();
}
