/* Files of weights, and what weights do to a score.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "made_network.h"

static double *weights_of(const char *text, GError **error)
{
  g_autofree char *path = made_file(text);
  double *weights = gv_weights_read(path, error);

  g_assert_cmpint(g_unlink(path), ==, 0);
  return weights;
}

static void assert_refused(const char *text, const char *because)
{
  g_autoptr(GError) error = NULL;

  g_assert_null(weights_of(text, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_PARSE);
  g_assert_nonnull(strstr(error->message, because));
}

static void features_not_named_weigh_nothing(void)
{
  g_autofree double *weights = weights_of("[weights]\nreach=2\ncore = -0.5\n", NULL);

  g_assert_nonnull(weights);
  for (size_t f = 0; gv_features()[f]; f++) {
    const char *name = gv_features()[f]->name;
    g_assert_cmpfloat(weights[f], ==,
                      strcmp(name, "reach") == 0  ? 2
                      : strcmp(name, "core") == 0 ? -0.5
                                                  : 0);
  }
}

static void what_fit_tells_of_its_model_changes_no_weight(void)
{
  g_autofree double *weights =
      weights_of("# fitted\n[model]\nkind=logistic\nslope=3\n[weights]\nreach=2\n", NULL);

  g_assert_nonnull(weights);
  for (size_t f = 0; gv_features()[f]; f++)
    g_assert_cmpfloat(weights[f], ==, strcmp(gv_features()[f]->name, "reach") == 0 ? 2 : 0);
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
  assert_refused("[model]\nkind=oracle\n[weights]\nreach=1\n", "\"oracle\"");
  assert_refused("[model]\n[weights]\nreach=1\n", "[model]");
}

static void a_missing_file_is_no_malformed_one(void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null(gv_weights_read("no/such/file", &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_IO);
  g_assert_nonnull(strstr(error->message, "no/such/file"));
}

/* c is followed by three, b by two, a by one. */
static GvNetwork *steps(void)
{
  return made_network((Made){ .follows = "b,a\na,b\nd,b\na,c\nb,c\nd,c\n" });
}

static GvNomination *weighed(GvNetwork *network, const double *weights)
{
  return nomination_of(network, open_gate, (GvNominateChoice){ .weights = weights }, 1);
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
      nomination_refused(network, open_gate, (GvNominateChoice){ .weights = weights });

  g_assert_nonnull(strstr(message, "weight"));
}

static void weights_beyond_number_are_refused(void)
{
  g_autoptr(GvNetwork) network = steps();
  g_autofree double *weights = weight_on("core", 1.5e308);

  weights[0] = 1.5e308;
  g_free(nomination_refused(network, open_gate, (GvNominateChoice){ .weights = weights }));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/weights/features-not-named-weigh-nothing", features_not_named_weigh_nothing);
  g_test_add_func("/weights/what-fit-tells-of-its-model-changes-no-weight",
                  what_fit_tells_of_its_model_changes_no_weight);
  g_test_add_func("/weights/what-is-wrong-is-named", what_is_wrong_is_named);
  g_test_add_func("/weights/a-missing-file-is-no-malformed-one",
                  a_missing_file_is_no_malformed_one);
  g_test_add_func("/weights/shares-of-weights-add-up-to-one", shares_of_weights_add_up_to_one);
  g_test_add_func("/weights/a-negative-weight-turns-a-feature-round",
                  a_negative_weight_turns_a_feature_round);
  g_test_add_func("/weights/weights-only-on-what-is-left-out-are-refused",
                  weights_only_on_what_is_left_out_are_refused);
  g_test_add_func("/weights/weights-beyond-number-are-refused", weights_beyond_number_are_refused);
  return g_test_run();
}
