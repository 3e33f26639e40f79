/* grapevine seed from outside: what it writes, which people it takes, what it refuses.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define SEED "$G seed --follows follows.csv "
#define STARS "$G seed --follows stars.csv --users people.csv "

/* Three stars with 4, 3 and 2 listeners who listen to nobody else: reach is known exactly. */
static void write_stars(Shell *s)
{
  write_file(s, "stars.csv",
             "follower,followee\na1,a\na2,a\na3,a\na4,a\nb1,b\nb2,b\nb3,b\nc1,c\nc2,c\n");
  write_file(s, "people.csv",
             "user,cost,stage,value,opt_in\na,9,fan,1,no\nb,3,fan,1,yes\n"
             "c,2,fan,10,yes\na1,1,member,1,yes\na2,1,member,1,yes\n"
             "a3,1,member,1,yes\na4,1,member,1,yes\nb1,1,prospect,1,yes\n"
             "b2,1,prospect,1,yes\nb3,1,prospect,1,yes\nc1,1,fan,10,yes\n"
             "c2,1,fan,10,yes\n");
}

#define HEADER "order,user,marginal_reach,cumulative_reach,lower_bound,upper_bound,cost\n"

static void the_people_who_reach_most_come_first(Shell *s, gconstpointer data)
{
  (void)data;
  write_stars(s);
  tells(s, HEADER "1,a,", "$G seed --follows stars.csv --count 2");
  tells(s, "\n2,b,", "$G seed --follows stars.csv --count 2");
  /* everybody for sure: all twelve are reached, and the bounds meet */
  tells(s, ",12,12,12,1\n", "$G seed --follows stars.csv --count 12 | tail -1");
  tells(s, "12,11.99", "$G seed --follows stars.csv --count 3 | tail -1 | cut -d, -f 4-");
  /* of plain edges the first influences the second */
  tells(s, "\n1,a,",
        "printf 'a,x\\na,y\\nb,z\\n' | $G seed --edges - --columns source,target "
        "--header no --count 1");
  tells(s, "\"method\": \"",
        "$G seed --follows stars.csv --count 2 --summary s.json >/dev/null; "
        "cat s.json");
  tells(s, "\"guarantee\": \"with probability 0.99", "cat s.json");
  tells(s, "\"complete\": true", "cat s.json");
}

static void every_rule_is_kept(Shell *s, gconstpointer data)
{
  (void)data;
  write_stars(s);
  write_file(s, "list.txt", "a\n");
  tells(s, "1,b,", STARS "--count 1 --exclude list.txt");
  tells(s, "1,a,", STARS "--count 2 --include list.txt --exclude list.txt");
  tells(s, "1,b,", STARS "--count 1 --active list.txt");
  /* 9 buy a, who reaches 5; but b, c and four at 1 each reach 11 */
  prints(s, "6\n", STARS "--budget 9 | grep -c -E ',(b|c|a[1-4]),'");
  tells(s, "\"spent\": 9", STARS "--budget 9 --summary s.json | grep -v ',a,'; cat s.json");
  tells(s, "1,c,", STARS "--count 1 --value value");
  tells(s, "1,b,", STARS "--count 1 --stages prospect");
  tells(s, "1,b,", STARS "--count 1 --opt-in");
  tells(s, "1,b,", STARS "--count 1 --max-followers 3");
  tells(s, "1,b,", STARS "--count 1 --where stage=fan --exclude list.txt");
  tells(s, "3\n", STARS "--count 3 --per-community 1 | grep -c -E ',(a|b|c)[1-4]?,'");
  prints(s, "1\n1\n1\n",
         STARS "--count 3 --per-community 1 | tail -3 | cut -d, -f 2 | cut -c 1 | "
               "sort | uniq -c | tr -d ' abc'");
  tells(s, "\"max_followers\": ", STARS "--count 1 --grassroots --summary s.json; cat s.json");
}

static void models_differ(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "chain.csv", "follower,followee\nb,a\nc,b\nd,c\n");
  tells(s, "1,a,4,4,", "$G seed --follows chain.csv --count 1");
  tells(s, "1,a,4,4,", "$G seed --follows chain.csv --count 1 --model lt");
  tells(s, "1,a,4,4,", "$G seed --follows chain.csv --count 1 --probability 1");
  prints(s, "3.0\n",
         "$G seed --follows chain.csv --count 1 --rounds 2 | tail -1 | "
         "awk -F, '{ printf \"%.1f\\n\", $4 }'");
  fails(s, 2, "--model lt needs", SEED "--count 1 --model lt --probability 0.9");
  fails(s, 2, "--model must be", SEED "--count 1 --model xy");
}

static void the_curve_is_written_beside(Shell *s, gconstpointer data)
{
  (void)data;
  write_stars(s);
  tells(s,
        "seeds,cost,reach,lower_bound,upper_bound,marginal_reach,random_people,random_reach,"
        "followers_reach,followers_same_cost_reach\n1,",
        "$G seed --follows stars.csv --count 3 --curve c.csv >/dev/null; cat c.csv");
  tells(s, "4\n", "wc -l <c.csv");
  tells(s, "{\"seeds\":1,",
        "$G seed --follows stars.csv --count 3 --curve c.jsonl >/dev/null; "
        "cat c.jsonl");
  fails(s, 4, "nowhere", "$G seed --follows stars.csv --count 3 --curve nowhere/c.csv");
}

/* Where all hear of it in the end, any 20 people do as well; of stars that is not so. */
static void a_choice_that_hardly_matters_is_said_to_be_one(Shell *s, gconstpointer data)
{
  (void)data;
  write_stars(s);
  prints(s, "", "$G generate erdos-renyi --vertices 300 --edges 3000 --quiet -o n.vine");
#define DENSE "$G seed --edges n.vine --count 20 --curve c.csv --summary s.json -o s.csv "
  run(s, DENSE "--probability 0.6");
  assert_status(s, 0, "a dense network");
  assert_holds(s->err, " % of what these 20 do: whom you choose hardly matters", "a dense network");
  prints(s, "", DENSE "--probability 0.6 --quiet 2>&1");
  prints(s, "", "$G seed --follows stars.csv --count 2 --curve c.csv -o s.csv 2>&1");
  prints(s, "", "$G seed --follows stars.csv --count 12 --curve c.csv -o s.csv 2>&1");
#undef DENSE
}

static void the_summary_tells_what_is_added_to_the_seeds(Shell *s, gconstpointer data)
{
  (void)data;
  write_stars(s);
  write_file(s, "list.txt", "b\n");
#define SUMMED(options)                                                                            \
  "$G seed --follows stars.csv " options " -o s.csv --summary s.json; cat s.json"
  tells(s, "\"reach\": 12,\n", SUMMED("--count 12"));
  tells(s, "\"reach_without_seeds\": 0,\n", SUMMED("--count 12"));
  prints(s, "9.0\n", SUMMED("--count 3") " | awk '/without/ { printf \"%.1f\\n\", $2 }'");
  prints(s, "0\n", SUMMED("--count 1 --active list.txt") " | grep -c without_seeds || true");
#undef SUMMED
}

static void the_same_bytes_at_any_thread_count(Shell *s, gconstpointer data)
{
  (void)data;
  g_assert_true(same_output(s, SEED "--count 4 --threads 1", SEED "--count 4 --threads 3"));
  g_assert_true(same_output(s, SEED "--count 4 --model lt --threads 1 --curve c.csv; cat c.csv",
                            SEED "--count 4 --model lt --threads 8 --curve c.csv; cat c.csv"));
  g_assert_false(same_output(s, SEED "--count 4 --seed 1", SEED "--count 4 --seed 2"));
}

static void what_makes_no_sense_is_refused(Shell *s, gconstpointer data)
{
  (void)data;
  write_stars(s);
  write_file(s, "all.txt", "a\nb\nc\n");
  write_file(s, "some.csv", "user,cost\na,1\n");
  write_file(s, "free.csv", "user,cost\na,0\n");
  fails(s, 2, "--count K or --budget B", SEED);
  fails(s, 2, "--count", SEED "--count -1");
  fails(s, 2, "--epsilon", SEED "--count 1 --epsilon 2");
  fails(s, 2, "the cost of 11 of the people",
        "$G seed --follows stars.csv --users some.csv --budget 3");
  fails(s, 2, "a costs 0", "$G seed --follows stars.csv --users free.csv --budget 3");
  fails(s, 2, "--include names more people", STARS "--count 2 --include all.txt");
  fails(s, 2, "--value wealth", STARS "--count 2 --value wealth");
  fails(s, 2, "is no stage", STARS "--count 2 --stages king");
  fails(s, 2, "needs a column stage", "$G seed --follows stars.csv --count 2 --stages fan");
  fails(s, 2, "--opt-in needs", "$G seed --follows stars.csv --count 2 --opt-in");
  fails(s, 2, "--probability must be", SEED "--count 1 --probability 3");
  fails(s, 2, "learn", SEED "--count 1 --probability learned:nonsense");
  fails(s, 4, "absent.txt", SEED "--count 1 --exclude absent.txt");
}

/* Where no cost is known everybody costs 1. */
/* Few rounds are enough beside a greedy set; whoever asks for PageRank gets PageRank's order. */
static void the_list_by_pagerank_is_that_of_pagerank(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", "$G generate lfr --vertices 2000 --average-degree 12 --quiet -o l.vine");
  prints(
      s, "same\n",
      "$G centrality --edges l.vine --measure pagerank --top 50 | cut -d, -f1 | tail -n +2 >want; "
      "$G seed --edges l.vine --method pagerank --count 50 | cut -d, -f2 | tail -n +2 >got; "
      "test -s got && cmp want got && echo same");
}

static void a_budget_without_costs_is_a_count(Shell *s, gconstpointer data)
{
  (void)data;
  write_stars(s);
  tells(s, "3\n", "$G seed --follows stars.csv --budget 2 | wc -l");
  tells(s, "everybody costs 1", "$G seed --follows stars.csv --budget 2 2>&1");
}

static void a_limit_leaves_the_best_so_far(Shell *s, gconstpointer data)
{
  (void)data;
#define LONG                                                                                       \
  "$G seed --edges n.vine --count 200 --probability 0.01 --settled 0.0001 --work 0 --pool-memory " \
  "0 "
  prints(s, "", "$G generate erdos-renyi --vertices 3000 --edges 9000 --quiet -o n.vine");
  run(s, LONG "--time-limit 1s -o best.csv --summary s.json");
  assert_status(s, 5, "a search with a time limit");
  assert_holds(s->err, "--time-limit 1s: the time was over", "a search with a time limit");
  tells(s, HEADER "1,", "cat best.csv");
  tells(s, "\"complete\": false", "cat s.json");
  tells(s, "\"ended\": \"the time was over", "cat s.json");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program-seed/the-people-who-reach-most-come-first",
               the_people_who_reach_most_come_first);
  program_test("/program-seed/every-rule-is-kept", every_rule_is_kept);
  program_test("/program-seed/models-differ", models_differ);
  program_test("/program-seed/the-curve-is-written-beside", the_curve_is_written_beside);
  program_test("/program-seed/a-choice-that-hardly-matters-is-said-to-be-one",
               a_choice_that_hardly_matters_is_said_to_be_one);
  program_test("/program-seed/the-summary-tells-what-is-added-to-the-seeds",
               the_summary_tells_what_is_added_to_the_seeds);
  program_test("/program-seed/the-same-bytes-at-any-thread-count",
               the_same_bytes_at_any_thread_count);
  program_test("/program-seed/what-makes-no-sense-is-refused", what_makes_no_sense_is_refused);
  program_test("/program-seed/the-list-by-pagerank-is-that-of-pagerank",
               the_list_by_pagerank_is_that_of_pagerank);
  program_test("/program-seed/a-budget-without-costs-is-a-count",
               a_budget_without_costs_is_a_count);
  program_test("/program-seed/a-limit-leaves-the-best-so-far", a_limit_leaves_the_best_so_far);
  return g_test_run();
}
