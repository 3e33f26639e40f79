/* grapevine seed --method from outside: whom to ask, what their answers say, one list at a time.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define WHO "| tail -n +2 | cut -d, -f 2"

/* Members only: nobody knows whom they listen to. */
static void write_members(Shell *s)
{
  g_autoptr(GString) rows = g_string_new("user,opt_in,region\n");

  for (int i = 0; i < 60; i++)
    g_string_append_printf(rows, "m%d,%s,%s\n", i, i % 3 ? "yes" : "no", i % 2 ? "north" : "south");
  write_file(s, "members.csv", rows->str);
}

static void a_sheet_of_whom_to_ask_needs_no_network(Shell *s, gconstpointer data)
{
  (void)data;
  write_members(s);
#define SHEET "$G seed --users members.csv --method random --count 12 --opt-in "
  prints(s, "12\n", SHEET WHO " | sort -u | wc -l");
  prints(s, "0\n", SHEET WHO " | sed 's/m//' | awk '$1 % 3 == 0' | wc -l");
  prints(s, "0\n", SHEET "--where region=north " WHO " | sed 's/m//' | awk '$1 % 2 == 0' | wc -l");
  g_assert_true(same_output(s, SHEET "--threads 1", SHEET "--threads 8"));
  g_assert_false(same_output(s, SHEET, SHEET "--seed 2"));
  fails(s, 2, "no network", "$G seed --users members.csv --count 3");
  fails(s, 2, "no network", "$G seed --method random --count 3");
  tells(s, "good: options", SHEET "--dry-run");
  write_file(s, "c.ini", "[load]\nusers=members.csv\n[seed]\nmethod=random\ncount=12\nopt-in=true\n"
                         "output=campaign.csv\n");
  prints(s, "", "$G run c.ini");
  g_assert_true(same_output(s, "cat campaign.csv", SHEET));
}

static void answers_choose_the_seeds(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "answers.csv", "follower,followee\nm1,anna\nm2,anna\nm3,anna\nm4,bo\nm5,bo\nm6,cy\n"
                               "m7,cy\nm7,bo\nm8,dee\nm9,eve\n");
#define ANSWERS "$G seed --follows answers.csv --method named "
  prints(s, "anna\nbo\n", ANSWERS "--count 2 --summary s.json " WHO);
  tells(s, "\"asked\": 9,\n    \"named\": 5,\n    \"asked_who_named_a_seed\": 6,\n"
           "    \"share_who_name_a_seed\": 0.6666666666666666,",
        "cat s.json");
  tells(s, "\"share_low_95\": 0.354", "cat s.json"); /* Wilson's */
  tells(s, "\"share_high_95\": 0.879", "cat s.json");
  tells(s, "\"method\": \"named\"", "cat s.json");
  tells(s, "\"ended\": \"a list was asked for", "cat s.json");
  /* who is named by nobody is no answer, however many are wanted */
  prints(s, "anna\nbo\ncy\ndee\neve\n", ANSWERS "--count 14 " WHO);
  write_file(s, "no.txt", "anna\n");
  prints(s, "bo\n", ANSWERS "--count 1 --exclude no.txt " WHO);
  tells(s, "\"asked\": 9", "$G seed --follows answers.csv --method named --count 1 -o x.csv "
                           "--summary -");
  run(s, "$G seed --follows answers.csv --count 1 -o x.csv --summary -");
  g_assert_null(strstr(s->out, "\"asked\""));
}

static void a_survey_is_tried_on_a_network(Shell *s, gconstpointer data)
{
  (void)data;
#define TRY "$G seed --follows follows.csv --count 2 --method "
  tells(s, "\"method\": \"acquaintance\"", TRY "acquaintance --ask 5 -o x.csv --summary -");
  tells(s, "\"reach_acquaintance\": ", TRY "acquaintance -o x.csv --summary -");
  tells(s, "\"reach_greedy\": null", TRY "followers -o x.csv --summary -");
  tells(s, "\"reach_random\": ", TRY "random -o x.csv --summary -");
  tells(s, "\n1,star,", TRY "followers");
  tells(s, "random_people", TRY "random --curve c.csv >x.csv; cat c.csv");
  g_assert_true(same_output(s, TRY "acquaintance --threads 1", TRY "acquaintance --threads 3"));
  g_assert_false(same_output(s, TRY "random", TRY "random --seed 9"));
  fails(s, 2, "--method must be", TRY "gossip");
  fails(s, 2, "--ask must be", TRY "acquaintance --ask -1");
  fails(s, 2, "--ask is for --method acquaintance", TRY "random --ask 5");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program-survey/a-sheet-of-whom-to-ask-needs-no-network",
               a_sheet_of_whom_to_ask_needs_no_network);
  program_test("/program-survey/answers-choose-the-seeds", answers_choose_the_seeds);
  program_test("/program-survey/a-survey-is-tried-on-a-network", a_survey_is_tried_on_a_network);
  return g_test_run();
}
