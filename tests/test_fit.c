/* Weights from rows whose law is known; people excluded; and memory that runs out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/fit_model.h"

#include "algorithms/learning/logistic.h"
#include "failing.h"
#include "graph/base/random.h"
#include "made_network.h"
#include "read_common.h"

enum { PEOPLE = 20000, FEATURES = 4 };

/* Features 0 and 1 as they are and 2 turned round make the label; 3 has nothing to do with it. */
static void make_rows(GvFitRows *rows, double level, guint64 seed)
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
    const double odds = level + 6 * rows->column[GV_FIT_AS_IS][0][i] +
                        3 * rows->column[GV_FIT_AS_IS][1][i] +
                        3 * rows->column[GV_FIT_TURNED][2][i];
    rows->label[i] = gv_rng_real(&rng) < gv_logistic_probability(odds);
    rows->window.positives += rows->label[i] > 0;
  }
}

/* Weights .5, .25, -.25 and none; slope 12; the level of the second window, though the first had
 * another. */
static void a_known_law_is_found(void)
{
  g_auto(GvFitRows) first = { 0 }, second = { 0 };
  GvFitModel model;
  g_autofree double *score = g_new(double, PEOPLE);
  double sum = 0;

  make_rows(&first, -2, 1);
  make_rows(&second, -3, 2);
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

/* A follower or two, and answers to low numbers, by rows 1 .. rows. */
static GvNetwork *log_of(int people, int rows)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(4);
  g_autoptr(GString) text = g_string_new("actor,target,type,time\n");
  const GvTableKind kind = GV_TABLE_INTERACTIONS;
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  g_autoptr(GError) error = NULL;

  for (int row = 1; row <= rows; row++) {
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

/* The vertices of the past are others than those of the network. */
static void whoever_is_excluded_is_in_no_window(void)
{
  g_autoptr(GvNetwork) network = log_of(300, 2000);
  const GvVertex nobody[] = { person(network, "p2"), person(network, "p290") };
  GvLabel label = { GV_LABEL_RECEIVED, NULL };
  GvFitPlan plan = plan_of(network, &label);
  g_auto(GvFitRows) all = { 0 }, fewer = { 0 };

  g_assert_true(gv_fit_rows_init(&all, &plan, 1200, 1500, NULL, NULL));
  plan.choice = (GvNominateChoice){ .excluded = nobody, .excluded_count = 2 };
  g_assert_true(gv_fit_rows_init(&fewer, &plan, 1200, 1500, NULL, NULL));
  g_autofree GvVertex *now_of = NULL;
  g_autoptr(GvNetwork) past = gv_network_past(network, 1200, &now_of, NULL, NULL);
  const GvVertex n = gv_names_count(gv_network_names(past));
  size_t gone = 0;
  for (GvVertex v = 0; v < n; v++)
    gone += now_of[v] == nobody[0] || now_of[v] == nobody[1];
  g_assert_cmpuint(gone, >, 0);
  g_assert_cmpuint(fewer.window.people, ==, all.window.people - gone);
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
  g_test_add_func("/fit/whoever-is-excluded-is-in-no-window", whoever_is_excluded_is_in_no_window);
  g_test_add_func("/fit/memory-that-runs-out-is-an-error", memory_that_runs_out_is_an_error);
  return g_test_run();
}
