/* seed and simulate as steps of a campaign, under limits, and on probabilities learned from logs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

static const char campaign[] =
    "[load]\nfollows=follows.csv\nusers=users.csv\nseed=7\n"
    "[seed]\ncount=2\nopt-in=true\nexclude=not.txt\nwhere=region=north;stage=fan\n"
    "output=seeds.csv\ncurve=curve.csv\nsummary=seeds.json\n"
    "[simulate]\nseeds=seeds.csv\ncascades=640\noutput=spread.json\npeople=reached.csv\n"
    "[seed next]\ncount=1\nround=2\nseeded=seeds.csv;asked.csv\nactivated=came.csv\n"
    "output=next.csv\n";
#define TABLES "--follows follows.csv --users users.csv --seed 7 "

static void write_campaign(Shell *s)
{
  write_file(s, "not.txt", "star\nshop\n");
  write_file(s, "came.csv", "user\na\nb\nd\n");
  write_file(s, "asked.csv", "user\nv\n");
  write_file(s, "c.ini", campaign);
}

static void a_campaign_writes_what_its_commands_would(Shell *s, gconstpointer data)
{
  (void)data;
  write_campaign(s);
  prints(s, "", "$G run c.ini");
  g_assert_true(same_output(s, "cat seeds.csv curve.csv",
                            "$G seed " TABLES "--count 2 --opt-in --exclude not.txt --where "
                            "region=north --where stage=fan -o s.csv --curve k.csv; cat s.csv "
                            "k.csv"));
  g_assert_true(same_output(s, "cat spread.json reached.csv",
                            "$G simulate " TABLES "--seeds seeds.csv --cascades 640 -o s.json "
                            "--people r.csv; cat s.json r.csv"));
  g_assert_true(same_output(s, "cat next.csv",
                            "$G seed " TABLES "--count 1 --round 2 --seeded seeds.csv --seeded "
                            "asked.csv --activated came.csv"));
  tells(s, "\"command\": \"seed\"", "cat seeds.json");
}

static void a_campaign_is_tried_before_its_files_are_there(Shell *s, gconstpointer data)
{
  (void)data;
  write_campaign(s);
  tells(s, "good: options", "$G run c.ini --dry-run");
  prints(s, "", "ls seeds.csv curve.csv 2>/dev/null; true");
  run(s, "rm came.csv; $G run c.ini --dry-run");
  assert_status(s, 4, "a list that is not there");
  assert_holds(s->err, "came.csv: cannot open", "a list that is not there");
  /* what only a later step writes is not there yet */
  write_file(s, "c.ini",
             "[load]\nfollows=follows.csv\n[simulate]\nseeds=seeds.csv\noutput=a.json\n"
             "[seed]\ncount=1\noutput=seeds.csv\n");
  fails(s, 4, "seeds.csv: cannot open", "$G run c.ini --dry-run");
  write_file(s, "c.ini",
             "[load]\nfollows=follows.csv\n[seed]\ncount=1\noutput=seeds.csv\n"
             "[simulate]\nseeds=./seeds.csv\noutput=a.json\n");
  tells(s, "good: options", "$G run c.ini --dry-run");
  tells(s, "good: options", "$G seed --follows follows.csv --count 1 --curve new.csv --dry-run");
  tells(s, "good: options",
        "$G simulate --follows follows.csv --seeds not.txt --people new.csv --dry-run");
}

static void places_are_checked_before_the_work(Shell *s, gconstpointer data)
{
  static const char load[] = "[load]\nfollows=follows.csv\n[centrality]\nmeasure=degree\n"
                             "output=d.csv\n[seed]\ncount=1\noutput=seeds.csv\n";
  g_autofree char *twice = g_strconcat(load, "curve=d.csv\n", NULL),
                  *nowhere = g_strconcat(load, "curve=nowhere/d.csv\n", NULL);
  (void)data;

  write_file(s, "c.ini", twice);
  fails(s, 2, "[seed]: d.csv is written by another step", "$G run c.ini");
  write_file(s, "c.ini", nowhere);
  fails(s, 4, "nowhere", "$G run c.ini");
  prints(s, "", "ls d.csv 2>/dev/null; true");
}

#define LONG                                                                                       \
  "$G seed --edges n.vine --count 50 --probability 0.01 --settled 0.0001 --work 0 --pool-memory "  \
  "0 -o best.csv --summary s.json "

static void no_more_memory_leaves_the_best_so_far(Shell *s, gconstpointer data)
{
  (void)data;
#ifdef __SANITIZE_ADDRESS__
  g_test_skip("the sanitizer needs memory of its own");
  return;
#endif
  prints(s, "", "$G generate erdos-renyi --vertices 3000 --edges 9000 --quiet -o n.vine");
  run(s, LONG "--memory 24M");
  assert_status(s, 5, "a search with little memory");
  assert_holds(s->err, "--memory 24M: no more memory could be had", "a search with little memory");
  prints(s, "51\n", "wc -l <best.csv");
  tells(s, "\"complete\": false", "cat s.json");
  tells(s, "\"ended\": \"no more memory could be had", "cat s.json");
}

/* The pool stops while there is room for choosing and measuring, wherever the limit lies. */
static void any_limit_leaves_room_for_the_end(Shell *s, gconstpointer data)
{
  (void)data;
#ifdef __SANITIZE_ADDRESS__
  g_test_skip("the sanitizer needs memory of its own");
  return;
#endif
  prints(s, "", "$G generate erdos-renyi --vertices 60000 --edges 180000 --quiet -o n.vine");
  for (int mib = 30; mib <= 80; mib += 10) {
    g_autofree char *command =
        g_strdup_printf("rm -f best.csv; " LONG "--probability 0.1 --memory %dM", mib);
    run(s, command);
    assert_status(s, 5, command);
    assert_holds(s->err, "the best set so far was written", command);
    prints(s, "51\n", "wc -l <best.csv");
  }
}

/* A limit in a campaign ends it, with what the step had. */
static void a_limit_ends_the_campaign_with_the_best_so_far(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", "$G generate erdos-renyi --vertices 3000 --edges 9000 --quiet -o n.vine");
  write_file(s, "c.ini",
             "[load]\nedges=n.vine\ntime-limit=1s\n[seed]\ncount=50\nprobability=0.01\n"
             "settled=0.0001\nwork=0\npool-memory=0\noutput=best.csv\n"
             "[simulate]\nseeds=best.csv\noutput=spread.json\n");
  fails(s, 5, "--time-limit 1s: the time was over", "$G run c.ini");
  prints(s, "51\n", "wc -l <best.csv");
  prints(s, "", "ls spread.json 2>/dev/null; true");
}

/* c acts on all that a did; nobody on what v did, who has as many listeners. */
static void write_logs(const Shell *s)
{
  g_autoptr(GString) rows = g_string_new("user,event,time,item\n");

  for (int i = 0; i < 20; i++)
    g_string_append_printf(rows, "a,like,%d,a%d\nb,like,%d,a%d\nc,like,%d,a%d\nv,like,1,v%d\n",
                           10 * i, i, 10 * i + 1, i, 10 * i + 2, i, i);
  write_file(s, "events.csv", rows->str);
  write_file(s, "f.csv", "follower,followee\nb,a\nc,a\nw,v\nx,v\ny,v\n");
}

static void learned_probabilities_choose_who_is_followed(Shell *s, gconstpointer data)
{
  (void)data;
  write_logs(s);
#define LOGS "--follows f.csv --events events.csv "
  tells(s, "\n1,v,", "$G seed --count 1 " LOGS);
  tells(s, "\n1,a,", "$G seed --count 1 --probability learned:raw --summary s.json " LOGS);
  tells(s, "\"learned_from\": \"events\"", "cat s.json");
  tells(s, "\n1,a,", "$G seed --count 1 --probability learned --model ic " LOGS);
  /* c is not won by a again: only c reaches a fan */
  write_file(s, "came.csv", "user\na\nb\n");
  write_file(s, "u.csv", "user,stage\nc,fan\n");
  tells(s, "\n1,c,",
        "$G seed --count 1 --probability learned:raw --activated came.csv --stages "
        "fan --users u.csv --quiet " LOGS);
}

static void learned_probabilities_are_simulated(Shell *s, gconstpointer data)
{
  (void)data;
  write_logs(s);
  write_file(s, "a.txt", "a\n");
  write_file(s, "v.txt", "v\n");
#define PLAY "$G simulate --probability learned:raw --format csv --cascades 640 " LOGS
  tells(s, "reached,mean,2\n", PLAY "--seeds a.txt"); /* each time */
  tells(s, "reached,mean,0\n", PLAY "--seeds v.txt");
  tells(s, "against,difference,2\n", PLAY "--seeds a.txt --against v.txt");
  tells(s, "simulation,probability,learned:raw\n", PLAY "--seeds a.txt");
  write_file(s, "b.txt", "b\n");
  tells(s, "reached,mean,1\n", PLAY "--seeds a.txt --activated b.txt");
  fails(s, 2, "learn", "$G simulate --follows f.csv --seeds a.txt --probability learned:nonsense");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program-seed-steps/a-campaign-writes-what-its-commands-would",
               a_campaign_writes_what_its_commands_would);
  program_test("/program-seed-steps/a-campaign-is-tried-before-its-files-are-there",
               a_campaign_is_tried_before_its_files_are_there);
  program_test("/program-seed-steps/places-are-checked-before-the-work",
               places_are_checked_before_the_work);
  program_test("/program-seed-steps/no-more-memory-leaves-the-best-so-far",
               no_more_memory_leaves_the_best_so_far);
  program_test("/program-seed-steps/any-limit-leaves-room-for-the-end",
               any_limit_leaves_room_for_the_end);
  program_test("/program-seed-steps/a-limit-ends-the-campaign-with-the-best-so-far",
               a_limit_ends_the_campaign_with_the_best_so_far);
  program_test("/program-seed-steps/learned-probabilities-choose-who-is-followed",
               learned_probabilities_choose_who_is_followed);
  program_test("/program-seed-steps/learned-probabilities-are-simulated",
               learned_probabilities_are_simulated);
  return g_test_run();
}
