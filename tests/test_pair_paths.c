/* Who lies between two people is what all pairs, counted slowly, say. */
#include "algorithms/paths/pair_paths.h"
#include "all_pairs.h"

static void pair_paths_clear(GvPairPaths *p)
{
  gv_pair_paths_clear(p);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvPairPaths, pair_paths_clear)

/* shares [n], of everybody, 0 where nobody is between. */
static void find(GvPairPaths *p, GvVertex s, GvVertex t, double *shares, GvVertex n)
{
  memset(shares, 0, n * sizeof *shares);
  gv_pair_paths_find(p, s, t);
  for (int side = 0; side < 2; side++)
    for (GvVertex i = 0; i < p->balls[side].inside; i++) {
      const GvVertex v = p->balls[side].between[i];
      g_assert_cmpfloat(shares[v], ==, 0); /* once each */
      shares[v] = gv_pair_paths_share(p, v);
    }
}

static double slow_share(const AllPairs *all, GvVertex s, GvVertex t, GvVertex v)
{
  const size_t n = all->n;

  if (v == s || v == t ||
      !is_same_length(all->length[s * n + v] + all->length[v * n + t], all->length[s * n + t]))
    return 0;
  return all->paths[s * n + v] * all->paths[v * n + t] / all->paths[s * n + t];
}

static void assert_every_pair(GvGraph *g)
{
  const GvVertex n = gv_graph_vertices(g);
  g_auto(AllPairs) all = all_pairs(g, "unit", FALSE);
  g_autofree double *shares = g_new(double, n);
  g_auto(GvPairPaths) p = { 0 };

  g_assert_true(gv_pair_paths_init(&p, g, NULL));
  for (GvVertex s = 0; s < n; s++)
    for (GvVertex t = 0; t < n; t++) {
      if (s == t)
        continue;
      find(&p, s, t, shares, n);
      g_assert_cmpfloat(p.total, ==, isinf(all.length[s * n + t]) ? 0 : all.paths[s * n + t]);
      for (GvVertex v = 0; v < n; v++)
        assert_close(shares[v], slow_share(&all, s, t, v), 1e-12);
      gv_pair_paths_forget(&p);
    }
}

/* From a few ties, most pairs apart, to nearly all. */
static void shares_are_those_of_all_pairs(void)
{
  for (guint32 seed = 0; seed < 60; seed++) {
    g_autoptr(GvGraph) g = random_graph(40, 20 + 12 * (seed / 2), seed, seed % 2, seed & 4);
    assert_every_pair(g);
  }
}

/* 0 to 9 by way of 1, 2, 3 or 4 and 6, or by way of 5 and 7: both lead to 8, and 8 to
 * 9. So many others lead to 9 that the search is from 0. Who forgets path counts
 * gives 6 a half. */
static void paths_count_not_predecessors(void)
{
  GvVertex edges[33][2] = { { 0, 1 }, { 0, 2 }, { 0, 3 }, { 0, 4 }, { 1, 6 }, { 2, 6 }, { 3, 6 },
                            { 4, 6 }, { 0, 5 }, { 5, 7 }, { 6, 8 }, { 7, 8 }, { 8, 9 } };
  double shares[30];

  for (GvVertex other = 10; other < 30; other++)
    memcpy(edges[other + 3], (GvVertex[2]){ other, 9 }, sizeof *edges);
  for (int directed = 0; directed < 2; directed++) {
    g_autoptr(GvGraph) g = gv_graph_new(30, (const GvVertex(*)[2])edges, NULL, 33, directed, NULL);
    g_auto(GvPairPaths) p = { 0 };
    g_assert_true(gv_pair_paths_init(&p, g, NULL));
    find(&p, 0, 9, shares, 30);
    g_assert_cmpuint(p.balls[0].level, ==, 3);
    assert_close(shares[6], 0.8, 1e-15);
    assert_close(shares[7], 0.2, 1e-15);
    assert_close(shares[8], 1, 1e-15);
    assert_close(shares[1], 0.2, 1e-15);
    gv_pair_paths_forget(&p);
  }
}

/* Two equal ways at each of `steps` steps, and `leaves` people hanging on every
 * junction, so that rows are long on one side. */
static GvGraph *lanterns(GvVertex steps, GvVertex leaves, gboolean directed)
{
  const GvVertex wide = 3 + leaves;
  g_autofree GvVertex(*edges)[2] = g_malloc_n((size_t)steps * (4 + leaves), sizeof *edges);
  GvEdge m = 0;

  for (GvVertex i = 0; i < steps; i++)
    for (GvVertex side = 1; side < wide; side++) {
      memcpy(edges[m++], (GvVertex[2]){ i * wide, i * wide + side }, sizeof *edges);
      if (side <= 2)
        memcpy(edges[m++], (GvVertex[2]){ i * wide + side, (i + 1) * wide }, sizeof *edges);
    }
  return gv_graph_new(steps * wide + 1, (const GvVertex(*)[2])edges, NULL, m, directed, NULL);
}

/* Longer than the levels whose widths are kept. */
static void long_ways_are_handed_back_to_the_end(void)
{
  for (int kind = 0; kind < 4; kind++) {
    g_autoptr(GvGraph) g = lanterns(45, kind & 2 ? 9 : 0, kind & 1);
    const GvVertex n = gv_graph_vertices(g), wide = kind & 2 ? 12 : 3;
    g_autofree double *shares = g_new(double, n);
    g_auto(GvPairPaths) p = { 0 };
    g_assert_true(gv_pair_paths_init(&p, g, NULL));
    find(&p, 0, n - 1, shares, n);
    g_assert_cmpfloat(p.total, ==, 0x1p45);
    for (GvVertex v = 1; v + 1 < n; v++)
      g_assert_cmpfloat(shares[v], ==, v % wide == 0 ? 1 : v % wide <= 2 ? 0.5 : 0);
    gv_pair_paths_forget(&p);
  }
}

/* The marks of a pair are below those of the next, until they begin anew. */
static void marks_that_run_out_begin_anew(void)
{
  g_autoptr(GvGraph) g = random_graph(30, 60, 5, FALSE, FALSE);
  g_auto(AllPairs) all = all_pairs(g, "unit", FALSE);
  g_auto(GvPairPaths) p = { 0 };
  double shares[30];

  g_assert_true(gv_pair_paths_init(&p, g, NULL));
  p.base = UINT32_MAX - 400;
  for (GvVertex i = 0; i < 300; i++) {
    const GvVertex s = i % 30, t = (s + 1 + i / 30) % 30;
    find(&p, s, t, shares, 30);
    for (GvVertex v = 0; v < 30; v++)
      assert_close(shares[v], slow_share(&all, s, t, v), 1e-12);
    gv_pair_paths_forget(&p);
  }
  g_assert_cmpuint(p.base, <, UINT32_MAX / 2);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/pair-paths/shares-are-those-of-all-pairs", shares_are_those_of_all_pairs);
  g_test_add_func("/pair-paths/paths-count-not-predecessors", paths_count_not_predecessors);
  g_test_add_func("/pair-paths/long-ways-are-handed-back-to-the-end",
                  long_ways_are_handed_back_to_the_end);
  g_test_add_func("/pair-paths/marks-that-run-out-begin-anew", marks_that_run_out_begin_anew);
  return g_test_run();
}
