/* What a partition looks like, by hand.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "communities.h"

/* Two triangles, weight 2 a tie, joined by a tie of 1; and one person alone. */
static GvGraph *triangles(gboolean directed)
{
  Draft d = draft_new(7);

  for (GvVertex c = 0; c < 6; c += 3)
    for (GvVertex i = 0; i < 3; i++)
      draft_tie(&d, c + i, c + (i + 1) % 3, 2);
  draft_tie(&d, 0, 3, 1);
  return draft_graph(&d, directed, TRUE);
}

static GvPartitionFigures figures(GvGraph *graph, const GvVertex *labels, GvVertex count, double g)
{
  GvPartitionFigures f;

  g_assert_true(gv_partition_figures(graph, labels, count, g, &f, NULL, NULL));
  return f;
}

static void are_as_counted_by_hand(gconstpointer directed)
{
  g_autoptr(GvGraph) g = triangles(GPOINTER_TO_INT(directed));
  const GvPartitionFigures f = figures(g, (GvVertex[]){ 0, 0, 0, 1, 1, 1, 2 }, 3, .5);

  assert_close(f.coverage, 24 / 26., 1e-15);
  assert_close(f.cpm, 12 - .5 * 6, 1e-15);
  assert_close(f.conductance, 1 / 13., 1e-15);
  g_assert_true(f.largest == 3 && f.median == 3 && f.smallest == 1 && f.singletons == 1);
}

/* Of {0}, {1, 2} and the others conductances are 1, 4/8 and 1/13. */
static void the_median_is_in_the_middle(void)
{
  g_autoptr(GvGraph) g = triangles(FALSE);
  const GvPartitionFigures f = figures(g, (GvVertex[]){ 1, 0, 0, 2, 2, 2, 3 }, 4, 1);

  assert_close(f.conductance, .5, 1e-15);
  assert_close(f.coverage, 16 / 26., 1e-15);
  g_assert_true(f.largest == 3 && f.median == 2 && f.smallest == 1 && f.singletons == 2);
}

static void what_is_undefined_is_nan(void)
{
  g_autoptr(GvGraph) g = triangles(FALSE);
  g_autoptr(GvGraph) none = gv_graph_new(0, NULL, NULL, 0, FALSE, NULL);
  g_autoptr(GvGraph) alone = gv_graph_new(1, NULL, NULL, 0, FALSE, NULL);
  GvPartitionFigures f = figures(g, (GvVertex[7]){ 0 }, 1, 1);

  g_assert_true(isnan(f.conductance) && f.coverage == 1 && f.singletons == 0);
  f = figures(none, NULL, 0, 1);
  g_assert_true(isnan(f.conductance) && isnan(f.coverage) && f.cpm == 0 && f.largest == 0);
  f = figures(alone, (GvVertex[1]){ 0 }, 1, 1);
  g_assert_true(isnan(f.coverage) && f.singletons == 1 && f.largest == 1);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_data_func("/partition-figures/undirected/are-as-counted-by-hand",
                       GINT_TO_POINTER(FALSE), are_as_counted_by_hand);
  g_test_add_data_func("/partition-figures/directed/are-as-counted-by-hand", GINT_TO_POINTER(TRUE),
                       are_as_counted_by_hand);
  g_test_add_func("/partition-figures/the-median-is-in-the-middle", the_median_is_in_the_middle);
  g_test_add_func("/partition-figures/what-is-undefined-is-nan", what_is_undefined_is_nan);
  return g_test_run();
}
