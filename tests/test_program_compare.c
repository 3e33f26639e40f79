/* grapevine compare, as a user of the program sees it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define HEADER "user,change,rank_a,rank_b,score_a,score_b,why\n"

static const char before[] =
    "rank,user,score,reasons,why.response,value.response,why.reach,value.reach\n"
    "1,ann,0.9,many,0.5,20,0.4,7\n"
    "2,bob,0.5,some,0.1,3,0.4,7\n"
    "3,cyd,0.4,few,0.1,3,0.3,5\n"
    "4,dan,0.25,none,0.2,4,0.05,NaN\n";
static const char after[] =
    "rank,user,score,reasons,why.reach,value.reach,why.response,value.response\n"
    "1,bob,0.95,\"much, more\",0.45,8,0.5,12\n"
    "2,ann,0.9,many,0.4,7,0.5,20\n"
    "3,eve,0.6,new,0.55,30,0.05,1\n"
    "4,dan,0.25,none,0.05,,0.2,4\n";

static const char expected[] =
    HEADER "bob,up,2,1,0.5,0.95,response 3 -> 12 (+0.400); reach 7 -> 8 (+0.050)\n"
           "ann,down,1,2,0.9,0.9,own score as before; others moved\n"
           "eve,entered,NaN,3,NaN,0.6,reach 30 (+0.550); response 1 (+0.050)\n"
           "dan,same,4,4,0.25,0.25,\n"
           "cyd,left,3,NaN,0.4,NaN,had reach 5 (+0.300); response 3 (+0.100)\n";

static void write_lists(const Shell *s)
{
  write_file(s, "a.csv", before);
  write_file(s, "b.csv", after);
}

static void says_who_came_went_and_moved_and_why(Shell *s, gconstpointer data)
{
  (void)data;
  write_lists(s);
  prints(s, expected, "$G compare a.csv b.csv --summary s.json");
  g_assert_true(g_str_has_suffix(s->err, "grapevine: 3 of 4 and 4 in both: overlap 0.75, Jaccard "
                                         "0.6, rank-biased overlap 0.691, Kendall's tau 0.333, "
                                         "Spearman's rho 0.5\n"));
  g_autofree char *summary = read_file(s, "s.json");
  assert_holds(summary, "\"common\": 3", "summary");
  assert_holds(summary, "\"entered\": 1", "summary");
  assert_holds(summary, "\"kendall_tau\": 0.333", "summary");
  assert_holds(summary, "\"sha256\": \"", "summary");
  prints(s, expected, "$G compare a.csv b.csv --quiet");
  g_assert_cmpstr(s->err, ==, "");
}

static void any_format_of_a_shortlist_is_read(Shell *s, gconstpointer data)
{
  (void)data;
  static const char nominate[] = "$G nominate --follows follows.csv --top 5 --features ";
  static const char *const formats[] = { "csv", "tsv.gz", "jsonl", "jsonl.zst" };

  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
    g_autofree char *one = g_strconcat(nominate, "-o a.csv", NULL);
    g_autofree char *two =
        g_strconcat(nominate, "--interactions interactions.csv -o b.", formats[i], NULL);
    g_autofree char *compare =
        g_strconcat("$G compare a.csv b.", formats[i], " -o ", formats[i], ".csv", NULL);
    g_autofree char *same = g_strconcat("cmp csv.csv ", formats[i], ".csv", NULL);
    prints(s, "", one);
    prints(s, "", two);
    prints(s, "", compare);
    prints(s, "", same);
  }
  g_autofree char *text = read_file(s, "csv.csv");
  assert_holds(text, " -> ", "values that changed");
  tells(s, "\"change\":\"same\"", "$G compare a.csv a.csv --format jsonl");
}

static void lists_without_figures_are_lists(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "a.txt", "user\n007\n张三\ncyd\n");
  write_file(s, "b.txt", "user,score,reasons\n张三,2,\"=1+1, or so\"\neve,1,new\n");
  prints(s,
         HEADER "张三,up,2,1,NaN,2,\n"
                "eve,entered,NaN,2,NaN,1,new\n"
                "007,left,1,NaN,NaN,NaN,\n"
                "cyd,left,3,NaN,NaN,NaN,\n",
         "$G compare a.txt b.txt");
}

static void top_takes_the_first_by_rank(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "a.csv", "user,rank\nx,3\ny,1\nz,2\n");
  write_file(s, "b.csv", "user,rank\nz,1\nx,2\ny,3\n");
  prints(s,
         HEADER "z,up,2,1,NaN,NaN,\n"
                "x,entered,NaN,2,NaN,NaN,\n"
                "y,left,1,NaN,NaN,NaN,\n",
         "$G compare a.csv b.csv --top 2");
}

static void faults_are_told(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "edges.csv", "source,target\na,b\nc,d\n");
  write_file(s, "edges.txt", "a b\nc d\n");
  write_file(s, "order.csv", "order,user\n1,a\n2,b\n");
  write_lists(s);
  write_file(s, "twice.csv", "user\na\nb\na\n");
  write_file(s, "word.csv", "user,score\na,1\nb,high\n");
  write_file(s, "row.jsonl", "{\"user\":\"a\"}\n\n{\"name\":\"b\"}\n");
  write_file(s, "cut.jsonl", "{\"user\":\"a\"}\n{\"user\":\"b\"");
  write_file(s, "text.jsonl", "{\"user\":\"a\",\"rank\":\"1\"}\n");
  fails(s, 2, "compare needs two shortlists", "$G compare a.csv");
  fails(s, 4, "none.csv: cannot open", "$G compare a.csv none.csv");
  fails(s, 3, "twice.csv:4: this person is listed twice", "$G compare a.csv twice.csv");
  fails(s, 3, "word.csv:3: score is not a number", "$G compare word.csv a.csv");
  fails(s, 3, "row.jsonl:3: an object without \"user\"", "$G compare a.csv row.jsonl");
  fails(s, 3, "cut.jsonl:2: not a JSON object", "$G compare a.csv cut.jsonl");
  fails(s, 3, "text.jsonl:1: rank is not a number", "$G compare a.csv text.jsonl");
  fails(s, 3, "edges.csv:1: no shortlist, no column is called user; expected a header with user,",
        "$G compare a.csv edges.csv");
  fails(s, 3, "edges.txt:1: no shortlist", "$G compare edges.txt a.csv");
  run(s, "$G compare users.csv a.csv -o x.csv");
  assert_status(s, 0, "compare users.csv");
  assert_holds(s->err, "users.csv: neither a column rank nor score", "compare users.csv");
  run(s, "$G compare order.csv a.csv -o x.csv");
  g_assert_null(strstr(s->err, "neither"));
  fails(s, 2, "--persistence", "$G compare a.csv b.csv --persistence 1");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program/compare/says-who-came-went-and-moved-and-why",
               says_who_came_went_and_moved_and_why);
  program_test("/program/compare/any-format-of-a-shortlist-is-read",
               any_format_of_a_shortlist_is_read);
  program_test("/program/compare/lists-without-figures-are-lists", lists_without_figures_are_lists);
  program_test("/program/compare/top-takes-the-first-by-rank", top_takes_the_first_by_rank);
  program_test("/program/compare/faults-are-told", faults_are_told);
  return g_test_run();
}
