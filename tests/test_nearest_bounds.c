/* What the search for the k highest leaves out by: no bound is broken.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/ruled_out.h"
#include "nearest.h"

/* Strong components, and how many are within reach, against all paths (Warshall). */
static void reach_lies_between_its_bounds(void)
{
  for (guint32 seed = 0; seed < 600; seed++) {
    g_autoptr(GvGraph) g = small_graph(seed);
    const GvAdjacency out = gv_graph_out(g);
    g_autofree gboolean *leads = g_new0(gboolean, out.n * out.n);
    g_auto(GvWithinReach) reach = { 0 };
    g_assert_true(gv_within_reach_init(&reach, out, NULL));
    for (GvVertex v = 0; v < out.n; v++)
      for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++)
        leads[v * out.n + out.targets[e]] = TRUE;
    for (GvVertex k = 0; k < out.n; k++)
      for (GvVertex u = 0; u < out.n; u++)
        for (GvVertex v = 0; v < out.n; v++)
          leads[u * out.n + v] |= leads[u * out.n + k] && leads[k * out.n + v];
    for (GvVertex u = 0; u < out.n; u++) {
      GvVertex reached = 0;
      for (GvVertex v = 0; v < out.n; v++) {
        const gboolean there = u == v || leads[u * out.n + v];
        const gboolean back = u == v || leads[v * out.n + u];
        reached += u != v && there;
        g_assert_true((there && back) == (reach.component[u] == reach.component[v]));
        g_assert_true(!there || reach.component[u] >= reach.component[v]);
      }
      g_assert_cmpuint(reach.least[u], <=, reached);
      g_assert_cmpuint(reach.most[u], >=, reached);
      if (!gv_graph_is_directed(g))
        g_assert_cmpuint(reach.least[u], ==, reach.most[u]);
    }
  }
}

static void no_score_is_above_its_bound(void)
{
  for (guint32 seed = 0; seed < 600; seed++)
    for (int measure = 0; measure < 2; measure++) {
      g_autoptr(GvGraph) g = small_graph(seed);
      g_auto(GvWithinReach) reach = { 0 };
      const GvVertex n = gv_graph_vertices(g);
      const GvNearest nearest = nearest_of(measure, GV_PATHS_OUT);
      g_autofree double *scores = all_scores(measure, GV_PATHS_OUT, g);
      g_autofree double *bounds = g_new(double, n + 1);
      g_assert_true(gv_within_reach_init(&reach, gv_graph_out(g), NULL));
      g_assert_true(gv_nearest_bounds(&nearest, g, &reach, bounds, NULL, NULL));
      for (GvVertex v = 0; v < n; v++)
        g_assert_true(isnan(scores[v]) || n < 2 ||
                      scores[v] * (measure == 0 ? n - 1 : 1) <= bounds[v] * (1 + 1e-12));
    }
}

/* Who is within how many steps, against one search after the other. */
static void who_is_ruled_out_is_near(void)
{
  for (guint32 seed = 0; seed < 300; seed++) {
    g_autoptr(GvGraph) g = seed % 5 ? small_graph(seed) : grid(7, FALSE);
    const GvAdjacency out = gv_graph_out(g);
    g_autofree GvVertex *steps = g_new0(GvVertex, out.n), *queue = g_new(GvVertex, out.n);
    g_autofree GvVertex *slow = g_new0(GvVertex, out.n);
    GvRuledOut ruled_out = { out, NULL, steps, queue };
    for (guint32 round = 0; round < 3; round++) {
      GvRuling rulings[4];
      for (guint32 i = 0; i < 4; i++) {
        rulings[i] = (GvRuling){ (seed + 13 * i + 5 * round) % out.n, 1 + (seed + i) % 4 };
        slow[rulings[i].vertex] = MAX(slow[rulings[i].vertex], rulings[i].steps + 1);
      }
      gv_ruled_out_add(&ruled_out, rulings, G_N_ELEMENTS(rulings));
      for (GvVertex again = 0; again < out.n; again++)
        for (GvVertex v = 0; v < out.n; v++)
          for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++)
            if (slow[v] > 1)
              slow[out.targets[e]] = MAX(slow[out.targets[e]], slow[v] - 1);
      g_assert_true(memcmp(slow, steps, out.n * sizeof *slow) == 0);
    }
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(name, test) g_test_add_func("/nearest-bounds/" name, test)
  ADD("reach-lies-between-its-bounds", reach_lies_between_its_bounds);
  ADD("no-score-is-above-its-bound", no_score_is_above_its_bound);
  ADD("who-is-ruled-out-is-near", who_is_ruled_out_is_near);
#undef ADD
  return g_test_run();
}
