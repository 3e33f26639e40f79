/* What is particular to closeness: by hand, and against all distances. */
#include "all_pairs.h"

/* 0 -> 1 -> 2, and 3 alone. */
static void measures_towards_from_or_both(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 2 } };
  const double expected[][4] = { { NAN, 1, 2.0 / 3, NAN },
                                 { 2.0 / 3, 1, NAN, NAN },
                                 { 2.0 / 3, 1, 2.0 / 3, NAN } };
  g_autoptr(GvGraph) g = gv_graph_new(4, edges, NULL, 2, TRUE, NULL);
  double s[4];

  for (size_t i = 0; i < G_N_ELEMENTS(path_modes); i++) {
    path_score("closeness", "unit", path_modes[i], g, s);
    for (int v = 0; v < 4; v++)
      g_assert_true(s[v] == expected[i][v] || (isnan(s[v]) && isnan(expected[i][v])));
  }
}

static double slow_by_pairs(const AllPairs *p, const char *mode, size_t v)
{
  double total = 0, reached = 0;

  for (size_t u = 0; u < p->n; u++)
    if (u != v && isfinite(pair_length(p, mode, v, u))) {
      total += pair_length(p, mode, v, u);
      reached++;
    }
  return reached > 0 ? reached / total : NAN;
}

/* Every length and mode, on connected and scattered networks. */
static void is_what_all_distances_say(void)
{
  for (guint32 seed = 0; seed < 180; seed++) {
    const char *length = path_lengths[seed % 3], *mode = path_modes[seed / 3 % 3];
    g_autoptr(GvGraph) g = random_graph(24, 8 + seed / 2, seed, seed & 1, seed % 9 > 0);
    g_auto(AllPairs) p = all_pairs(g, length, strcmp(mode, "all") == 0);
    double s[24];
    path_score("closeness", length, mode, g, s);
    for (size_t v = 0; v < 24; v++)
      assert_close(s[v], slow_by_pairs(&p, mode, v), 1e-12);
  }
}

static void same_bits_at_any_length(void)
{
  assert_same_bits_at_any_length("closeness", "weight");
  assert_same_bits_at_any_length("closeness", "inverse");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/closeness/measures-towards-from-or-both", measures_towards_from_or_both);
  g_test_add_func("/closeness/is-what-all-distances-say", is_what_all_distances_say);
  g_test_add_func("/closeness/same-bits-at-any-length", same_bits_at_any_length);
  return g_test_run();
}
