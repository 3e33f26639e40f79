/* Betweenness to within a bound, from outside: what the summary says of the scores
 * is true of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <jansson.h>
#include <math.h>

#include "program.h"

#define CENTRALITY "$G centrality --measure betweenness "
#define WIKI CENTRALITY "--edges $DATA/networks/wiki_vote.txt.zst "
#define KARATE CENTRALITY "--edges $DATA/networks/karate.tsv "

static json_t *results_of(Shell *s, const char *command)
{
  g_autofree char *line = g_strconcat(command, " --summary s.json -o x.csv", NULL), *text = NULL;
  json_t *summary, *results;

  run(s, line);
  assert_status(s, 0, line);
  text = read_file(s, "s.json");
  summary = json_loads(text, 0, NULL);
  g_assert_nonnull(summary);
  results = json_incref(json_object_get(summary, "results"));
  json_decref(summary);
  return results;
}

static double number_of(json_t *results, const char *key)
{
  g_assert_true(json_is_number(json_object_get(results, key)));
  return json_number_value(json_object_get(results, key));
}

static gboolean flag_of(json_t *results, const char *key)
{
  g_assert_true(json_is_boolean(json_object_get(results, key)));
  return json_is_true(json_object_get(results, key));
}

/* The second column of x.csv, in the order of its rows. */
static GArray *scores_of(Shell *s)
{
  g_autofree char *text = read_file(s, "x.csv");
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  GArray *scores = g_array_new(FALSE, FALSE, sizeof(double));

  for (char **line = lines + 1; *line && **line; line++) {
    const double score = g_ascii_strtod(strchr(*line, ',') + 1, NULL);
    g_array_append_val(scores, score);
  }
  return scores;
}

static double largest_difference(const GArray *a, const GArray *b)
{
  double most = 0;

  g_assert_cmpuint(a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    most = MAX(most, fabs(g_array_index(a, double, i) - g_array_index(b, double, i)));
  return most;
}

static void assert_within_the_bound(Shell *s, const char *options, double unit)
{
  g_autofree char *exactly = g_strconcat(WIKI, options, NULL);
  g_autofree char *roughly = g_strconcat(exactly, " --epsilon 0.01 --delta 0.001", NULL);
  json_t *exact = results_of(s, exactly), *results;
  g_autoptr(GArray) wanted = scores_of(s), scores = NULL;

  g_assert_null(json_object_get(exact, "epsilon"));
  results = results_of(s, roughly);
  scores = scores_of(s);
  g_assert_cmpfloat(number_of(results, "epsilon"), ==, 0.01);
  g_assert_cmpfloat(number_of(results, "delta"), ==, 0.001);
  g_assert_false(flag_of(results, "exact"));
  g_assert_cmpfloat(number_of(results, "samples"), >, 100);
  g_assert_cmpfloat(fabs(number_of(results, "error_bound") / (0.01 * unit) - 1), <, 1e-12);
  g_assert_cmpfloat(largest_difference(wanted, scores), <=, number_of(results, "error_bound"));
  g_assert_cmpfloat(largest_difference(wanted, scores), >, 0);
  json_decref(exact);
  json_decref(results);
}

static void the_top_is_known_to_a_part_of_itself(Shell *s, gconstpointer data)
{
  json_t *results = results_of(s, WIKI "--epsilon 0.5 --epsilon-top 10");
  g_autoptr(GArray) scores = scores_of(s), exact = NULL;
  int above = 0;
  (void)data;

  g_assert_false(flag_of(results, "exact"));
  g_assert_cmpfloat(number_of(results, "epsilon_top"), ==, 10);
  json_decref(results_of(s, WIKI));
  exact = scores_of(s);
  for (guint i = 0; i < exact->len; i++)
    above += g_array_index(exact, double, i) * 0.5 >= number_of(results, "error_bound");
  g_assert_cmpint(above, >=, 10);
  g_assert_cmpint(above, <, 40);
  g_assert_cmpfloat(largest_difference(exact, scores), <=, number_of(results, "error_bound"));
  json_decref(results);
}

/* 7115 people. */
static void scores_are_within_the_bound(Shell *s, gconstpointer data)
{
  (void)data;
  assert_within_the_bound(s, "", 7115.0 * 7114);
  assert_within_the_bound(s, "--undirected", 7115.0 * 7114 / 2);
  assert_within_the_bound(s, "--normalized", 7115.0 / 7113);
}

static void small_networks_are_exact(Shell *s, gconstpointer data)
{
  json_t *results = results_of(s, KARATE "--epsilon 0.001");
  (void)data;

  g_assert_true(flag_of(results, "exact"));
  g_assert_cmpfloat(number_of(results, "error_bound"), ==, 0);
  json_decref(results);
  g_assert_true(same_output(s, KARATE "--epsilon 0.001", KARATE));
  prints(s, "user,betweenness\na,0\nb,0\n",
         "printf 'a,b\\n' | " CENTRALITY "--epsilon 0.1 --edges -");
}

static void each_seed_is_another_sample(Shell *s, gconstpointer data)
{
  (void)data;
  g_assert_true(same_output(s, WIKI "--epsilon 0.01", WIKI "--epsilon 0.01 --seed 1"));
  g_assert_false(same_output(s, WIKI "--epsilon 0.01", WIKI "--epsilon 0.01 --seed 2"));
}

static void what_makes_no_sense_is_refused(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "w.csv", "source,target,weight\na,b,2\nb,c,3\nc,d,1\n");
  fails(s, 2, "every tie as length 1", CENTRALITY "--edges w.csv --length weight --epsilon 0.1");
  fails(s, 2, "leave out one", KARATE "--epsilon 0.1 --sources 3");
  fails(s, 2, "--epsilon must be", KARATE "--epsilon 1.5");
  fails(s, 2, "leave out --precision", KARATE "--epsilon 0.1 --precision single");
  fails(s, 2, "give that too", KARATE "--epsilon-top 5");
  fails(s, 2, "--delta must be", KARATE "--epsilon 0.1 --delta 0");
  tells(s, "user,betweenness", CENTRALITY "--edges w.csv --epsilon 0.1"); /* of length 1 */
  tells(s, "user,betweenness", KARATE "--length weight --epsilon 0.1");
}

/* Where lengths need doubles the wish is not granted, and the summary says so. */
static void the_summary_says_which_numbers_were_used(Shell *s, gconstpointer data)
{
  json_t *single = results_of(s, KARATE "--undirected --precision single");
  json_t *common = results_of(s, KARATE "--undirected");
  json_t *lengths;

  (void)data;
  write_file(s, "w.csv", "source,target,weight\na,b,2\nb,c,1\nc,a,1\n");
  lengths = results_of(s, CENTRALITY "--edges w.csv --length weight --precision single");
  g_assert_true(flag_of(single, "single_precision"));
  g_assert_false(flag_of(lengths, "single_precision"));
  g_assert_null(json_object_get(common, "single_precision"));
  json_decref(single);
  json_decref(common);
  json_decref(lengths);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(test) program_test("/program/betweenness/" #test, test)
  ADD(scores_are_within_the_bound);
  ADD(the_top_is_known_to_a_part_of_itself);
  ADD(small_networks_are_exact);
  ADD(each_seed_is_another_sample);
  ADD(what_makes_no_sense_is_refused);
  ADD(the_summary_says_which_numbers_were_used);
  return g_test_run();
}
