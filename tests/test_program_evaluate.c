/* grapevine evaluate from outside: what it says, what it refuses, and that nothing of what came
 * later reaches a ranking.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "program.h"

enum { PEOPLE = 120, ROWS = 2000, SPLIT = 1200 /* of times 1 .. ROWS */ };

/* Low numbers get more answers; everybody is named by time 200. */
static char *rows_until(int last, gboolean other_future)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(11);
  GString *text = g_string_new("actor,target,type,time\n");

  for (int time = 1; time <= last; time++) {
    const int a = time <= PEOPLE ? time - 1 : g_rand_int_range(rand, 0, PEOPLE);
    int b = (int)(PEOPLE * g_rand_double(rand) * g_rand_double(rand) * g_rand_double(rand));
    const char *type = g_rand_int_range(rand, 0, 3) ? "RT" : "RE";
    if (other_future && time > SPLIT)
      b = PEOPLE - 1 - b;
    g_string_append_printf(text, "p%d,p%d,%s,%d\n", a, b, type, time);
  }
  return g_string_free(text, FALSE);
}

static void write_rows(const Shell *s, const char *name, int last, gboolean other_future)
{
  g_autofree char *text = rows_until(last, other_future);

  write_file(s, name, text);
}

/* won: every seventh, or, turned, everybody else. */
static void write_users(const Shell *s, const char *name, gboolean turned)
{
  g_autoptr(GString) text = g_string_new("user,won\n");

  for (int i = 0; i < PEOPLE; i++)
    g_string_append_printf(text, "p%d,%d\n", i, (i % 7 == 0) != turned);
  write_file(s, name, text->str);
}

static void write_data(const Shell *s)
{
  write_rows(s, "log.csv", ROWS, FALSE);
  write_users(s, "users.csv", FALSE);
}

#define EVALUATE "$G evaluate --interactions log.csv --max-followers 90% "

/* The cell of a column in the row of this method and population. */
static double cell(const char *csv, const char *method, const char *population, const char *column)
{
  g_auto(GStrv) lines = g_strsplit(csv, "\n", -1);
  g_auto(GStrv) names = g_strsplit(lines[0], ",", -1);
  guint at = 0, where = 0;

  for (guint i = 0; names[i]; i++) {
    at = strcmp(names[i], column) == 0 ? i : at;
    where = strcmp(names[i], "population") == 0 ? i : where;
  }
  g_assert_cmpstr(names[at], ==, column);
  for (char **line = lines + 1; *line && **line; line++) {
    g_auto(GStrv) cells = g_strsplit(*line, ",", -1);
    if (strcmp(cells[0], method) == 0 && strcmp(cells[where], population) == 0)
      return g_ascii_strtod(cells[at], NULL);
  }
  g_error("no row %s, %s in %s", method, population, csv);
}

static void assert_near(double a, double b)
{
  g_assert_cmpfloat_with_epsilon(a, b, 1e-12);
}

static void columns_of_the_interface_come_first(Shell *s, gconstpointer data)
{
  g_autofree char *csv = NULL;
  (void)data;

  write_data(s);
  csv = output_of(s, EVALUATE "--split .6 --bootstrap 20");
  g_assert_true(g_str_has_prefix(csv, "method,precision_at_10,precision_at_10_low,"));
  assert_holds(csv, "\nnominate,", "evaluate");
  for (int k = 0; k < 2; k++) {
    const char *population = k ? "everyone" : "grassroots";
    assert_near(cell(csv, "random", population, "auc"), .5);
    assert_near(cell(csv, "random", population, "lift_at_1pct"), 1);
    g_assert_cmpfloat(cell(csv, "audience", population, "auc"), >, .6);
    g_assert_cmpfloat(cell(csv, "audience", population, "auc_low"), <,
                      cell(csv, "audience", population, "auc_high"));
  }
  g_assert_cmpfloat(cell(csv, "random", "grassroots", "people"), <,
                    cell(csv, "random", "everyone", "people"));
  assert_holds(s->err, "known at 1970-01-01T00:20:00Z", "the split as a date");
  assert_holds(s->err, "too narrow", "what intervals hide");
}

/* Twenty in a circle, of whom the first, third and last win, ranked by name. */
static void a_ranking_by_hand(Shell *s, gconstpointer data)
{
  g_autoptr(GString) follows = g_string_new("follower,followee,time\n");
  g_autoptr(GString) users = g_string_new("user,won\n"), ranking = g_string_new("user\n"),
                     scores = g_string_new("score,user\n");
  (void)data;

  for (int i = 1; i <= 20; i++) {
    g_string_append_printf(follows, "p%02d,p%02d,%d\n", i, i % 20 + 1, i);
    g_string_append_printf(users, "p%02d,%s\n", i, i == 1 || i == 3 || i == 20 ? "yes" : "");
    g_string_append_printf(ranking, "p%02d\n", i);
    g_string_append_printf(scores, "%d,p%02d\n", i <= 18 ? -i : 7, i);
  }
  write_file(s, "circle.csv", follows->str);
  write_file(s, "winners.csv", users->str);
  write_file(s, "ranking.csv", ranking->str);
  write_file(s, "scores.csv", scores->str);
  write_file(s, "few.csv", "user\np20\np02\nnobody\n");
  g_autofree char *csv =
      output_of(s, "$G evaluate --follows circle.csv --users winners.csv --label column:won "
                   "--ranking ranking.csv --ranking scores.csv --ranking few.csv --bootstrap 0");
  assert_near(cell(csv, "ranking.csv", "everyone", "people"), 20);
  assert_near(cell(csv, "ranking.csv", "everyone", "precision_at_10"), .2);
  assert_near(cell(csv, "ranking.csv", "everyone", "precision_at_1pct"), 1);
  assert_near(cell(csv, "ranking.csv", "everyone", "auc"), (17 + 16 + 0) / 51.);
  assert_near(cell(csv, "scores.csv", "everyone", "auc"), (16 + 15 + 16.5) / 51);
  assert_near(cell(csv, "few.csv", "everyone", "auc"), (17 + 8 + 8) / 51.);
  assert_near(cell(csv, "few.csv", "everyone", "precision_at_10"), (1 + 2 * 8 / 18.) / 10);
  g_assert_true(isnan(cell(csv, "few.csv", "everyone", "auc_low")));
  assert_holds(s->err, "few.csv: 1 of the people listed were not known", "few.csv");
}

/* A file of weights is a ranking of its own; audience alone is audience. */
static void weights_are_rankings(Shell *s, gconstpointer data)
{
  (void)data;
  write_data(s);
  write_file(s, "mine.ini", "[weights]\naudience=1\n");
  g_autofree char *csv = output_of(s, EVALUATE "--split .6 --bootstrap 0 --weights mine.ini");
  for (int k = 0; k < 2; k++)
    assert_near(cell(csv, "mine.ini", k ? "everyone" : "grassroots", "auc"),
                cell(csv, "audience", k ? "everyone" : "grassroots", "auc"));
  g_assert_cmpfloat(cell(csv, "nominate", "everyone", "ndcg"), !=,
                    cell(csv, "audience", "everyone", "ndcg"));
}

/* The winners are given, so only a ranking could change when other things happen later. */
static void what_comes_later_reaches_no_ranking(Shell *s, gconstpointer data)
{
  (void)data;
  write_data(s);
  write_rows(s, "other.csv", ROWS, TRUE);
  write_rows(s, "cut.csv", SPLIT + 1, FALSE);
#define WINNERS "$G evaluate --users users.csv --label column:won --split 1200 --interactions "
  g_autofree char *first = output_of(s, WINNERS "log.csv --max-followers 90%");
  prints(s, first, WINNERS "other.csv --max-followers 90%");
  prints(s, first, WINNERS "cut.csv --max-followers 90%");
  g_assert_true(same_output(s, WINNERS "log.csv --probability learned",
                            WINNERS "other.csv --probability learned"));
  g_assert_false(same_output(s, WINNERS "log.csv",
                             "$G evaluate --users users.csv --label "
                             "column:won --split 1100 --interactions "
                             "log.csv"));
}

/* Whoever a ranking puts in front must not depend on who wins: with winners and losers exchanged,
 * every AUC turns round. */
static void winners_reach_no_ranking(Shell *s, gconstpointer data)
{
  static const char *const methods[] = { "nominate", "audience", "activity",  "recency",
                                         "response", "pagerank", "constraint" };
  (void)data;

  write_data(s);
  write_users(s, "turned.csv", TRUE);
  g_autofree char *won = output_of(s, WINNERS "log.csv --bootstrap 0");
  g_autofree char *lost = output_of(s, "$G evaluate --users turned.csv --label column:won --split "
                                       "1200 --interactions log.csv --bootstrap 0");
  for (size_t m = 0; m < G_N_ELEMENTS(methods); m++)
    for (int k = 0; k < 2; k++)
      assert_near(cell(won, methods[m], k ? "everyone" : "grassroots", "auc"),
                  1 - cell(lost, methods[m], k ? "everyone" : "grassroots", "auc"));
}

static void what_comes_after_until_does_not_count(Shell *s, gconstpointer data)
{
  (void)data;
  write_data(s);
  write_rows(s, "short.csv", 1600, FALSE);
  g_autofree char *csv = output_of(s, "$G evaluate --interactions short.csv --split 1200");
  prints(s, csv, "$G evaluate --interactions log.csv --split 1200 --until 1600");
  g_assert_false(same_output(s, "$G evaluate --interactions log.csv --split 1200 --until 1600",
                             "$G evaluate --interactions log.csv --split 1200"));
}

/* Those who are named only later are nobody's to rank. */
static void only_people_known_at_the_split_count(Shell *s, gconstpointer data)
{
  (void)data;
  write_data(s);
  g_autofree char *text = read_file(s, "log.csv");
  g_autofree char *more = g_strconcat(text, "new1,p3,RT,1900\nnew2,new1,RT,1950\n", NULL);
  write_file(s, "more.csv", more);
  g_autofree char *csv =
      output_of(s, "$G evaluate --interactions more.csv --split 1200 --bootstrap 0");
  assert_near(cell(csv, "random", "everyone", "people"), PEOPLE);
  assert_holds(s->err, "went to people who were not known at the split", "new1");
}

static void undated_rows_are_told(Shell *s, gconstpointer data)
{
  (void)data;
  write_data(s);
  run(s, "sed '3,5s/[0-9]*$//' log.csv >undated.csv; "
         "$G evaluate --interactions undated.csv --split .6 --bootstrap 0");
  assert_status(s, 0, "undated");
  assert_holds(s->err, "3 of 2000 rows carry no time", "undated");
  run(s, EVALUATE "--split .6 --bootstrap 0");
  g_assert_null(strstr(s->err, "carry no time"));
  g_assert_null(strstr(s->err, "too narrow")); /* there is no interval */
}

/* Undated follows name people who did nothing by the split. */
static void seen_are_those_whom_dated_rows_name(Shell *s, gconstpointer data)
{
  (void)data;
  write_data(s);
  write_file(s, "follows.csv", "follower,followee\np1,idle1\nidle2,p5\np3,p4\n");
  g_autofree char *all = output_of(s, EVALUATE "--follows follows.csv --split .6 --bootstrap 0");
  assert_holds(s->err, "3 of 2003 rows carry no time", "all");
  assert_holds(s->err, "2 of 122 people are named in no row", "all");
  g_autofree char *seen =
      output_of(s, EVALUATE "--follows follows.csv --split .6 --bootstrap 0 --seen");
  assert_near(cell(all, "random", "everyone", "people"), PEOPLE + 2);
  assert_near(cell(seen, "random", "everyone", "people"), PEOPLE);
  g_assert_null(strstr(s->err, "--seen leaves them out"));
  fails(s, 2, "too few",
        "$G evaluate --follows follows.csv --users users.csv --label column:won "
        "--max-followers 100% --seen");
}

static void same_bytes_on_any_thread_count(Shell *s, gconstpointer data)
{
  (void)data;
  write_data(s);
  g_autofree char *one = output_of(s, EVALUATE "--split .6 --threads 1");
  prints(s, one, EVALUATE "--split .6 --threads 2");
  prints(s, one, EVALUATE "--split .6 --threads 3");
  prints(s, one, EVALUATE "--split .6 --threads 8");
  g_assert_false(same_output(s, EVALUATE "--split .6", EVALUATE "--split .6 --seed 2"));
}

static void a_table_fits_on_a_terminal(Shell *s, gconstpointer data)
{
  (void)data;
  write_data(s);
  g_autofree char *table = output_of(s, EVALUATE "--split .6 --format table");
  g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
  for (char **line = lines; *line; line++)
    g_assert_cmpint((int)g_utf8_strlen(*line, -1), <=, 120);
  assert_holds(table, "AUC like audience", "table");
}

static void the_summary_says_who_wins(Shell *s, gconstpointer data)
{
  (void)data;
  write_data(s);
  run(s, EVALUATE "--split .6 --summary run.json -o out.csv");
  assert_status(s, 0, "summary");
  g_autofree char *json = read_file(s, "run.json");
  static const char *const parts[] = {
    "\"split\": 1200",           "\"split_date\": \"1970-01-01T00:20:00Z\"",
    "\"grassroots_base_rate\"",  "\"grassroots_verdict\": [",
    "\"everyone_best_auc\": \"", "\"undated_rows\": 0",
    "\"outcome\": \"observed\""
  };
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    assert_holds(json, parts[i], "run.json");
}

/* Tables are read once, with their rows where a later step wants them. */
static void a_step_of_a_campaign_writes_the_same(Shell *s, gconstpointer data)
{
  (void)data;
  write_data(s);
  write_file(s, "c.ini",
             "[load]\ninteractions=log.csv\n[nominate]\noutput=n.csv\n"
             "[evaluate]\nsplit=.6\nmax-followers=90%\noutput=e.csv\n");
  run(s, "$G run c.ini");
  assert_status(s, 0, "run c.ini");
  g_assert_true(same_output(s, "cat e.csv", EVALUATE "--split .6"));
  g_assert_true(same_output(s, "cat n.csv", "$G nominate --interactions log.csv"));
}

/* A model says so, and how much of it would be there without the network. */
static void credit_is_a_model(Shell *s, gconstpointer data)
{
  g_autoptr(GString) events = g_string_new("user,event,time,item\n");
  (void)data;

  write_data(s);
  for (int i = 0; i < 800; i++)
    g_string_append_printf(events, "p%d,share,%d,%d\n", (i * 37) % PEOPLE, 200 + 2 * i, i / 40);
  write_file(s, "events.csv", events->str);
  g_autofree char *csv = output_of(s, EVALUATE "--events events.csv --split .6 --label credit");
  assert_holds(s->err, "credit is a model", "credit");
  assert_holds(s->err, "after a swap of people of like activity", "credit");
  assert_holds(csv, "past_credit,", "credit");
  assert_holds(csv, ",model,", "credit");
  g_assert_null(strstr(csv, ",observed,"));
}

/* Ties that have no time do not say who came first; winners have none either. */
static void what_cannot_be_evaluated_is_refused(Shell *s, gconstpointer data)
{
  (void)data;
  write_data(s);
  write_file(s, "nobody.csv", "user\nsomebody else\n");
  write_file(s, "twice.csv", "user\np1\np2\np1\n");
  write_file(s, "text.csv", "user,score\np1,high\n");
  run(s, "cut -d, -f1-3 log.csv >timeless.csv; head -9 log.csv >small.csv");
  fails(s, 2, "--split is needed", EVALUATE);
  fails(s, 2, "outside of the time", EVALUATE "--split 2000");
  fails(s, 2, "outside of the time", EVALUATE "--split 1999-01-01");
  fails(s, 2, "takes a share", EVALUATE "--split soon");
  fails(s, 2, "not later than the split", EVALUATE "--split .6 --until .5");
  fails(s, 2, "no row carries a time", "$G evaluate --interactions timeless.csv --split .6");
  fails(s, 2, "too few", "$G evaluate --interactions small.csv --split .6");
  fails(s, 2, "nothing in the data is called \"XX\"", EVALUATE "--split .6 --label received:XX");
  fails(s, 2, "none of", EVALUATE "--split 1999 --until 1999.5");
  fails(s, 2, "--label must be", EVALUATE "--split .6 --label fame");
  fails(s, 3, "names nobody who was known", EVALUATE "--split .6 --ranking nobody.csv");
  fails(s, 3, "twice.csv:4: this person is listed twice",
        EVALUATE "--split .6 --ranking twice.csv");
  fails(s, 3, "text.csv:2: ", EVALUATE "--split .6 --ranking text.csv");
  fails(s, 4, "missing.csv", EVALUATE "--split .6 --ranking missing.csv");
  fails(s, 2, "--bootstrap", EVALUATE "--split .6 --bootstrap -1");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/evaluate/columns-of-the-interface-come-first",
               columns_of_the_interface_come_first);
  program_test("/evaluate/a-ranking-by-hand", a_ranking_by_hand);
  program_test("/evaluate/weights-are-rankings", weights_are_rankings);
  program_test("/evaluate/what-comes-later-reaches-no-ranking",
               what_comes_later_reaches_no_ranking);
  program_test("/evaluate/winners-reach-no-ranking", winners_reach_no_ranking);
  program_test("/evaluate/what-comes-after-until-does-not-count",
               what_comes_after_until_does_not_count);
  program_test("/evaluate/only-people-known-at-the-split-count",
               only_people_known_at_the_split_count);
  program_test("/evaluate/undated-rows-are-told", undated_rows_are_told);
  program_test("/evaluate/seen-are-those-whom-dated-rows-name",
               seen_are_those_whom_dated_rows_name);
  program_test("/evaluate/same-bytes-on-any-thread-count", same_bytes_on_any_thread_count);
  program_test("/evaluate/a-table-fits-on-a-terminal", a_table_fits_on_a_terminal);
  program_test("/evaluate/the-summary-says-who-wins", the_summary_says_who_wins);
  program_test("/evaluate/a-step-of-a-campaign-writes-the-same",
               a_step_of_a_campaign_writes_the_same);
  program_test("/evaluate/credit-is-a-model", credit_is_a_model);
  program_test("/evaluate/what-cannot-be-evaluated-is-refused",
               what_cannot_be_evaluated_is_refused);
  return g_test_run();
}
