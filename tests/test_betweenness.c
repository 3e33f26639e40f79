/* What is particular to betweenness: by hand, and against all pairs counted slowly. */
#include "all_pairs.h"

static gboolean score(GvGraph *g, const char *option, const char *value, double *scores,
                      GError **error)
{
  const GvCentrality *a = gv_centrality_find("betweenness");
  g_autofree char *options = g_malloc0(a->options_size);

  gv_options_init(options, a->params);
  if (option)
    g_assert_true(gv_options_set(options, gv_params_find(a->params, option), value, error));
  return gv_centrality_run(a, g, options, scores, NULL, error);
}

/* 0 -> 1 -> 2 -> 3: 1 lies on 0-2, 0-3; 2 lies on 0-3, 1-3. */
static void counts_the_paths_through(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 2 }, { 2, 3 } };
  const double expected[] = { 0, 2, 2, 0 };
  double s[4];

  for (int directed = 0; directed < 2; directed++) { /* an undirected pair counts once */
    g_autoptr(GvGraph) g = gv_graph_new(4, edges, NULL, 3, directed, NULL);
    g_assert_true(score(g, NULL, NULL, s, NULL));
    for (int v = 0; v < 4; v++)
      g_assert_cmpfloat(s[v], ==, expected[v]);
  }
}

static void normalized_is_a_share_of_pairs(void)
{
  const GvVertex star[][2] = { { 0, 1 }, { 2, 0 }, { 0, 3 }, { 4, 0 } };
  g_autoptr(GvGraph) both = gv_graph_new(5, star, NULL, 4, FALSE, NULL);
  g_autoptr(GvGraph) arcs = gv_graph_new(5, star, NULL, 4, TRUE, NULL);
  g_autoptr(GvGraph) pair = gv_graph_new(2, (const GvVertex[][2]){ { 0, 1 } }, NULL, 1, TRUE, NULL);
  double s[5];

  g_assert_true(score(both, "normalized", "", s, NULL));
  g_assert_cmpfloat(s[0], ==, 1);
  g_assert_true(score(arcs, "normalized", "", s, NULL));
  assert_close(s[0], 4.0 / 12, 1e-15);
  g_assert_true(score(pair, "normalized", "", s, NULL));
  g_assert_cmpfloat(s[0], ==, 0);
}

/* Sparse ones are full of leaves, tied to in turn or not, and of pairs of them.
 * Weights are halves of few whole numbers: many paths are equally long. */
static void is_the_sum_over_all_pairs(gconstpointer length)
{
  for (guint32 seed = 0; seed < 400; seed++) {
    const gboolean directed = seed % 2;
    g_autoptr(GvGraph) g = random_graph(24, 6 + 4 * (seed % 80 / 4), seed, directed, seed & 2);
    g_auto(AllPairs) p = all_pairs(g, length, FALSE);
    double s[24];
    path_score("betweenness", length, NULL, g, s);
    for (size_t v = 0; v < 24; v++)
      assert_close(s[v], all_pairs_through(&p, v) / (directed ? 1 : 2), 1e-12);
  }
}

/* 0 to 3 by way of 1 or 2, 0.3 either way but for rounding. */
static void lengths_equal_but_for_rounding_are_equal(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 3 }, { 0, 2 }, { 2, 3 } };
  const double weights[] = { 0.1, 0.2, 0.15, 0.15 };
  g_autoptr(GvGraph) g = gv_graph_new(4, edges, weights, 4, TRUE, NULL);
  double s[4];

  g_assert_cmpfloat(0.1 + 0.2, !=, 0.15 + 0.15);
  path_score("betweenness", "weight", NULL, g, s);
  g_assert_cmpfloat(s[1], ==, 0.5);
  g_assert_cmpfloat(s[2], ==, 0.5);
}

/* Beside ties of length 1 those of 1e-20 are none: no path is counted twice. */
static void ties_lost_in_rounding_do_no_harm(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 2 }, { 2, 1 }, { 0, 2 }, { 2, 3 } };
  const double weights[] = { 1, 1e-20, 1e-20, 1, 1 };
  g_autoptr(GvGraph) g = gv_graph_new(4, edges, weights, 5, TRUE, NULL);
  double s[4];

  path_score("betweenness", "weight", NULL, g, s);
  for (int v = 0; v < 4; v++)
    g_assert_true(s[v] >= 0 && s[v] <= 2);
}

/* The mean over many seeds comes near the exact score, for leaves' neighbours too. */
static void sampling_is_unbiased(void)
{
  g_autoptr(GvGraph) g = random_graph(60, 90, 4, TRUE, FALSE);
  const GvCentrality *a = gv_centrality_find("betweenness");
  g_autofree char *options = g_malloc0(a->options_size);
  double exact[60], sampled[60], mean[60] = { 0 }, error = 0, total = 0;

  g_assert_true(score(g, NULL, NULL, exact, NULL));
  gv_options_init(options, a->params);
  gv_options_set(options, gv_params_find(a->params, "sources"), "15", NULL);
  for (int seed = 0; seed < 1000; seed++) {
    g_autofree char *text = g_strdup_printf("%d", seed);
    gv_options_set(options, gv_params_find(a->params, "seed"), text, NULL);
    g_assert_true(gv_centrality_run(a, g, options, sampled, NULL, NULL));
    for (int v = 0; v < 60; v++)
      mean[v] += sampled[v] / 1000;
  }
  for (int v = 0; v < 60; v++) {
    error += fabs(mean[v] - exact[v]);
    total += exact[v];
  }
  g_assert_cmpfloat(error, <, 0.05 * total);
}

static void all_sources_sampled_are_exact(void)
{
  g_autoptr(GvGraph) g = random_graph(60, 90, 4, TRUE, FALSE);
  double exact[60], all[60];

  g_assert_true(score(g, NULL, NULL, exact, NULL));
  g_assert_true(score(g, "sources", "60", all, NULL));
  g_assert_true(memcmp(exact, all, sizeof exact) == 0);
}

static double largest_of(const double *scores, size_t n)
{
  double largest = 0;

  for (size_t v = 0; v < n; v++)
    largest = MAX(largest, scores[v]);
  return largest;
}

static void single_precision_comes_near(void)
{
  for (guint32 seed = 0; seed < 12; seed++) {
    g_autoptr(GvGraph) g = random_graph(900, 1000 + 900 * seed, seed, seed % 2, FALSE);
    double exact[900], single[900];
    g_assert_true(score(g, NULL, NULL, exact, NULL));
    g_assert_true(score(g, "precision", "single", single, NULL));
    for (int v = 0; v < 900; v++)
      g_assert_cmpfloat(fabs(single[v] - exact[v]), <=, 1e-6 * largest_of(exact, 900));
    g_assert_true(memcmp(single, exact, sizeof exact) != 0); /* the option is heard */
  }
}

/* A row of diamonds, 2^n paths from end to end; both ways where undirected. */
static GvGraph *diamonds(GvVertex count, gboolean directed)
{
  g_autofree GvVertex(*edges)[2] = g_malloc_n(4 * count, sizeof *edges);

  for (GvVertex i = 0; i < count; i++)
    for (GvVertex side = 1; side <= 2; side++) {
      memcpy(edges[4 * i + 2 * side - 2], (GvVertex[2]){ 3 * i, 3 * i + side }, sizeof *edges);
      memcpy(edges[4 * i + 2 * side - 1], (GvVertex[2]){ 3 * i + side, 3 * i + 3 }, sizeof *edges);
    }
  return gv_graph_new(3 * count + 1, (const GvVertex(*)[2])edges, NULL, 4 * count, directed, NULL);
}

/* 2^200 paths are beyond floats: doubles take over, to the bit. */
static void single_precision_gives_way_where_it_is_too_small(void)
{
  enum { DIAMONDS = 200, N = 3 * DIAMONDS + 1 };
  g_autoptr(GvGraph) g = diamonds(DIAMONDS, FALSE);
  double exact[N], single[N];

  g_assert_true(score(g, NULL, NULL, exact, NULL));
  g_assert_true(score(g, "precision", "single", single, NULL));
  g_assert_true(memcmp(single, exact, sizeof exact) == 0);
}

static void too_many_paths_are_an_error(void)
{
  enum { DIAMONDS = 1100 };
  g_autoptr(GvGraph) g = diamonds(DIAMONDS, TRUE);
  g_autofree double *s = g_new(double, 3 * DIAMONDS + 1);
  g_autoptr(GError) error = NULL;

  g_assert_false(score(g, NULL, NULL, s, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_LIMIT);
}

static void same_bits_at_any_length(void)
{
  assert_same_bits_at_any_length("betweenness", "weight");
  assert_same_bits_at_any_length("betweenness", "inverse");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/betweenness/counts-the-paths-through", counts_the_paths_through);
  g_test_add_func("/betweenness/normalized-is-a-share-of-pairs", normalized_is_a_share_of_pairs);
  for (size_t i = 0; i < G_N_ELEMENTS(path_lengths); i++) {
    g_autofree char *path =
        g_strconcat("/betweenness/is-the-sum-over-all-pairs/", path_lengths[i], NULL);
    g_test_add_data_func(path, path_lengths[i], is_the_sum_over_all_pairs);
  }
  g_test_add_func("/betweenness/lengths-equal-but-for-rounding-are-equal",
                  lengths_equal_but_for_rounding_are_equal);
  g_test_add_func("/betweenness/ties-lost-in-rounding-do-no-harm",
                  ties_lost_in_rounding_do_no_harm);
  g_test_add_func("/betweenness/sampling-is-unbiased", sampling_is_unbiased);
  g_test_add_func("/betweenness/all-sources-sampled-are-exact", all_sources_sampled_are_exact);
  g_test_add_func("/betweenness/single-precision-comes-near", single_precision_comes_near);
  g_test_add_func("/betweenness/single-precision-gives-way-where-it-is-too-small",
                  single_precision_gives_way_where_it_is_too_small);
  g_test_add_func("/betweenness/too-many-paths-are-an-error", too_many_paths_are_an_error);
  g_test_add_func("/betweenness/same-bits-at-any-length", same_bits_at_any_length);
  return g_test_run();
}
