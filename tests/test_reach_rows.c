/* Listeners of many, whose ties are found by jumps: each tie still wins by its
 * own probability, and apart from the others.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spreads.h"

/* Listener 0 of `wide` people, who all listen to the last for certain under
 * `weight` and the cascade. weights [wide], or NULL */
static GvGraph *fan(GvVertex wide, const double *weights)
{
  g_autofree GvVertex(*edges)[2] = g_malloc_n(2 * wide, sizeof *edges);
  g_autofree double *all = g_new(double, 2 * wide);

  for (GvVertex i = 0; i < wide; i++) {
    memcpy(edges[i], (GvVertex[2]){ 0, i + 1 }, sizeof *edges);
    memcpy(edges[wide + i], (GvVertex[2]){ i + 1, wide + 1 }, sizeof *edges);
    all[i] = weights ? weights[i] : 1;
    all[wide + i] = 1;
  }
  return gv_graph_new(wide + 2, (const GvVertex(*)[2])edges, weights ? all : NULL, 2 * wide, TRUE,
                      NULL);
}

/* Each of the middle wins 0 by the tie's own probability, and the last unless
 * all ties fail: they are independent. */
static void fan_is_exact(GvVertex wide, const double *weights, GvSpread spread, double certain)
{
  enum { ROUNDS = 6000 };
  g_autoptr(GvGraph) g = fan(wide, weights);
  GvReachFigures figures;
  g_autofree double *reach =
      reach_of(g, spread, (GvReachOptions){ .seed = 11, .rounds = ROUNDS }, &figures, 2);
  double all_fail = 1;

  for (GvVertex i = 0; i < wide; i++) {
    const double p = tie_probability(gv_graph_out(g), 0, i, spread);
    assert_within_chance(reach[i + 1], p, ROUNDS);
    all_fail *= 1 - p * certain;
  }
  const double first = 1 - all_fail;
  assert_within_chance(reach[wide + 1], wide * certain + first, ROUNDS);
  if (certain == 1) /* then all the error is in whether 0 is won */
    g_assert_cmpfloat(fabs(reach[wide + 1] - wide - first), <=, 5 * sqrt(first / ROUNDS));
}

static void long_rows_draw_each_tie_by_its_probability(void)
{
  double uneven[64], light[64];

  for (int i = 0; i < 64; i++) {
    uneven[i] = 1 + i % 7;
    light[i] = 0.01 * (1 + i % 30);
  }
  for (GvVertex wide = 8; wide <= 64; wide += wide < 12 ? 1 : 26) {
    fan_is_exact(wide, NULL, cascade, 1);
    fan_is_exact(wide, uneven, cascade, 1);
    fan_is_exact(wide, light, by_weight, 1);
    fan_is_exact(wide, NULL, uniform(0.05), 0.05);
    fan_is_exact(wide, NULL, uniform(0.7), 0.7);
  }
}

/* One tie takes nearly all of a long row, so that jumps would be a waste. */
static void one_tie_may_outweigh_a_long_row(void)
{
  double weights[20];

  for (int i = 0; i < 20; i++)
    weights[i] = i == 13 ? 100 : 1;
  fan_is_exact(20, weights, cascade, 1);
}

/* Decay makes such weights; only their ratios may count. */
static void smallest_weights_count_by_their_ratio(void)
{
  double weights[12], smallest[12];

  for (int i = 0; i < 12; i++) {
    weights[i] = 1 + i % 3;
    smallest[i] = ldexp(weights[i], -1060);
  }
  g_autoptr(GvGraph) g = fan(12, weights), tiny = fan(12, smallest);
  const GvReachOptions options = { .seed = 2, .rounds = 200 };
  GvReachFigures figures;
  g_autofree double *wanted = reach_of(g, cascade, options, &figures, 1);
  g_autofree double *reach = reach_of(tiny, cascade, options, &figures, 1);
  for (GvVertex v = 0; v < 14; v++)
    g_assert_cmpfloat(reach[v], ==, wanted[v]);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/reach-rows/long-rows-draw-each-tie-by-its-probability",
                  long_rows_draw_each_tie_by_its_probability);
  g_test_add_func("/reach-rows/one-tie-may-outweigh-a-long-row", one_tie_may_outweigh_a_long_row);
  g_test_add_func("/reach-rows/smallest-weights-count-by-their-ratio",
                  smallest_weights_count_by_their_ratio);
  return g_test_run();
}
