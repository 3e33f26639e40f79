/* Files of weights, and what weights do to a score.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "made_network.h"

static GvWeights weights_of(const char *text, GError **error)
{
  g_autofree char *path = made_file(text);
  GvWeights weights;
  const gboolean read = gv_weights_read(path, &weights, error);

  g_assert_cmpint(g_unlink(path), ==, 0);
  g_assert_true(read == (weights.by_feature != NULL));
  return weights;
}

static void assert_refused(const char *text, const char *because)
{
  g_autoptr(GError) error = NULL;

  g_assert_null(weights_of(text, &error).by_feature);
  g_assert_error(error, GV_ERROR, GV_ERROR_PARSE);
  g_assert_nonnull(strstr(error->message, because));
}

static void features_not_named_weigh_nothing(void)
{
  g_auto(GvWeights) weights = weights_of("[weights]\nreach=2\ncore = -0.5\n", NULL);

  g_assert_nonnull(weights.by_feature);
  g_assert_false(weights.fitted);
  for (size_t f = 0; gv_features()[f]; f++) {
    const char *name = gv_features()[f]->name;
    g_assert_cmpfloat(weights.by_feature[f], ==,
                      strcmp(name, "reach") == 0  ? 2
                      : strcmp(name, "core") == 0 ? -0.5
                                                  : 0);
  }
}

static void what_is_wrong_is_named(void)
{
  assert_refused("[weights]\nfame=1\n", "\"fame\"");
  assert_refused("[weights]\nreach=much\n", "reach");
  assert_refused("[weights]\nreach=nan\n", "reach");
  assert_refused("[weights]\nreach=\n", "reach");
  assert_refused("[Weights]\nreach=1\n", "[weights]");
  assert_refused("", "[weights]");
  assert_refused("[weights]\n", "every weight is 0");
  assert_refused("[weights]\nreach=0\ncore=-0\n", "every weight is 0");
  assert_refused("reach=1\n", "");
  assert_refused("[weights]\nreach=1\n[model]\nkind=oracle\nintercept=1\n", "kind=logistic");
  assert_refused("[weights]\nreach=1\n[model]\nkind=logistic\n", "intercept");
}

static void a_missing_file_is_no_malformed_one(void)
{
  g_autoptr(GError) error = NULL;

  GvWeights weights;

  g_assert_false(gv_weights_read("no/such/file", &weights, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_IO);
  g_assert_nonnull(strstr(error->message, "no/such/file"));
}

/* c is followed by three, b by two, a by one. */
static GvNetwork *steps(void)
{
  return made_network((Made){ .follows = "b,a\na,b\nd,b\na,c\nb,c\nd,c\n" });
}

static GvNomination *weighed(GvNetwork *network, double *weights)
{
  const GvWeights given = { .by_feature = weights };

  return nomination_of(network, open_gate, (GvNominateChoice){ .weights = weights ? &given : NULL },
                       1);
}

static void shares_of_weights_add_up_to_one(void)
{
  g_autoptr(GvNetwork) network = steps();
  g_autoptr(GvNomination) nom = weighed(network, NULL);
  const GvNominationView view = gv_nomination_view(nom);
  double sum = 0, defaults = 0;

  for (size_t f = 0; f < view.column_count; f++)
    defaults += view.columns[f].feature->weight;
  for (size_t f = 0; f < view.column_count; f++) {
    sum += view.columns[f].weight;
    assert_close(view.columns[f].weight, view.columns[f].feature->weight / defaults, 1e-12);
  }
  assert_close(sum, 1, 1e-12);
}

static void a_negative_weight_turns_a_feature_round(void)
{
  g_autoptr(GvNetwork) network = steps();
  g_autofree double *more = weight_on("audience", 3), *less = weight_on("audience", -3);
  g_autoptr(GvNomination) up = weighed(network, more), down = weighed(network, less);
  const GvNominationView most = gv_nomination_view(up), least = gv_nomination_view(down);

  g_assert_cmpuint(most.count, ==, 4);
  g_assert_cmpfloat(column_of(&least, "audience")->weight, ==, -1);
  for (size_t r = 0; r < 4; r++)
    g_assert_cmpuint(most.ranked[r], ==, least.ranked[3 - r]);
  g_assert_cmpuint(most.candidates[most.ranked[0]], ==, person(network, "c"));
  assert_close(least.score[least.ranked[0]], most.score[most.ranked[0]], 1e-12);
}

static void weights_only_on_what_is_left_out_are_refused(void)
{
  g_autoptr(GvNetwork) network = steps();
  g_autofree double *weights = weight_on("stage", 1);
  g_autofree char *message =
      nomination_refused(network, open_gate, (GvNominateChoice){ .weights = &(GvWeights){ .by_feature = weights } });

  g_assert_nonnull(strstr(message, "weight"));
}

/* score = 1 / (1 + exp(-(intercept + sum of weight * level))), level by hand: c, b, a, d are
 * followed by 3, 2, 1, 0; log(1 + 3 .. 0) less their mean, by their deviation. */
static void a_fitted_model_gives_a_probability(void)
{
  g_autoptr(GvNetwork) network = steps();
  g_auto(GvWeights) weights =
      weights_of("[weights]\naudience=2\n[model]\nkind=logistic\nintercept=-1\n", NULL);
  g_autoptr(GvNomination) nom =
      nomination_of(network, open_gate, (GvNominateChoice){ .weights = &weights }, 1);
  const GvNominationView view = gv_nomination_view(nom);
  const double mean = (log(4) + log(3) + log(2)) / 4;
  const double square = (pow(log(4) - mean, 2) + pow(log(3) - mean, 2) + pow(log(2) - mean, 2) +
                         mean * mean) / 4;
  const double level = (log(4) - mean) / sqrt(square);

  g_assert_cmpuint(view.candidates[view.ranked[0]], ==, person(network, "c"));
  assert_close(column_of(&view, "audience")->level[view.ranked[0]], level, 1e-12);
  assert_close(view.score[view.ranked[0]], 1 / (1 + exp(1 - 2 * level)), 1e-12);
  assert_close(gv_nomination_contribution(column_of(&view, "audience"), view.ranked[0]), 2 * level,
               1e-12);
}

static void weights_beyond_number_are_refused(void)
{
  g_autoptr(GvNetwork) network = steps();
  g_autofree double *weights = weight_on("core", 1.5e308);

  weights[0] = 1.5e308;
  g_free(nomination_refused(network, open_gate, (GvNominateChoice){ .weights = &(GvWeights){ .by_feature = weights } }));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/weights/features-not-named-weigh-nothing", features_not_named_weigh_nothing);
  g_test_add_func("/weights/what-is-wrong-is-named", what_is_wrong_is_named);
  g_test_add_func("/weights/a-missing-file-is-no-malformed-one",
                  a_missing_file_is_no_malformed_one);
  g_test_add_func("/weights/shares-of-weights-add-up-to-one", shares_of_weights_add_up_to_one);
  g_test_add_func("/weights/a-negative-weight-turns-a-feature-round",
                  a_negative_weight_turns_a_feature_round);
  g_test_add_func("/weights/weights-only-on-what-is-left-out-are-refused",
                  weights_only_on_what_is_left_out_are_refused);
  g_test_add_func("/weights/a-fitted-model-gives-a-probability",
                  a_fitted_model_gives_a_probability);
  g_test_add_func("/weights/weights-beyond-number-are-refused", weights_beyond_number_are_refused);
  return g_test_run();
}
