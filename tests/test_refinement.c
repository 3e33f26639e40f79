/* The parts of the multilevel engine that are judged on their own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/quality.h"
#include "algorithms/communities/refine.h"
#include "communities.h"

/* Of 0-1, 2-3, 4-5 with labels 0 0, 1 1, 1 1 one label has two pieces. */
static void counts_disconnected_communities(void)
{
  const GvVertex pairs[][2] = { { 0, 1 }, { 2, 3 }, { 4, 5 } }, labels[] = { 0, 0, 1, 1, 1, 1 };
  g_autoptr(GvGraph) g = gv_graph_new(6, pairs, NULL, 3, FALSE, NULL);
  g_auto(GvLevel) level = { 0 };
  GvVertex disconnected;
  GvUnit unit;

  g_assert_true(gv_level_init(&level, g, g, GV_MASS_STRENGTH, &unit, NULL));
  g_assert_true(gv_count_disconnected(&level, labels, 1, &disconnected, NULL));
  g_assert_cmpuint(disconnected, ==, 1);
}

/* Two cliques of 5 joined by one edge, taken as one community: the refinement
 * must find the cliques, and never leave the community. */
static void refinement_cuts_what_hangs_together_by_little(void)
{
  g_autoptr(GvGraph) g = cliques(4, 5, TRUE);
  g_auto(GvLevel) level = { 0 };
  g_auto(GvMover) m = { 0 };
  GvVertex parts[20];
  GvUnit unit;

  g_assert_true(gv_level_init(&level, g, g, GV_MASS_STRENGTH, &unit, NULL));
  g_assert_true(gv_mover_init(&m, &level, NULL, NULL));
  m.penalty = 0.5 / (double)unit.total;
  g_assert_true(gv_nearby_reserve(m.nearby, m.threads, 20, NULL));
  for (GvVertex v = 0; v < 20; v++) {
    m.assignment.community[v] = v / 10;
    m.order[v] = v;
  }
  gv_assignment_count(&m.assignment, &level);
  g_assert_true(gv_refine(&m, &level, parts, NULL));
  for (GvVertex v = 0; v < 20; v++)
    g_assert_cmpuint(parts[v] / 5, ==, v / 5);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/refinement/counts-disconnected-communities", counts_disconnected_communities);
  g_test_add_func("/refinement/cuts-what-hangs-together-by-little",
                  refinement_cuts_what_hangs_together_by_little);
  return g_test_run();
}
