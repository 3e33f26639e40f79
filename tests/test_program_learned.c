/* --probability learned, as a user of the program sees it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define NOMINATE "$G nominate --follows follows.csv --max-followers 100% --top 0 "
#define EVENTS "--events events.csv "
#define LEARNED "--probability learned "

/* What a likes is liked by b, c, d later, v's by nobody who listens to v. */
static void write_events(const Shell *s)
{
  g_autoptr(GString) rows = g_string_new("user,event,time,item\n");

  for (int i = 0; i < 20; i++)
    g_string_append_printf(
        rows, "a,like,%d,a%d\nb,like,%d,a%d\nc,like,%d,a%d\nd,like,%d,a%d\nv,like,1,v%d\n", 10 * i,
        i, 10 * i + 1, i, 10 * i + 2, i, 10 * i + 3, i, i);
  write_file(s, "events.csv", rows->str);
}

static double reach(Shell *s, const char *command, const char *user)
{
  g_autofree char *line = g_strdup_printf("%s | grep ',%s,' | cut -d , -f 6", command, user);
  g_autofree char *text = output_of(s, line);

  g_assert_cmpstr(text, !=, "");
  return g_ascii_strtod(text, NULL);
}

static void people_who_are_followed_up_reach_more(Shell *s, gconstpointer data)
{
  (void)data;
  write_events(s);
  g_assert_cmpfloat(reach(s, NOMINATE EVENTS LEARNED, "a"), >, 2);
  g_assert_cmpfloat(reach(s, NOMINATE EVENTS LEARNED, "v"), <, 1);
  g_assert_cmpfloat(reach(s, NOMINATE EVENTS "--probability learned:raw", "v"), ==, 0);
  prints(s, "", NOMINATE EVENTS LEARNED "--summary s.json -o x.csv");
  g_autofree char *summary = read_file(s, "s.json");
  assert_holds(summary, "\"learned_from\": \"events\"", "summary");
  assert_holds(summary, "\"explained\": 1,", "summary"); /* b, d follow a, c too */
  tells(s, "reach", "$G explain a --follows follows.csv " EVENTS LEARNED);
}

static void ties_turned_round_are_told(Shell *s, gconstpointer data)
{
  (void)data;
  write_events(s);
  write_file(s, "edges.csv", "source,target\nb,a\nc,a\nd,a\n");
  run(s, "$G nominate --edges edges.csv --max-followers 100% " EVENTS
         "--probability learned -o x.csv");
  assert_status(s, 2, "edges the wrong way");
  assert_holds(s->err, "is attention the right way round", "edges the wrong way");
  write_file(s, "edges.csv", "source,target\nb,a\nc,a\nd,a\nb,c\n");
  run(s, "$G nominate --edges edges.csv --max-followers 100% " EVENTS
         "--probability learned -o x.csv");
  assert_status(s, 0, "edges nearly the wrong way");
  assert_holds(s->err, "attention seems turned round", "edges nearly the wrong way");
  run(s, "$G nominate --edges edges.csv --reverse --max-followers 100% " EVENTS
         "--probability learned -o x.csv");
  assert_status(s, 0, "--reverse");
  g_assert_null(strstr(s->err, "turned round"));
}

static void interactions_will_do(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "log.csv", "actor,target,time\na,z,1\nb,a,2\na,z,3\nc,a,4\nb,a,5\n");
  prints(s, "", NOMINATE "--interactions log.csv " LEARNED "--summary s.json -o x.csv");
  g_autofree char *summary = read_file(s, "s.json");
  assert_holds(summary, "\"learned_from\": \"interactions\"", "summary");
  assert_holds(summary, "\"explained\": null", "summary");
  fails(s, 2, "only the model bernoulli",
        NOMINATE "--interactions log.csv --probability learned:credit");
  fails(s, 2, "the data has neither",
        "$G nominate --edges follows.csv --columns source,target,-,- " LEARNED);
  fails(s, 2, "after \"learned:\" may stand", NOMINATE "--probability learned:often");
}

static void campaigns_keep_rows_for_the_step_that_learns(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "log.csv", "actor,target,time\na,z,1\nb,a,2\na,z,3\nc,a,4\nb,a,5\n");
  write_file(s, "c.ini",
             "[load]\nfollows=follows.csv\ninteractions=log.csv\n"
             "[nominate]\noutput=plain.csv\n"
             "[nominate learned]\nprobability=learned\noutput=learned.csv\n");
  prints(s, "", "$G run c.ini");
  prints(s, "", "$G nominate --follows follows.csv --interactions log.csv " LEARNED "-o alone.csv");
  prints(s, "", "cmp learned.csv alone.csv");
  run(s, "cmp -s learned.csv plain.csv");
  g_assert_cmpint(s->status, ==, 1);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program/learned/people-who-are-followed-up-reach-more",
               people_who_are_followed_up_reach_more);
  program_test("/program/learned/ties-turned-round-are-told", ties_turned_round_are_told);
  program_test("/program/learned/interactions-will-do", interactions_will_do);
  program_test("/program/learned/campaigns-keep-rows-for-the-step-that-learns",
               campaigns_keep_rows_for_the_step_that_learns);
  return g_test_run();
}
