/* grapevine fit from outside: what it tells of the people held out is what nominate gives with its
 * weights; nothing later than the split, and nothing that was held out, reaches them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "program.h"

enum { PEOPLE = 600, ROWS = 5000, LAST = 4000 /* seen before the split */ };

/* Low numbers get more answers. From row `other` on, others are answered. */
static void write_rows(const Shell *s, const char *name, int rows, int other)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(11);
  g_autoptr(GString) text = g_string_new("actor,target,type,time\n");

  for (int row = 1; row <= rows; row++) {
    const int a = g_rand_int_range(rand, 0, PEOPLE);
    int b = (int)(PEOPLE * g_rand_double(rand) * g_rand_double(rand) * g_rand_double(rand));
    const char *type = g_rand_int_range(rand, 0, 3) ? "RT" : "RE";
    if (row > other)
      b = PEOPLE - 1 - b;
    g_string_append_printf(text, "p%d,p%d,%s,%d\n", a, b, type, 1000 + row);
  }
  write_file(s, name, text->str);
}

static void open_log(Shell *s, gconstpointer data)
{
  shell_open(s, data);
  write_rows(s, "log.csv", ROWS, ROWS);
}

#define FIT "$G fit --interactions log.csv --max-followers 95% "

static double number_of(const char *file, const char *group, const char *name)
{
  g_autoptr(GKeyFile) keys = g_key_file_new();
  g_autoptr(GError) error = NULL;

  g_assert_true(g_key_file_load_from_data(keys, file, (gsize)-1, G_KEY_FILE_NONE, &error));
  const double value = g_key_file_get_double(keys, group, name, &error);
  g_assert_no_error(error);
  return value;
}

static double model(const char *file, const char *name)
{
  return number_of(file, "model", name);
}

/* From "[weights]" on. */
static const char *weights_of(const char *file)
{
  const char *weights = strstr(file, "\n[weights]\n");

  g_assert_nonnull(weights);
  return weights;
}

/* Scores of a nomination by number of the person, NaN = no candidate. */
static void read_scores(const char *csv, double *score)
{
  g_auto(GStrv) lines = g_strsplit(csv, "\n", -1);

  for (int i = 0; i < PEOPLE; i++)
    score[i] = NAN;
  for (char **line = lines + 1; *line && **line; line++) {
    int rank, person;
    double value;
    g_assert_cmpint(sscanf(*line, "%d,p%d,%lf", &rank, &person, &value), ==, 3);
    score[person] = value;
  }
}

/* Who was retweeted by somebody else in (from, to]. */
static void read_labels(const char *csv, double from, double to, int *label)
{
  g_auto(GStrv) lines = g_strsplit(csv, "\n", -1);

  memset(label, 0, PEOPLE * sizeof *label);
  for (char **line = lines + 1; *line && **line; line++) {
    int a, b, time;
    char type[3];
    g_assert_cmpint(sscanf(*line, "p%d,p%d,%2[A-Z],%d", &a, &b, type, &time), ==, 4);
    if (a != b && strcmp(type, "RT") == 0 && time > from && time <= to)
      label[b] = 1;
  }
}

static double auc_of(const double *score, const int *label)
{
  double right = 0, pairs = 0;

  for (int i = 0; i < PEOPLE; i++)
    for (int j = 0; j < PEOPLE; j++)
      if (!isnan(score[i]) && !isnan(score[j]) && label[i] && !label[j]) {
        right += score[i] > score[j] ? 1 : score[i] == score[j] ? .5 : 0;
        pairs++;
      }
  return right / pairs;
}

/* The score is the probability. */
static double brier_of(const double *score, const int *label)
{
  double sum = 0, people = 0;

  for (int i = 0; i < PEOPLE; i++)
    if (!isnan(score[i])) {
      sum += pow(score[i] - label[i], 2);
      people++;
    }
  return sum / people;
}

static void what_was_held_out_is_as_nominate_has_it(Shell *s, gconstpointer data)
{
  double score[PEOPLE];
  int label[PEOPLE], positives = 0;
  (void)data;

  prints(s, "", FIT "--label received:RT --as-tried -o w.key --quiet");
  g_autofree char *file = read_file(s, "w.key");
  const double known = model(file, "held_out_known"), until = model(file, "until");
  g_assert_cmpfloat(known, ==, 1000 + ROWS * .8);
  g_assert_cmpfloat(until, ==, 1000 + ROWS);
  g_autofree char *cut = g_strdup_printf("awk -F, 'NR == 1 || $4 <= %.0f' log.csv >cut.csv", known);
  prints(s, "", cut);
  g_autofree char *csv = output_of(
      s, "$G nominate --interactions cut.csv --max-followers 95% "
         "--min-followers 0 --top 0 --weights w.key --format csv --quiet | cut -d , -f 1-3");
  g_autofree char *log = read_file(s, "log.csv");
  read_scores(csv, score);
  read_labels(log, known, until, label);
  for (int i = 0; i < PEOPLE; i++)
    positives += label[i] && !isnan(score[i]);
  g_assert_cmpfloat(model(file, "held_out_positives"), ==, positives);
  g_assert_cmpfloat_with_epsilon(model(file, "held_out_auc"), auc_of(score, label), 1e-9);
  g_assert_cmpfloat_with_epsilon(model(file, "held_out_brier"), brier_of(score, label), 1e-9);
  g_assert_cmpfloat(model(file, "held_out_auc"), >, .6);
  assert_holds(file, "\nmax-followers=95%\nmin-followers=0\n", "fit"); /* as nominate had it */
}

static void nothing_later_than_the_split_counts(Shell *s, gconstpointer data)
{
  (void)data;
  write_rows(s, "other.csv", ROWS, LAST);
  write_rows(s, "cut.csv", LAST, LAST);
  g_autofree char *one = output_of(s, FIT "--label received:RT --split 5000 --quiet");
  prints(s, one,
         "$G fit --interactions other.csv --max-followers 95% --label received:RT --split "
         "5000 --quiet");
  prints(s, one, "$G fit --interactions cut.csv --max-followers 95% --label received:RT --quiet");
  g_assert_cmpfloat(model(one, "until"), ==, 5000);
}

/* Other people are answered in the last fifth: another report of the same weights, and nothing to be
 * learnt anew. */
static void what_is_held_out_reaches_only_what_is_learnt_anew(Shell *s, gconstpointer data)
{
  (void)data;
  g_autofree char *one = output_of(s, FIT "--quiet --as-tried");
  g_autofree char *anew = output_of(s, FIT "--quiet");
  write_rows(s, "log.csv", ROWS, LAST);
  g_autofree char *other = output_of(s, FIT "--quiet --force --as-tried");
  g_autofree char *other_anew = output_of(s, FIT "--quiet --force");
  g_assert_cmpstr(weights_of(one), ==, weights_of(other));
  g_assert_cmpfloat(model(one, "intercept"), ==, model(other, "intercept"));
  g_assert_cmpfloat(model(one, "held_out_auc"), >, model(other, "held_out_auc") + .1);
  g_assert_cmpfloat(model(one, "held_out_auc"), ==, model(anew, "held_out_auc"));
  g_assert_cmpstr(weights_of(anew), !=, weights_of(one));
  g_assert_cmpfloat(model(anew, "people"), ==,
                    model(one, "people") + model(one, "held_out_people"));
  g_assert_cmpfloat(model(anew, "learnt_anew"), ==, 1);
  g_assert_cmpfloat(model(other_anew, "learnt_anew"), ==, 0);
  g_assert_cmpstr(weights_of(other), ==, weights_of(other_anew));
}

static void weights_that_do_no_good_are_not_written(Shell *s, gconstpointer data)
{
  (void)data;
  write_rows(s, "log.csv", ROWS, LAST);
  fails(s, 3, "--force writes them all the same", FIT "-o w.key --quiet");
  fails(s, 3, "no weights written: on what was held out", FIT "-o w.key --quiet");
  fails(s, 1, "", "test -e w.key");
  prints(s, "", FIT "-o w.key --force --quiet");
  tells(s, "WRITTEN WITH --force", "cat w.key");
  prints(s, "", "$G nominate --interactions log.csv --weights w.key -o n.csv --quiet");
}

static void the_reason_of_a_refusal_is_told(Shell *s, gconstpointer data)
{
  (void)data;
  write_rows(s, "few.csv", 150, 150);
  write_file(s, "undated.csv", "a,b\nb,c\nc,a\n");
  fails(s, 3, "no row that may be looked at has a time",
        "$G fit --follows undated.csv --header no");
  fails(s, 3, "no row that may be looked at has a time", FIT "--split 10");
  fails(s, 3, "have the label; at least 20 must", "$G fit --interactions few.csv --quiet");
  fails(s, 3, "all but", "$G fit --interactions log.csv --min-followers 6 --quiet");
  write_file(s, "short.csv", "actor,target,type,time\na,b,RT,1\nb,c,RT,1\nc,a,RT,2\n");
  fails(s, 3, "too short", "$G fit --interactions short.csv");
  fails(s, 2, "--weights: fit finds", FIT "--weights w.key");
  fails(s, 2, "key file, whatever --format", FIT "--format csv");
  fails(s, 2, "--split takes", FIT "--split soon");
  fails(s, 2, "fame", FIT "--label fame");
  fails(s, 3, "no row that may be looked at has a time",
        "$G convert --interactions log.csv -o log.vine --quiet && $G fit --edges log.vine");
}

/* Of the people answered most, half are marked; a column that says the same of all of them. */
static void features_and_families_can_be_left_out(Shell *s, gconstpointer data)
{
  (void)data;
  run(s, FIT "--without resonance,audience --quiet");
  g_assert_cmpint(s->status, ==, 0);
  const char *weights = weights_of(s->out);
  g_assert_null(strstr(weights, "\naudience="));
  g_assert_null(strstr(weights, "\nresponse="));
  g_assert_nonnull(strstr(weights, "\nlively_audience="));
  fails(s, 2, "no family \"fame\"", FIT "--without reach,fame");
}

/* Undated ties name three hundred others, who never act. */
static void the_unseen_can_be_left_out(Shell *s, gconstpointer data)
{
  g_autoptr(GString) text = g_string_new("follower,followee\n");
  (void)data;

  for (int i = 0; i < 300; i++)
    g_string_append_printf(text, "q%d,p%d\n", i, i);
  write_file(s, "follows.csv", text->str);
  run(s, FIT "--follows follows.csv --quiet --force");
  const double all = model(s->out, "held_out_people");
  run(s, FIT "--follows follows.csv --quiet --force --seen");
  g_assert_cmpfloat(model(s->out, "held_out_people"), <=, PEOPLE);
  g_assert_cmpfloat(all, >=,
                    model(s->out, "held_out_people") + 295); /* the gate differs a little */
}

static void write_users(const Shell *s)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(3);
  g_autoptr(GString) text = g_string_new("user,stage,won\n");

  for (int i = 0; i < PEOPLE; i++) {
    const gboolean good = g_rand_double(rand) < (i < 200 ? .9 : .05);
    const gboolean marked = good && i % 2 == 0;
    g_string_append_printf(text, "p%d,%s,%d\n", i, marked ? "advocate" : "fan", good);
  }
  write_file(s, "users.csv", text->str);
}

static void advocates_are_learnt_from_though_others_may_be_as_good(Shell *s, gconstpointer data)
{
  (void)data;
  write_users(s);
  g_autofree char *file = output_of(s, FIT "--users users.csv --label advocates --quiet");
  /* Half are marked; the estimate mixes in those who only look alike. */
  g_assert_cmpfloat(model(file, "marked_share"), >, .3);
  g_assert_cmpfloat(model(file, "marked_share"), <, .7);
  g_assert_cmpfloat(model(file, "held_out_auc"), >, .6);
  g_assert_null(strstr(file, "\nstage="));
  g_assert_null(strstr(file, "held_out_known"));
  fails(s, 3, "at least 20", FIT "--label advocates --quiet");
  g_autofree char *column = output_of(s, FIT "--users users.csv --label column:won --quiet");
  g_assert_null(strstr(column, "marked_share"));
  g_assert_cmpfloat(model(column, "held_out_auc"), >, .6);
}

static void threads_and_undated_users_are_as_elsewhere(Shell *s, gconstpointer data)
{
  (void)data;
  g_assert_true(same_output(s, FIT "--quiet --threads 1", FIT "--quiet --threads 3"));
  g_assert_true(same_output(s, FIT "--quiet --threads 1", FIT "--quiet --threads 8"));
  write_users(s);
  run(s, FIT "--users users.csv -o w.key");
  assert_status(s, 0, "fit");
  assert_holds(s->err, "--users carries no dates", "fit");
  assert_holds(s->err, "held out: AUC", "fit");
}

static void fit_test(const char *path, void (*test)(Shell *, gconstpointer))
{
  g_test_add(path, Shell, NULL, open_log, test, shell_close);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  fit_test("/fit/what-was-held-out-is-as-nominate-has-it", what_was_held_out_is_as_nominate_has_it);
  fit_test("/fit/nothing-later-than-the-split-counts", nothing_later_than_the_split_counts);
  fit_test("/fit/what-is-held-out-reaches-only-what-is-learnt-anew",
           what_is_held_out_reaches_only_what_is_learnt_anew);
  fit_test("/fit/weights-that-do-no-good-are-not-written", weights_that_do_no_good_are_not_written);
  fit_test("/fit/features-and-families-can-be-left-out", features_and_families_can_be_left_out);
  fit_test("/fit/the-unseen-can-be-left-out", the_unseen_can_be_left_out);
  fit_test("/fit/the-reason-of-a-refusal-is-told", the_reason_of_a_refusal_is_told);
  fit_test("/fit/advocates-are-learnt-from-though-others-may-be-as-good",
           advocates_are_learnt_from_though_others_may_be_as_good);
  fit_test("/fit/threads-and-undated-users-are-as-elsewhere",
           threads_and_undated_users_are_as_elsewhere);
  return g_test_run();
}
