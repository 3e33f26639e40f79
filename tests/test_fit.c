/* Weights from rows whose law is known; people excluded; and memory that runs out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/fit_model.h"

#include "algorithms/evaluation/fit_ridge.h"
#include "algorithms/learning/logistic.h"
#include "failing.h"
#include "graph/base/random.h"
#include "made_network.h"
#include "read_common.h"

enum { PEOPLE = 20000, FEATURES = 4 };

typedef double Law[GV_FIT_WAYS][FEATURES];

/* Log-odds of the label: the level, and the law's sum over the columns. */
static void make_rows(GvFitRows *rows, const Law law, double level, guint64 seed)
{
  const size_t count = g_strv_length((char **)(gintptr)gv_features());
  GvRng rng = gv_rng(seed, 0);

  *rows = (GvFitRows){ .window = { 0, 1, PEOPLE, 0 },
                       .features = count,
                       .label = g_new0(double, PEOPLE),
                       .audience = g_new0(double, PEOPLE) };
  for (int way = 0; way < GV_FIT_WAYS; way++) {
    rows->column[way] = g_new0(double *, count);
    for (size_t f = 0; f < FEATURES; f++)
      rows->column[way][f] = g_new0(double, PEOPLE);
  }
  for (size_t i = 0; i < PEOPLE; i++) {
    for (size_t f = 0; f < FEATURES; f++) {
      const double standing = gv_rng_real(&rng);
      rows->column[GV_FIT_AS_IS][f][i] = -log1p(-standing) / 10;
      rows->column[GV_FIT_TURNED][f][i] = -log(MAX(standing, 1e-9)) / 10;
    }
    double odds = level;
    for (int way = 0; way < GV_FIT_WAYS; way++)
      for (size_t f = 0; f < FEATURES; f++)
        odds += law[way][f] * rows->column[way][f][i];
    rows->label[i] = gv_rng_real(&rng) < gv_logistic_probability(odds);
    rows->window.positives += rows->label[i] > 0;
  }
}

/* Weights .5, .25, -.25 and none; slope 12; the level of the second window, though the first had
 * another. */
static void a_known_law_is_found(void)
{
  static const Law law = { { 6, 3, 0, 0 }, { 0, 0, 3, 0 } };
  g_auto(GvFitRows) first = { 0 }, second = { 0 };
  GvFitModel model;
  g_autofree double *score = g_new(double, PEOPLE);
  double sum = 0;

  make_rows(&first, law, -2, 1);
  make_rows(&second, law, -3, 2);
  g_assert_true(gv_fit_model_init(&model, &first, &second, NULL, NULL));
  g_assert_cmpfloat_with_epsilon(model.weight[0], .5, .05); /* standard errors are .015 */
  g_assert_cmpfloat_with_epsilon(model.weight[1], .25, .05);
  g_assert_cmpfloat_with_epsilon(model.weight[2], -.25, .05);
  g_assert_cmpfloat_with_epsilon(model.weight[3], 0, .03);
  g_assert_cmpfloat_with_epsilon(model.slope, 12, 1.5);
  g_assert_cmpfloat_with_epsilon(model.intercept, -3, .2);
  gv_fit_model_score(&model, &second, score);
  for (size_t i = 0; i < PEOPLE; i++)
    sum += gv_fit_model_probability(&model, score[i]);
  assert_close(sum, (double)second.window.positives, 1e-9);
  gv_fit_model_clear(&model);
}

/* Where a feature counts both high and low, it weighs in the way that counts more. */
static void of_two_ways_the_stronger_stays(void)
{
  static const Law laws[] = { { { 6, 3 }, { 2, 0 } }, { { 2, 3 }, { 6, 0 } } };

  for (guint64 l = 0; l < 2; l++) {
    g_auto(GvFitRows) first = { 0 }, second = { 0 };
    GvFitModel model;
    make_rows(&first, laws[l], -2, 1);
    make_rows(&second, laws[l], -2, 2);
    g_assert_true(gv_fit_model_init(&model, &first, &second, NULL, NULL));
    g_assert_cmpfloat(l == 0 ? model.weight[0] : -model.weight[0], >, .4);
    g_assert_cmpfloat(model.weight[1], >, .2);
    gv_fit_model_clear(&model);
  }
}

/* A feature is turned round only where both times bear it out; where the second knows better than
 * the first, the stronger ridge is taken. */
static void freedom_is_judged_by_the_second_time(void)
{
  static const Law turned = { { 3, 0 }, { 0, 3 } }, plain = { { 3, 0 }, { 0, 0 } };
  static const Law other = { { 3, 0 }, { 0, 0, 6, 6 } };
  GvFitRidge both, once, bent;
  g_auto(GvFitRows) a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };

  make_rows(&a, turned, -2, 1);
  make_rows(&b, turned, -2, 2);
  make_rows(&c, plain, -2, 3);
  make_rows(&d, other, -2, 4);
  g_assert_true(gv_fit_ridge_find(&both, &a, &b, NULL, NULL));
  g_assert_true(both.turned);
  g_assert_cmpfloat(both.slope, >, 0);
  g_assert_true(gv_fit_ridge_find(&once, &a, &c, NULL, NULL));
  g_assert_false(once.turned);
  g_assert_true(gv_fit_ridge_find(&bent, &d, &a, NULL, NULL));
  g_assert_false(bent.turned);
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
  g_test_add_func("/fit/of-two-ways-the-stronger-stays", of_two_ways_the_stronger_stays);
  g_test_add_func("/fit/freedom-is-judged-by-the-second-time",
                  freedom_is_judged_by_the_second_time);
  g_test_add_func("/fit/whoever-is-excluded-is-in-no-window", whoever_is_excluded_is_in_no_window);
  g_test_add_func("/fit/memory-that-runs-out-is-an-error", memory_that_runs_out_is_an_error);
  return g_test_run();
}
