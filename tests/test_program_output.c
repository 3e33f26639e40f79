/* Where results go and what they look like.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <pty.h>
#include <unistd.h>

#include "program.h"

#define DEGREE "$G centrality --measure degree --follows follows.csv "
#define TOP "$G centrality --measure degree --top 1 --edges few.csv "

static void few(Shell *s)
{
  write_file(s, "few.csv", "source,target\n张三,b\nc,张三\n\"x,\"\"y\",张三\n");
}

static void the_ending_picks_the_format(Shell *s, gconstpointer data)
{
  (void)data;
  few(s);
  prints(s, "user,degree\n张三,3\n", TOP);
  prints(s, "user,degree\n张三,3\n", TOP "-o x.csv && cat x.csv");
  prints(s, "user\tdegree\n张三\t3\n", TOP "-o x.tsv && cat x.tsv");
  prints(s, "{\"user\":\"张三\",\"degree\":3}\n", TOP "-o x.jsonl && cat x.jsonl");
  prints(s, "user,degree\n张三,3\n", TOP "-o x.csv.gz && gzip -dc x.csv.gz");
  prints(s, "user,degree\n张三,3\n", TOP "-o X.CSV.GZ && gzip -dc <X.CSV.GZ");
  prints(s, "user\tdegree\n张三\t3\n", TOP "-o x.tsv.gz && gzip -dc x.tsv.gz");
  prints(s, "", TOP "-o x");
  prints(s, "user,degree\n张三,3\n", "cat x");
  prints(s, "user\tdegree\n张三\t3\n", TOP "--format tsv -o y && cat y");
}

static void zstd_reads_back(Shell *s, gconstpointer data)
{
  (void)data;
  run(s, DEGREE "-o x.csv.zst");
  g_assert_cmpint(s->status, ==, 0);
  tells(s, "\"rows\": 14", "$G info --edges x.csv.zst --header yes --columns source,target");
}

static void contradictions_are_refused(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 2, "say different things", DEGREE "--format tsv -o x.csv");
  fails(s, 2, "say different things", DEGREE "--format table -o x.csv.gz");
  fails(s, 2, "say different things", "$G info --follows follows.csv --format csv -o x.json");
  fails(s, 2, "not to .json", DEGREE "-o x.json");
  fails(s, 2, "not to .json", "$G nominate --follows follows.csv -o x.json.gz");
  fails(s, 2, "name the same file", DEGREE "-o x.csv --summary x.csv");
  fails(s, 2, "name the same file", DEGREE "--summary -");
  prints(s, "", DEGREE "--format csv -o x.csv");
  tells(s, "\"command\": \"centrality\"", DEGREE "-o x.csv --summary -");
}

/* Neither what was read nor what was just written is lost. */
static void an_output_has_a_place_of_its_own(Shell *s, gconstpointer data)
{
  static const char *const over[] = {
    DEGREE "-o follows.csv",
    DEGREE "-o x.csv --summary ./follows.csv",
    "ln -f follows.csv link.csv; " DEGREE "-o link.csv",
    "$G communities --follows follows.csv --initial c.csv -o c.csv",
    "$G nominate --follows follows.csv --hash-ids key --summary key -o x.csv",
    "$G compare a.csv b.csv -o b.csv",
    "$G seed --follows follows.csv --count 1 --curve users.csv --users users.csv",
  };
  static const char *const twice[] = {
    DEGREE "-o x.csv --summary $PWD/x.csv",
    "$G seed --follows follows.csv --count 1 -o x.csv --curve x.csv",
    "$G seed --follows follows.csv --count 1 --summary x.csv --curve x.csv",
    "$G generate lfr --vertices 100 -o x.csv --communities x.csv",
  };
  (void)data;

  write_file(s, "c.csv", "user,community\na,0\n");
  write_file(s, "a.csv", "rank,user\n1,a\n");
  write_file(s, "b.csv", "rank,user\n1,a\n");
  write_file(s, "key", "0123456789abcdef\n");
  for (size_t i = 0; i < G_N_ELEMENTS(over); i++)
    fails(s, 2, "would write over what is read there; give another file", over[i]);
  for (size_t i = 0; i < G_N_ELEMENTS(twice); i++)
    fails(s, 2, "name the same file; give two", twice[i]);
  tells(s, "follower,followee", "cat follows.csv");
  /* convert may: it says the same in another way. */
  prints(s, "", "$G convert --follows follows.csv --half-life 1d -o follows.csv");
  tells(s, "weight", "head -1 follows.csv");
  prints(s, "", DEGREE "-o /dev/null --summary /dev/null");
}

static void times_beyond_any_calendar_are_told(Shell *s, gconstpointer data)
{
  (void)data;
  run(s, "printf 'u,v,time\n1,2,1735689600000\n' >ms.csv; $G info --edges ms.csv");
  assert_status(s, 0, "info");
  assert_holds(s->err, "are they milliseconds?", "info");
  run(s, DEGREE);
  g_assert_cmpstr(s->err, ==, "");
}

/* An hour's work must not end with "make the folder first". */
static void the_place_is_tried_before_the_work(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 4, "none/x.csv: cannot write", DEGREE "--interactions missing.csv -o none/x.csv");
  fails(s, 4, "none/s.json: cannot write",
        DEGREE "--interactions missing.csv --summary none/s.json");
  fails(s, 4, "missing.csv", DEGREE "--interactions missing.csv -o x.csv");
  prints(s, "follows.csv\ninteractions.csv\nusers.csv\n", "ls -A");
}

static void an_output_is_replaced_whole_and_keeps_its_mode(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "x.csv", "old\n");
  prints(s, "", "chmod 640 x.csv");
  fails(s, 3, "bad.csv:2",
        "printf 'source,target,weight\\na,b,x\\n' >bad.csv; "
        "$G centrality --measure degree --edges bad.csv -o x.csv");
  prints(s, "old\n", "cat x.csv");
  prints(s, "640\n", DEGREE "-o x.csv && stat -c %a x.csv");
  tells(s, "user,degree\n", "cat x.csv");
}

static void cards_follow_the_ending_too(Shell *s, gconstpointer data)
{
  static const char *const json[] = { "-o x.json && cat x.json", "--format jsonl",
                                      "-o x.jsonl && cat x.jsonl",
                                      "-o x.json.gz && gzip -dc x.json.gz" };
  (void)data;
  for (size_t i = 0; i < G_N_ELEMENTS(json); i++) {
    g_autofree char *info = g_strconcat("$G info --follows follows.csv ", json[i], NULL);
    g_autofree char *card = g_strconcat("$G explain a --follows follows.csv ", json[i], NULL);
    tells(s, "\"people\":", info);
    g_assert_cmpint(s->out[0], ==, '{');
    tells(s, "\"user\":", card);
    g_assert_cmpint(s->out[0], ==, '{');
  }
  tells(s, "section,name,value\nnetwork,people,", "$G info --follows follows.csv --format csv");
  tells(s, "section\tname\tvalue\nperson\tuser\ta\n",
        "$G explain a --follows follows.csv -o x.tsv && cat x.tsv");
  tells(s, "\"people\": ", "$G info --follows follows.csv -o x.txt && cat x.txt");
  tells(s, "a\n  score ", "$G explain a --follows follows.csv -o x.txt && cat x.txt");
  tells(s, "a\n  score ", "$G explain a --follows follows.csv -o - | cat");
  tells(s, "a\n  score ", "$G explain a --follows follows.csv --format table");
  tells(s, "section    name ", "$G info --follows follows.csv --format table");
  prints(s, "    \"people\": 14,\n    \"edges\": 29,\n",
         "$G info --follows follows.csv --summary s.json -o x.json && "
         "sed -n '/\"results\"/{n;p;n;p}' s.json");
  /* people read an item of a list as one line, programs as rows */
  tells(s, "inputs     path follows.csv       rows 29, rejected 0, ",
        "$G info --follows follows.csv --format table");
  tells(s, "\nlayers     kind follow            type follow, channel weibo, pairs 27, ",
        "$G info --follows follows.csv --format table");
  tells(s, "\ninputs,path,follows.csv\ninputs,rows,29\n",
        "$G info --follows follows.csv --format csv");
  run(s, "$G info --follows follows.csv --format jsonl | wc -l");
  g_assert_cmpint(atoi(s->out), ==, 1);
}

static void figures_are_short(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "third.csv", "source,target\na,b\nc,d\ne,a\n");
  tells(s, "\"mean\": 0.6\n", "$G info --edges third.csv | tr -d ,");
  tells(s, "\"pairs\": 3\n", "$G info --edges third.csv | tr -d ,");
  write_file(s, "third.csv", "source,target\na,b\nc,a\n");
  tells(s, "mean                   0.666667\n", "$G info --edges third.csv --format table");
  tells(s, "followers,mean,0.6666666666666666\n", "$G info --edges third.csv --format csv");
}

static void missing_values_are_nan_and_null(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "loop.csv", "source,target\na,b\nc,c\n");
  tells(s, "c,NaN,NaN,NaN,NaN\n", "$G holes --edges loop.csv");
  tells(s, "{\"user\":\"c\",\"constraint\":null,", "$G holes --edges loop.csv --format jsonl");
  tells(s, "c\tNaN\t", "$G holes --edges loop.csv --format tsv");
  tells(s, "\"clustering\": null", "$G info --edges loop.csv");
}

/* What a command prints on a terminal; NULL where there are none. */
static char *on_terminal(const Shell *s, const char *command)
{
  GString *text = g_string_new(NULL);
  char piece[4096];
  ssize_t got;
  int terminal;
  pid_t child = forkpty(&terminal, NULL, NULL, NULL);

  if (child < 0) {
    g_string_free(text, TRUE);
    return NULL;
  }
  if (child == 0) {
    if (g_chdir(s->folder) == 0)
      execl("/bin/sh", "sh", "-c", command, NULL);
    _exit(127);
  }
  while ((got = read(terminal, piece, sizeof piece)) > 0)
    g_string_append_len(text, piece, got);
  close(terminal);
  waitpid(child, NULL, 0);
  return g_string_free(text, FALSE);
}

static void a_terminal_gets_a_table(Shell *s, gconstpointer data)
{
  g_autofree char *text = on_terminal(s, DEGREE "--top 1");
  g_autofree char *card = NULL, *json = NULL;
  (void)data;

  if (text == NULL) {
    g_test_skip("no terminals here");
    return;
  }
  g_assert_cmpstr(text, ==, "user  degree\r\na         10\r\n");
  card = on_terminal(s, "$G info --follows follows.csv");
  assert_holds(card, "section    name ", "info on a terminal");
  json = on_terminal(s, DEGREE "--top 1 --format jsonl");
  g_assert_cmpstr(json, ==, "{\"user\":\"a\",\"degree\":10}\r\n");
}

static void names_do_not_drive_the_terminal(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "evil.csv", "source,target\n\033[2Jred,\342\200\256b\n\033[2Jred,c\n");
  run(s, "$G centrality --edges evil.csv --measure degree --format table");
  assert_holds(s->out, "\\u001b[2Jred", "table");
  assert_holds(s->out, "\\u202eb", "table");
  g_assert_null(strchr(s->out, '\033'));
  run(s, "$G explain \"$(printf '\\033[2Jred')\" --edges evil.csv");
  assert_holds(s->out, "\\u001b[2Jred\n", "card");
  g_assert_null(strchr(s->out, '\033'));
  tells(s, "\033[2Jred,2\n", "$G centrality --edges evil.csv --measure degree"); /* data stays */
}

static void wide_names_keep_the_table_straight(Shell *s, gconstpointer data)
{
  (void)data;
  few(s);
  prints(s,
         "user  degree\n"
         "张三       3\n"
         "b          1\n"
         "c          1\n"
         "x,\"y       1\n",
         "$G centrality --edges few.csv --measure degree --format table");
}

static void quiet_says_nothing(Shell *s, gconstpointer data)
{
  (void)data;
  run(s, DEGREE "--type-weights RT=2");
  assert_holds(s->err, "--type-weights names \"RT\", but no row has that type", "a warning");
  run(s, DEGREE "--type-weights RT=2 --quiet --progress always");
  g_assert_cmpstr(s->err, ==, "");
  run(s, "$G centrality --measure core --interactions $DATA/higgs/*.gz "
         "--columns actor,target,time,type --progress json");
  assert_holds(s->err, "{\"phase\":\"load\",\"done\":", "progress");
  run(s, DEGREE "--progress auto");
  g_assert_cmpstr(s->err, ==, ""); /* stderr is no terminal */
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program/output/the ending picks the format", the_ending_picks_the_format);
  program_test("/program/output/zstd reads back", zstd_reads_back);
  program_test("/program/output/contradictions are refused", contradictions_are_refused);
  program_test("/program/output/an output has a place of its own",
               an_output_has_a_place_of_its_own);
  program_test("/program/output/times beyond any calendar are told",
               times_beyond_any_calendar_are_told);
  program_test("/program/output/the place is tried before the work",
               the_place_is_tried_before_the_work);
  program_test("/program/output/an output is replaced whole and keeps its mode",
               an_output_is_replaced_whole_and_keeps_its_mode);
  program_test("/program/output/cards follow the ending too", cards_follow_the_ending_too);
  program_test("/program/output/figures are short", figures_are_short);
  program_test("/program/output/missing values are NaN and null", missing_values_are_nan_and_null);
  program_test("/program/output/a terminal gets a table", a_terminal_gets_a_table);
  program_test("/program/output/names do not drive the terminal", names_do_not_drive_the_terminal);
  program_test("/program/output/wide names keep the table straight",
               wide_names_keep_the_table_straight);
  program_test("/program/output/quiet says nothing", quiet_says_nothing);
  return g_test_run();
}
