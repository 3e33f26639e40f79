/* Every feature of the nomination against its definition, on matrices.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "by_hand.h"

enum { WORLDS = 250 };

static void assert_left_out_rightly(const World *w, const char *name)
{
  static const char *const of_items[] = { "credit", "recent_credit", "starts", NULL };
  static const char *const of_directions[] = { "reciprocity", "outreach", "twins", NULL };

  g_assert_true((!w->events && g_strv_contains(of_items, name)) ||
                (!w->directed && g_strv_contains(of_directions, name)));
}

static void assert_column(const Scene *s, const GvNominationView *view, const ByHand *by)
{
  const GvFeatureColumn *column = column_of(view, by->name);

  if (column == NULL) {
    assert_left_out_rightly(s->w, by->name);
    return;
  }
  for (size_t c = 0; c < view->count; c++) {
    const double wanted = by->value(s, view->candidates[c]);
    if (isinf(wanted) || isinf(column->values[c]))
      g_assert_cmpfloat(column->values[c], ==, wanted);
    else
      assert_close(column->values[c], wanted, 1e-8);
  }
}

/* Community and reach of everybody, as the nomination derives them. */
static void derive(GvGraph *attention, GvVertex *community, double *reach)
{
  const GvSpread cascade = { .kind = GV_SPREAD_WEIGHTED_CASCADE };
  const GvReachOptions options = GV_REACH_OPTIONS_INIT;
  g_autoptr(GvGraph) both = gv_graph_symmetrised(attention, NULL, NULL);
  GvPartition partition;
  GvReachFigures figures;

  g_assert_true(gv_community_method_run(gv_community_method_find("leiden"), both, NULL, community,
                                        &partition, NULL, NULL));
  g_assert_true(gv_reach_run(attention, &cascade, &options, reach, &figures, NULL, NULL));
}

static void values_by_definition(void)
{
  for (guint32 seed = 0; seed < WORLDS; seed++) {
    g_auto(World) w = random_world(seed);
    g_autoptr(GvNetwork) network = world_network(&w);
    g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);
    const GvNominationView view = gv_nomination_view(nom);
    GvVertex community[MOST_PEOPLE];
    double reached[MOST_PEOPLE];
    derive(gv_network_graph(network), community, reached);
    for (size_t i = 0; i < G_N_ELEMENTS(by_hand); i++)
      assert_column(&(Scene){ &w, community, reached }, &view, &by_hand[i]);
    for (size_t c = 0; c < view.count; c++) {
      g_assert_cmpuint(view.community[c], ==, community[view.candidates[c]]);
      g_assert_cmpfloat(view.reach[c], ==, reached[view.candidates[c]]);
      g_assert_cmpfloat(view.followers[c], ==, followers(&w, view.candidates[c]));
    }
  }
}

static void every_feature_is_computed_by_hand(void)
{
  for (size_t f = 0; gv_features()[f]; f++) {
    gboolean found = FALSE;
    for (size_t i = 0; i < G_N_ELEMENTS(by_hand); i++)
      found |= strcmp(gv_features()[f]->name, by_hand[i].name) == 0;
    g_assert_true(found);
  }
  g_assert_cmpuint(feature_count(), ==, G_N_ELEMENTS(by_hand));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/features/values-by-definition", values_by_definition);
  g_test_add_func("/features/every-feature-is-computed-by-hand", every_feature_is_computed_by_hand);
  return g_test_run();
}
