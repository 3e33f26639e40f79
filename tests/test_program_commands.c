/* What the commands do with tables, as a user of the program sees it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define FOLLOWS "--follows follows.csv "
#define TABLES FOLLOWS "--interactions interactions.csv --users users.csv "
#define NOMINATE "$G nominate --top 0 " TABLES
#define USERS " | cut -d , -f 2 | sort | tr '\\n' ' '"

static gboolean names(Shell *s, const char *command, const char *user)
{
  g_autofree char *line = g_strconcat(command, " | cut -d , -f 2", NULL);
  g_autofree char *users = output_of(s, line), *row = g_strdup_printf("\n%s\n", user);

  return strstr(users, row) != NULL;
}

static void the_gate_keeps_stars_officials_and_advocates_out(Shell *s, gconstpointer data)
{
  (void)data;
  g_assert_true(names(s, NOMINATE, "a"));
  g_assert_false(names(s, NOMINATE, "shop")); /* official */
  g_assert_false(names(s, NOMINATE, "won"));  /* an advocate */
  g_assert_false(names(s, NOMINATE "--max-followers 1000", "star"));
  g_assert_true(names(s, NOMINATE "--max-followers 90000", "star"));
  g_assert_false(names(s, NOMINATE "--max-followers 100% --min-followers 0", "shop"));
  g_assert_false(names(s, NOMINATE "--max-followers 100% --min-followers 0", "won"));
  g_assert_false(names(s, NOMINATE "--max-followers 90%", "star"));
  g_assert_true(names(s, NOMINATE "--max-followers 39", "a"));
  g_assert_false(names(s, NOMINATE "--max-followers 39", "p")); /* the users' column says 40 */
  g_assert_true(names(s, NOMINATE "--min-followers 3", "a"));
  g_assert_false(names(s, NOMINATE "--min-followers 3", "x"));
}

static void lists_and_conditions_narrow_it(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "out.txt", "a\nv\nnobody\n");
  g_assert_false(names(s, NOMINATE "--exclude out.txt", "a"));
  run(s, NOMINATE "--exclude out.txt");
  assert_holds(s->err, "out.txt: 1 of the people listed are not in the network", "--exclude");
  tells(s, "a p user ", NOMINATE "--where region=north --max-followers 100" USERS);
  prints(s, "b user ", NOMINATE "--where stage=粉丝 --where region=south" USERS);
  prints(s, "a user ", NOMINATE "--where stage=fan --opt-in" USERS);
  prints(s, "rank,user,score,stage,followers,reach,bridging,convertibility,community,reasons,"
         "next_action,n_evidence,confidence\n",
         NOMINATE "--where region=moon");
  assert_holds(s->err, "nobody passed the gate", "an empty shortlist");
  fails(s, 2, "--where", NOMINATE "--where moon=full");
}

/* Twelve listen to the same three. */
static void suspects_are_counted_and_go_on_request(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do for j in x y z; do echo bot$i,$j; done; "
                "done >bots.csv; echo x,y >>bots.csv");
  tells(s, "\"suspects\": 12,", "$G nominate --min-followers 0 --follows bots.csv -o a.csv --summary -");
  prints(s, "12\n",
         "$G nominate --min-followers 0 --follows bots.csv | "
         "grep -c 'suspect: 11 others listen to'");
  tells(s, "\"suspects_excluded\": 12,",
        "$G nominate --min-followers 0 --follows bots.csv --exclude-suspects -o b.csv --summary -");
  prints(s, "3\n", "grep -vc user b.csv");
  fails(s, 2, "cannot tell who is suspect",
        "$G nominate --min-followers 0 --follows bots.csv --undirected --exclude-suspects");
}

static void stages_come_out_by_their_first_name(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "zh.csv", "user,stage\na,公众\nb,粉丝\nc,\n");
  g_autofree char *out = output_of(s, "$G nominate --follows follows.csv --users zh.csv --top 0 "
                                      "--format jsonl");
  assert_holds(out, "\"user\":\"b\",", "stages");
  prints(s, "public\n",
         "$G nominate --follows follows.csv --users zh.csv --top 0 | "
         "grep ,a, | cut -d , -f 4");
  prints(s, "fan\n",
         "$G nominate --follows follows.csv --users zh.csv --top 0 | "
         "grep ,b, | cut -d , -f 4");
}

static void top_and_communities_bound_the_shortlist(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "21\n", "$G nominate --edges $DATA/networks/wiki_vote.txt.zst | wc -l");
  prints(s, "4\n", "$G nominate --top 3 --edges $DATA/networks/wiki_vote.txt.zst | wc -l");
  prints(s, "1\n",
         "$G nominate --top 0 --per-community 1 --edges $DATA/networks/karate.tsv | "
         "cut -d , -f 9 | sort | uniq -c | sed 's/^ *//; s/ .*//' | sort -u");
  prints(s, "1,2,3\n",
         "$G nominate --top 3 --edges $DATA/networks/karate.tsv | cut -d , -f 1 | "
         "tail -n +2 | paste -sd ,");
}

static void printed_weights_give_the_same_shortlist(Shell *s, gconstpointer data)
{
  (void)data;
  run(s, "$G nominate --print-weights -o w.ini");
  g_assert_cmpint(s->status, ==, 0);
  g_assert_true(same_output(s, NOMINATE "--features", NOMINATE "--features --weights w.ini"));
  g_assert_true(
      same_output(s, "$G nominate --print-weights", "$G nominate --print-weights --weights w.ini"));
  write_file(s, "w.ini", "[weights]\nreech=1\n");
  run(s, NOMINATE "--weights w.ini");
  g_assert_cmpint(s->status, !=, 0);
  assert_holds(s->err, "w.ini", "an unknown feature");
  write_file(s, "w.ini", "[weights]\nreach=lots\n");
  run(s, NOMINATE "--weights w.ini");
  g_assert_cmpint(s->status, !=, 0);
  assert_holds(s->err, "w.ini", "a weight that is no number");
}

static void edges_tell_influence(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "fan_out.csv", "source,target\nhub,a\nhub,b\nhub,c\na,b\n");
  tells(s, "\n1,hub,", "$G nominate --max-followers 100% --edges fan_out.csv");
  g_assert_false(names(s, "$G nominate --max-followers 100% --reverse --edges fan_out.csv", "hub"));
  g_assert_true(names(s, "$G nominate --max-followers 100% --reverse --edges fan_out.csv", "b"));
  tells(s, "hub,0\n", "$G centrality --measure in_degree --edges fan_out.csv");
  tells(s, "hub,3\n", "$G centrality --measure in_degree --reverse --edges fan_out.csv");
}

static void explain_tells_why_somebody_is_kept_out(Shell *s, gconstpointer data)
{
  (void)data;
  tells(s, "not nominated: has more followers than",
        "$G explain star --max-followers 1000 " TABLES);
  tells(s, "not nominated: is an official account", "$G explain shop " TABLES);
  tells(s, "not nominated: is an advocate already", "$G explain won " TABLES);
  tells(s, "not nominated: does not meet --where", "$G explain a --where region=south " TABLES);
  tells(s, "\"gate\":\"may be nominated\"", "$G explain a --format jsonl " TABLES);
  tells(s, "a, fan\n  score ", "$G explain a " TABLES);
  fails(s, 2, "nobody in the network has that name; names are kept", "$G explain nobody " TABLES);
  fails(s, 2, "has that name; did you mean star?", "$G explain stat " TABLES);
  write_file(s, "key", "a secret of many bytes\n");
  fails(s, 2, "that name; names are kept", "$G explain stat --hash-ids key " TABLES);
  write_file(s, "n.csv", "source,target\n1001,1002\n");
  fails(s, 2, "that name; names are kept", "$G explain 1003 --edges n.csv");
  fails(s, 2, "needs one USER", "$G explain " TABLES);
  fails(s, 2, "needs one USER", "$G explain a b " TABLES);
}

static void any_order_and_any_number_of_tables(Shell *s, gconstpointer data)
{
  (void)data;
  run(s, "head -9 follows.csv >one.csv; (head -1 follows.csv; tail -n +10 follows.csv) >two.csv; "
         "gzip -k two.csv");
  g_assert_true(
      same_output(s, "$G centrality --measure pagerank --follows follows.csv",
                  "$G centrality --measure pagerank --follows one.csv --follows two.csv.gz"));
  g_assert_true(same_output(s, "$G centrality --measure pagerank --follows follows.csv",
                            "cat follows.csv | $G centrality --follows - --measure pagerank"));
  g_assert_true(same_output(s, "$G nominate --top 0 --seed 3 " TABLES,
                            "cat users.csv | $G nominate --users - --seed 3 --top 0 " FOLLOWS
                            "--interactions interactions.csv"));
  run(s, "tail -n +2 follows.csv | tr , ';' >bare.txt");
  g_assert_true(same_output(s, "$G holes --follows follows.csv",
                            "$G holes --follows bare.txt --columns follower,followee,channel,time "
                            "--delimiter ';' --header no"));
}

static void users_on_a_command_line_may_begin_with_a_hyphen(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "odd.csv", "source,target\n-x,b\n张三,-x\nb,c\n007,7\n");
  tells(s, "-x\n  score", "$G explain --edges odd.csv -- -x");
  tells(s, "张三\n  score", "$G explain 张三 --edges odd.csv");
  tells(s, "007\n  score", "$G explain 007 --edges odd.csv");
}

static void graphs_without_ties_have_results_too(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "loop.csv", "source,target\na,a\n");
  prints(s, "user,degree,pagerank,core,clustering\na,0,1,0,NaN\n",
         "$G centrality --measure degree,pagerank,core,clustering --edges loop.csv");
  prints(s, "user,community\na,0\n", "$G communities --edges loop.csv");
  prints(s, "user,constraint,effective_size,efficiency,hierarchy\na,NaN,NaN,NaN,NaN\n",
         "$G holes --edges loop.csv");
  tells(s, "rank,user,", "$G nominate --edges loop.csv");
  tells(s, "\"people\": 1", "$G info --edges loop.csv");
  tells(s, "a\n  score", "$G explain a --edges loop.csv");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program/commands/the gate keeps stars, officials and advocates out",
               the_gate_keeps_stars_officials_and_advocates_out);
  program_test("/program/commands/lists and conditions narrow it", lists_and_conditions_narrow_it);
  program_test("/program/commands/suspects are counted and go on request",
               suspects_are_counted_and_go_on_request);
  program_test("/program/commands/stages come out by their first name",
               stages_come_out_by_their_first_name);
  program_test("/program/commands/top and communities bound the shortlist",
               top_and_communities_bound_the_shortlist);
  program_test("/program/commands/printed weights give the same shortlist",
               printed_weights_give_the_same_shortlist);
  program_test("/program/commands/edges tell influence", edges_tell_influence);
  program_test("/program/commands/explain tells why somebody is kept out",
               explain_tells_why_somebody_is_kept_out);
  program_test("/program/commands/any order and any number of tables",
               any_order_and_any_number_of_tables);
  program_test("/program/commands/users may begin with a hyphen",
               users_on_a_command_line_may_begin_with_a_hyphen);
  program_test("/program/commands/graphs without ties have results too",
               graphs_without_ties_have_results_too);
  return g_test_run();
}
