/* grapevine seed --round, --activated, --seeded from outside: who is asked next, given who came.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

/* Three speakers; b1 to b3 listen to a as well, everybody else to one of them only. */
static void write_speakers(Shell *s)
{
  write_file(s, "f.csv", "follower,followee\na1,a\na2,a\na3,a\nb1,a\nb2,a\nb3,a\n"
                         "b1,b\nb2,b\nb3,b\nc1,c\nc2,c\n");
  write_file(s, "u.csv", "user,cost\na,5\nb,4\nc,2\na1,1\na2,1\na3,1\nb1,1\nb2,1\nb3,1\n"
                         "c1,1\nc2,1\n");
}

#define SURE "$G seed --follows f.csv --probability 1 --quiet "
#define REACHED "--settled 0.002 | tail -1 | awk -F, '{ printf \"%.0f\\n\", $4 }'"
#define WHO "| tail -n +2 | cut -d, -f 2"

static void who_came_is_not_counted_again(Shell *s, gconstpointer data)
{
  (void)data;
  write_speakers(s);
  write_file(s, "came.txt", "a\na1\na2\na3\n");
  prints(s, "a\n", SURE "--count 1 " WHO);
  /* who is active still wins b1 to b3; who was activated has tried them, and they did not come */
  prints(s, "c\n", SURE "--count 1 --active came.txt " WHO);
  prints(s, "b\n", SURE "--count 1 --activated came.txt " WHO);
  prints(s, "4\n", SURE "--count 1 --activated came.txt " REACHED);
  prints(s, "4\n", SURE "--count 1 --activated came.txt --rounds 1 " REACHED);
  prints(s, "b\nc\n", SURE "--count 2 --activated came.txt " WHO);
}

/* Shares of the whole attention stay what they were under independent cascades; a threshold
 * is known to be higher. */
static void what_failed_tells_of_thresholds_only(Shell *s, gconstpointer data)
{
  (void)data;
  write_speakers(s);
  write_file(s, "came.txt", "a\n");
  write_file(s, "f.csv", "follower,followee\nb1,a\nb2,a\nb1,b\nb2,b\n");
  prints(s, "2\n", "$G seed --follows f.csv --quiet --count 1 --activated came.txt " REACHED);
  prints(s, "3\n", "$G seed --follows f.csv --quiet --count 1 --model lt --activated came.txt "
                   REACHED);
}

static void nobody_is_asked_twice(Shell *s, gconstpointer data)
{
  (void)data;
  write_speakers(s);
  prints(s, "", SURE "--count 2 --round 1 -o one.csv");
  tells(s, "cost,round\n1,a,", "cat one.csv");
  tells(s, ",1,1\n2,c,", "cat one.csv");
  write_file(s, "came.csv", "user,round\nc,1\nc1,1\nc2,1\n");
  prints(s, "b\n", SURE "--count 1 --round 2 --seeded one.csv --activated came.csv " WHO);
  run(s, SURE "--count 1 --round 2 --seeded one.csv --activated came.csv --summary s.json");
  tells(s, "\"seeded_before\": 2,\n    \"seeded_who_came\": 1,\n    \"spent_before\": 2,",
        "cat s.json");
  tells(s, "\"round\": 2,\n    \"activated_before\": 3,", "cat s.json");
  /* who did not come may still be won by others */
  prints(s, "4\n", SURE "--count 1 --seeded one.csv --activated came.csv " REACHED);
  /* but is asked again where somebody insists */
  write_file(s, "a.txt", "a\n");
  tells(s, "1,a,", SURE "--count 2 --include a.txt --seeded one.csv --activated came.csv");
  /* and who came is won, whoever insists */
  write_file(s, "c.txt", "c\n");
  prints(s, "b\n", SURE "--count 1 --include c.txt --seeded one.csv --activated came.csv " WHO);
}

static void lists_of_all_rounds_tell_of_the_earlier_ones(Shell *s, gconstpointer data)
{
  (void)data;
  write_speakers(s);
  write_file(s, "asked.csv", "round,user\n1,c\n2,a\n,c1\n");
  write_file(s, "came.csv", "user,round\nc,1\nc2,1\na,2\na1,2\na2,2\na3,2\n");
  prints(s, "a\n", SURE "--count 1 --round 2 --seeded asked.csv --activated came.csv " WHO);
  prints(s, "b\n", SURE "--count 1 --round 3 --seeded asked.csv --activated came.csv " WHO);
  prints(s, "b\n", SURE "--count 1 --seeded asked.csv --activated came.csv " WHO);
  prints(s, "c\n", SURE "--count 11 --round 1 --seeded asked.csv " WHO " | grep -E '^(c|c1)$'");
  write_file(s, "one.csv", "user\nc\n");
  write_file(s, "two.csv", "user\na\n");
  prints(s, "b\n", SURE "--count 1 --seeded one.csv --seeded two.csv --activated came.csv " WHO);
  fails(s, 3, "bad.csv:2", "printf 'user,round\\na,second\\n' >bad.csv; " SURE
                           "--count 1 --round 2 --activated bad.csv");
}

static void rules_are_those_of_this_round(Shell *s, gconstpointer data)
{
  (void)data;
  write_speakers(s);
  write_file(s, "asked.csv", "user\na\n");
  write_file(s, "came.csv", "user\na\na1\na2\na3\n");
  /* 5 are spent; 2 more buy c, who reaches 3 */
  tells(s, "1,c,", SURE "--users u.csv --budget 2 --seeded asked.csv --activated came.csv "
                            "--summary s.json");
  tells(s, "\"spent_before\": 5,", "cat s.json");
  tells(s, "\"spent\": 2,", "cat s.json");
  prints(s, "1\n1\n", SURE "--count 2 --per-community 1 --seeded asked.csv --activated came.csv "
                           WHO " | cut -c 1 | sort | uniq -c | tr -d ' abc'");
}

static void what_is_not_known_is_said(Shell *s, gconstpointer data)
{
  (void)data;
  write_speakers(s);
  write_file(s, "some.csv", "user\na\nstranger\n");
  fails(s, 2, "--round 2 needs to know", SURE "--count 1 --round 2");
  fails(s, 4, "absent.csv", SURE "--count 1 --round 2 --activated absent.csv");
  run(s, "$G seed --follows f.csv --count 1 --activated some.csv");
  assert_status(s, 0, "activated only");
  assert_holds(s->err, "some.csv: 1 people are not in the network", "activated only");
  assert_holds(s->err, "without --seeded", "activated only");
  run(s, "$G seed --follows f.csv --count 1 --seeded some.csv");
  assert_status(s, 0, "seeded only");
  assert_holds(s->err, "without --activated", "seeded only");
  prints(s, "", "cut -d, -f 1 f.csv | tail -n +2 | cat - f.csv | tr , '\\n' | sort -u >all.txt");
  fails(s, 2, "nobody is left to be won", SURE "--count 1 --activated all.txt");
}

static void the_same_bytes_at_any_thread_count(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "asked.csv", "user\na\np\n");
  write_file(s, "came.csv", "user\np\nv\nw\n");
#define NEXT "$G seed --follows follows.csv --count 4 --quiet --round 2 --seeded asked.csv "       \
             "--activated came.csv --curve c.csv "
  for (int threads = 2; threads <= 8; threads += threads == 3 ? 5 : 1) {
    g_autofree char *many = g_strdup_printf(NEXT "--threads %d; cat c.csv", threads);
    g_assert_true(same_output(s, NEXT "--threads 1; cat c.csv", many));
  }
}

static void a_simulation_of_the_next_round_leaves_out_who_came(Shell *s, gconstpointer data)
{
  (void)data;
  write_speakers(s);
  write_file(s, "came.txt", "a\na1\na2\na3\n");
  write_file(s, "b.txt", "b\n");
#define PLAYED "$G simulate --follows f.csv --seeds b.txt --probability 1 --format csv "
  tells(s, "reached,mean,3\n", PLAYED);
  tells(s, "reached,mean,0\n", PLAYED "--active came.txt");
  tells(s, "reached,mean,3\n", PLAYED "--activated came.txt");
  tells(s, "total,active,4\n", PLAYED "--activated came.txt");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program-rounds/who-came-is-not-counted-again", who_came_is_not_counted_again);
  program_test("/program-rounds/what-failed-tells-of-thresholds-only",
               what_failed_tells_of_thresholds_only);
  program_test("/program-rounds/nobody-is-asked-twice", nobody_is_asked_twice);
  program_test("/program-rounds/lists-of-all-rounds-tell-of-the-earlier-ones",
               lists_of_all_rounds_tell_of_the_earlier_ones);
  program_test("/program-rounds/rules-are-those-of-this-round", rules_are_those_of_this_round);
  program_test("/program-rounds/what-is-not-known-is-said", what_is_not_known_is_said);
  program_test("/program-rounds/the-same-bytes-at-any-thread-count",
               the_same_bytes_at_any_thread_count);
  program_test("/program-rounds/a-simulation-of-the-next-round-leaves-out-who-came",
               a_simulation_of_the_next_round_leaves_out_who_came);
  return g_test_run();
}
