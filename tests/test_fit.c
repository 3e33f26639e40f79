/* Weights from rows whose law is known; people excluded; and memory that runs out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/fit_model.h"

#include "algorithms/evaluation/fit_report.h"
#include "algorithms/evaluation/fit_ridge.h"
#include "algorithms/learning/logistic.h"
#include "failing.h"
#include "graph/base/random.h"
#include "made_network.h"
#include "read_common.h"

enum { PEOPLE = 20000, FEATURES = 4 };

typedef double Law[FEATURES];

/* Log-odds of the label: intercept, and the law's sum over the columns. */
static void make_rows(GvFitRows *rows, const Law law, double intercept, guint64 seed)
{
  const size_t count = g_strv_length((char **)(gintptr)gv_features());
  GvRng rng = gv_rng(seed, 0);

  *rows = (GvFitRows){ .window = { 0, 1, PEOPLE, 0 },
                       .features = count,
                       .column = g_new0(double *, count),
                       .label = g_new0(double, PEOPLE),
                       .audience = g_new0(double, PEOPLE),
                       .usual = g_new0(double, PEOPLE) };
  for (size_t f = 0; f < FEATURES; f++)
    rows->column[f] = g_new0(double, PEOPLE);
  for (size_t i = 0; i < PEOPLE; i++) {
    double odds = intercept;
    for (size_t f = 0; f < FEATURES; f++) {
      rows->column[f][i] = sqrt(12) * (gv_rng_real(&rng) - .5);
      odds += law[f] * gv_features()[f]->direction * rows->column[f][i];
    }
    rows->label[i] = gv_rng_real(&rng) < gv_logistic_probability(odds);
    rows->window.positives += rows->label[i] > 0;
  }
}

/* The level is that of the second window, though the first had another. */
static void a_known_law_is_found(void)
{
  static const Law law = { 1, .5, -.5, 0 };
  g_auto(GvFitRows) first = { 0 }, second = { 0 };
  const GvFitRows *const windows[] = { &first, &second };
  GvFitModel model;
  g_autofree double *score = g_new(double, PEOPLE);
  double sum = 0;

  make_rows(&first, law, -2, 1);
  make_rows(&second, law, -3, 2);
  g_assert_true(gv_fit_model_init(&model, windows, 2, NULL, NULL));
  for (size_t f = 0; f < FEATURES; f++) /* standard errors are .02 */
    g_assert_cmpfloat_with_epsilon(model.weight[f], law[f] * gv_features()[f]->direction, .1);
  g_assert_cmpfloat_with_epsilon(model.intercept, -3, .15);
  gv_fit_model_score(&model, &second, score);
  for (size_t i = 0; i < PEOPLE; i++)
    sum += score[i];
  assert_close(sum, (double)second.window.positives, 1e-9);
  gv_fit_model_clear(&model);
}

/* What comes next is most like what came last: a law that changes is learnt as it is now. */
static void the_latest_counts_most(void)
{
  static const Law before = { .2, .8 }, now = { .8, .2 };
  g_auto(GvFitRows) a = { 0 }, b = { 0 }, c = { 0 };
  const GvFitRows *const windows[] = { &a, &b, &c };
  GvFitModel model;

  make_rows(&a, before, -2, 1);
  make_rows(&b, before, -2, 2);
  make_rows(&c, now, -2, 3);
  g_assert_true(gv_fit_model_init(&model, windows, 3, NULL, NULL));
  g_assert_cmpfloat(fabs(model.weight[0]), >, fabs(model.weight[1])); /* 1 against 1/2 + 1/4 */
  gv_fit_model_clear(&model);
}

/* Windows that know no time are parts of one: none counts more. */
static void windows_without_time_count_alike(void)
{
  static const Law law = { 1 };
  g_auto(GvFitRows) a = { 0 }, b = { 0 }, dated = { 0 }, timeless = { 0 };
  const GvFitRows *const windows[] = { &a, &b };

  make_rows(&a, law, -2, 1);
  make_rows(&b, law, -2, 2);
  g_assert_true(gv_fit_rows_join(&dated, windows, 2, NULL));
  g_assert_cmpfloat(dated.weight[0], ==, .5);
  g_assert_cmpfloat(dated.weight[PEOPLE], ==, 1);
  a.window.known = b.window.known = NAN;
  g_assert_true(gv_fit_rows_join(&timeless, windows, 2, NULL));
  g_assert_cmpfloat(timeless.weight[0], ==, 1);
  g_assert_cmpfloat(timeless.weight[PEOPLE], ==, 1);
  g_assert_cmpuint(timeless.window.positives, ==, a.window.positives + b.window.positives);
}

static GvFitRidge ridge_of(const GvFitRows *first, const GvFitRows *second, const GvFitRows *third)
{
  const GvFitRows *const windows[] = { first, second, third };
  GvFitRidge ridge;

  g_assert_true(gv_fit_ridge_find(&ridge, windows, third ? 3 : 2, NULL, NULL));
  return ridge;
}

/* A feature counts against its direction only where a later time bears it out. */
static void freedom_is_judged_by_later_times(void)
{
  static const Law against = { 1, -.5 }, plain = { 1, 0 };
  g_auto(GvFitRows) a = { 0 }, b = { 0 }, c = { 0 };

  make_rows(&a, against, -2, 1);
  make_rows(&b, against, -2, 2);
  make_rows(&c, plain, -2, 3);
  const GvFitRidge both = ridge_of(&a, &b, NULL);
  g_assert_true(both.free);
  g_assert_cmpfloat(both.slope, >, 0);
  g_assert_false(ridge_of(&a, &c, NULL).free);
  g_assert_true(ridge_of(&c, &a, &b).free);  /* the third window bears out what the second showed */
  g_assert_false(ridge_of(&a, &c, &c).free);
}

/* Where what went with the label goes against it later, there is nothing to learn. */
static void what_turns_round_is_refused(void)
{
  static const Law law = { 1 }, other = { -1 };
  g_auto(GvFitRows) first = { 0 }, second = { 0 };
  const GvFitRows *const windows[] = { &first, &second, &second };
  GvFitModel model;
  g_autoptr(GError) error = NULL;

  make_rows(&first, law, -2, 1);
  make_rows(&second, other, -2, 2);
  for (size_t count = 2; count <= 3; count++, g_clear_error(&error)) {
    g_assert_false(gv_fit_model_init(&model, windows, count, NULL, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_PARSE);
    gv_fit_model_clear(&model);
  }
}

/* What is told of a model that weighs features 0 and 1 so, on rows whose law is { 1, .5 } and that
 * nominate's own weights order as `usual` does (the law itself, or feature 2). */
static const char *doubt_of(double one, double two, double intercept, gboolean usual)
{
  static const Law law = { 1, .5 };
  const GvLabel label = { GV_LABEL_RECEIVED, NULL };
  const GvFitPlan plan = { .label = &label, .nominate = open_gate };
  g_auto(GvFitRows) rows = { 0 };
  g_auto(GvFit) fit = { .tried = { .intercept = intercept, .marked_share = 1 } };
  const double up[] = { gv_features()[0]->direction, gv_features()[1]->direction };

  make_rows(&rows, law, -2, 5);
  fit.second = rows.window;
  fit.tried.features = rows.features;
  fit.tried.weight = g_new0(double, rows.features);
  fit.tried.weight[0] = one * up[0];
  fit.tried.weight[1] = two * up[1];
  for (size_t i = 0; i < PEOPLE; i++)
    rows.usual[i] = usual ? up[0] * rows.column[0][i] + .5 * up[1] * rows.column[1][i]
                          : rows.column[2][i];
  g_assert_true(gv_fit_report(&fit, &plan, &rows, NULL, NULL));
  return fit.doubt;
}

static void doubts_are_told(void)
{
  g_assert_null(doubt_of(1, .5, -2, TRUE));
  g_assert_nonnull(strstr(doubt_of(0, 0, -2, FALSE), "not told from chance"));
  g_assert_nonnull(strstr(doubt_of(-1, -.5, -2, FALSE), "not told from chance"));
  g_assert_nonnull(strstr(doubt_of(0, .5, -2, TRUE), "has without a file"));
  g_assert_null(doubt_of(0, .5, -2, FALSE));
  g_assert_nonnull(strstr(doubt_of(1, .5, 2, TRUE), "no better than the base rate"));
}

/* The latest rows first; low numbers are answered more. */
static GvNetwork *log_of(int people, int rows)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(4);
  g_autoptr(GString) text = g_string_new("actor,target,type,time\n");
  const GvTableKind kind = GV_TABLE_INTERACTIONS;
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  g_autoptr(GError) error = NULL;

  for (int row = rows; row > 0; row--) {
    const int a = g_rand_int_range(rand, 0, people);
    const int b = (int)(people * g_rand_double(rand) * g_rand_double(rand));
    g_string_append_printf(text, "p%d,p%d,RT,%d\n", a, b, row);
  }
  options.keep_acts = TRUE;
  const char *table = text->str;
  GvNetwork *network = read_texts(&kind, &table, 1, options, NULL, &error);
  g_assert_no_error(error);
  return network;
}

static GvFitPlan plan_of(GvNetwork *network, GvLabel *label)
{
  return (GvFitPlan){
    .network = network, .nominate = open_gate, .label = label, .until = NAN
  };
}

static double audience_of(const GvFitRows *rows)
{
  double sum = 0;

  for (size_t i = 0; i < rows->window.people; i++)
    sum += rows->audience[i];
  return sum;
}

/* The vertices of the past are others than those of the network, since the latest rows come first. */
static void whoever_is_excluded_is_in_no_window(void)
{
  g_autoptr(GvNetwork) network = log_of(300, 2000);
  g_autofree GvVertex *now_of = NULL;
  g_autoptr(GvNetwork) past = gv_network_past(network, 1200, &now_of, NULL, NULL);
  const GvVertex somebody = person(past, "p3");
  const GvVertex out[] = { now_of[somebody] };
  GvLabel label = { GV_LABEL_RECEIVED, NULL };
  GvFitPlan plan = plan_of(network, &label);
  g_auto(GvFitRows) all = { 0 }, fewer = { 0 };

  g_assert_cmpuint(out[0], !=, somebody);
  g_assert_true(gv_fit_rows_init(&all, &plan, 1200, 1500, NULL, NULL));
  plan.choice = (GvNominateChoice){ .excluded = out, .excluded_count = 1 };
  g_assert_true(gv_fit_rows_init(&fewer, &plan, 1200, 1500, NULL, NULL));
  g_assert_cmpuint(fewer.window.people, ==, all.window.people - 1);
  g_assert_cmpfloat(audience_of(&all) - audience_of(&fewer), ==,
                    (double)gv_degree(gv_graph_in(gv_network_graph(past)), somebody));
}

/* TRUE where the k-th allocation is beyond the last. */
static gboolean survives(const GvFitPlan *plan, gint k)
{
  g_auto(GvFit) fit = { 0 };
  g_autoptr(GvTask) task = gv_task_new(2);
  g_autoptr(GError) error = NULL;

  fail_allocation(k);
  if (gv_fit_run(&fit, plan, task, &error)) {
    g_assert_true(none_failed());
    return TRUE;
  }
  g_assert_false(none_failed());
  g_assert_error(error, GV_ERROR, GV_ERROR_NO_MEMORY);
  return FALSE;
}

static void memory_that_runs_out_is_an_error(void)
{
  g_autoptr(GvNetwork) network = log_of(120, 900);
  GvLabel label = { GV_LABEL_RECEIVED, NULL };
  const GvFitPlan plan = plan_of(network, &label);
  gint k = 1;

  for (gint step = 1; !survives(&plan, k); k += step)
    step = k < 40 ? 1 : 11; /* odd, so that loops are met at each of their places */
  g_assert_cmpint(k, >, 300);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/fit/a-known-law-is-found", a_known_law_is_found);
  g_test_add_func("/fit/what-turns-round-is-refused", what_turns_round_is_refused);
  g_test_add_func("/fit/the-latest-counts-most", the_latest_counts_most);
  g_test_add_func("/fit/windows-without-time-count-alike", windows_without_time_count_alike);
  g_test_add_func("/fit/freedom-is-judged-by-later-times", freedom_is_judged_by_later_times);
  g_test_add_func("/fit/doubts-are-told", doubts_are_told);
  g_test_add_func("/fit/whoever-is-excluded-is-in-no-window", whoever_is_excluded_is_in_no_window);
  g_test_add_func("/fit/memory-that-runs-out-is-an-error", memory_that_runs_out_is_an_error);
  return g_test_run();
}
