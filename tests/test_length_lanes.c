/* Searches from sixteen sources at once where ties have lengths: beside all pairs
 * counted slowly, and one source at a time. */
#include "algorithms/paths/dependency_alone.h"
#include "algorithms/paths/length_lanes.h"
#include "all_pairs.h"
#include "graph/base/cpu.h"

enum { MOST = 48 };

/* Few different lengths make many paths equally long; sums of tenths only but for
 * rounding. WILD: some are lost beside others. */
typedef enum { TENTHS, WHOLE, ANY, POWERS, EQUAL, WILD, KINDS } Kind;

static double draw_length(GRand *rand, Kind kind)
{
  if (kind == TENTHS)
    return g_rand_int_range(rand, 1, 8) / 10.0;
  if (kind == WHOLE)
    return g_rand_int_range(rand, 1, 4);
  if (kind == POWERS)
    return ldexp(1, g_rand_int_range(rand, -8, 9));
  if (kind == WILD)
    return ldexp(g_rand_double_range(rand, 1, 2), g_rand_int_range(rand, -60, 61));
  return kind == EQUAL ? 0.1 : g_rand_double_range(rand, 0.01, 1);
}

/* Loops and repeated pairs are cleaned up, those added up. */
static GvGraph *network(guint32 seed, gboolean directed, Kind kind)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  const gint32 n = g_rand_int_range(rand, 2, MOST), m = g_rand_int_range(rand, 0, 5 * n);
  g_autofree GvVertex(*edges)[2] = g_malloc_n((gsize)m + 1, sizeof *edges);
  g_autofree double *weights = g_new(double, (gsize)m + 1);

  for (gint32 e = 0; e < m; e++) {
    edges[e][0] = (GvVertex)g_rand_int_range(rand, 0, n);
    edges[e][1] = (GvVertex)g_rand_int_range(rand, 0, n);
    weights[e] = draw_length(rand, kind);
  }
  return gv_graph_new((GvVertex)n, (const GvVertex(*)[2])edges, weights, (GvEdge)m, directed, NULL);
}

static void is_the_sum_over_all_pairs(void)
{
  for (guint32 seed = 0; seed < 2000; seed++) {
    const gboolean directed = seed & 1;
    const char *length = path_lengths[1 + seed / 2 % 2];
    g_autoptr(GvGraph) g = network(seed, directed, seed / 4 % WILD);
    g_auto(AllPairs) p = all_pairs(g, length, FALSE);
    double s[MOST];
    path_score("betweenness", length, NULL, g, s);
    for (size_t v = 0; v < p.n; v++)
      assert_close(s[v], all_pairs_through(&p, v) / (directed ? 1 : 2), 1e-12);
  }
}

static void distances_are_those_of_all_pairs(void)
{
  for (guint32 seed = 0; seed < 1000; seed++) {
    const char *length = path_lengths[1 + seed / 2 % 2], *mode = path_modes[seed / 4 % 3];
    const Kind kind = seed / 12 % KINDS;
    const double tolerance = kind == WILD ? 1e-9 : 1e-12; /* all pairs take near lengths as equal */
    g_autoptr(GvGraph) g = network(seed, seed & 1, kind);
    g_auto(AllPairs) p = all_pairs(g, length, strcmp(mode, "all") == 0);
    double near[MOST], mean[MOST];
    path_score("harmonic", length, mode, g, near);
    path_score("closeness", length, mode, g, mean);
    for (size_t v = 0; v < p.n; v++) {
      double sum = 0, inverse = 0, others = 0;
      for (size_t u = 0; u < p.n; u++)
        if (u != v && isfinite(pair_length(&p, mode, v, u))) {
          sum += pair_length(&p, mode, v, u);
          inverse += 1 / pair_length(&p, mode, v, u);
          others++;
        }
      g_assert_cmpfloat(fabs(near[v] - inverse / (double)(p.n - 1)), <=, tolerance * inverse);
      g_assert_true(others > 0 ? fabs(mean[v] * sum / others - 1) < tolerance : isnan(mean[v]));
    }
  }
}

/* A block's sum on its own. [n] */
static void block_init(GvBlockSum *block, GvVertex n)
{
  *block = (GvBlockSum){ g_new0(double, n), g_new0(GvVertex, n), 0 };
}

static void block_clear(GvBlockSum *block)
{
  g_free(block->sum);
  g_free(block->touched);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvBlockSum, block_clear)

/* All sources, in lanes; sum [n] and beyond [n] of g. Returns how many searches gave up. */
static unsigned in_lanes(GvGraph *g, unsigned passes, GvBlockSum *sum, double *beyond)
{
  const GvVertex n = gv_graph_vertices(g);
  g_auto(GvLengthGraph) lengths = { .least = 0 };
  g_autofree double *targets = g_new(double, n);
  GvLengthLanes lanes;
  unsigned gave_up = 0;

  for (GvVertex v = 0; v < n; v++)
    targets[v] = 1;
  g_assert_true(gv_length_graph_init(&lengths, g, GV_PATHS_OUT, GV_LENGTH_WEIGHT, TRUE, NULL));
  g_assert_true(gv_length_lanes_init(&lanes, &lengths, targets, NULL));
  lanes.passes = passes;
  for (GvVertex first = 0; first < n; first += GV_LANES) {
    GvLaneSources sources = { .count = (int)MIN(GV_LANES, n - first) };
    for (int l = 0; l < sources.count; l++) {
      sources.source[l] = first + (GvVertex)l;
      sources.times[l] = 1 + l % 3;
    }
    gave_up += !gv_length_search()(&lanes, &sources, sum);
    for (int l = 0; l < sources.count; l++)
      beyond[lengths.vertex[first + (GvVertex)l]] = sources.beyond[l];
  }
  gv_length_lanes_clear(&lanes);
  return gave_up;
}

/* Whichever way paths are counted, lanes at once or each by itself. */
static void any_number_of_passes_will_do(void)
{
  for (guint32 seed = 0; seed < 300; seed++) {
    g_autoptr(GvGraph) g = network(seed, seed & 1, seed / 2 % POWERS);
    const GvVertex n = gv_graph_vertices(g);
    g_auto(GvBlockSum) many = { 0 }, one = { 0 }, none = { 0 };
    double beyond[3][MOST];
    block_init(&many, n);
    block_init(&one, n);
    block_init(&none, n);
    g_assert_cmpuint(in_lanes(g, GV_LENGTH_PASSES, &many, beyond[0]), ==, 0);
    g_assert_cmpuint(in_lanes(g, 1, &one, beyond[1]), ==, 0);
    g_assert_cmpuint(in_lanes(g, 0, &none, beyond[2]), ==, 0);
    for (GvVertex v = 0; v < n; v++) {
      assert_close(one.sum[v], many.sum[v], 1e-12);
      assert_close(none.sum[v], many.sum[v], 1e-12);
      assert_close(beyond[1][v], beyond[0][v], 1e-12);
      assert_close(beyond[2][v], beyond[0][v], 1e-12);
    }
  }
}

/* From one source at a time, as where lanes give up. [n] */
static void one_at_a_time(GvGraph *g, double *scores)
{
  const GvVertex n = gv_graph_vertices(g);
  g_auto(GvFold) fold = { 0 };
  g_auto(GvBlockSum) sum = { 0 };
  g_autofree double *beyond = g_new0(double, n);
  g_autofree gboolean *all = g_new(gboolean, n);
  GvAlone alone;

  for (GvVertex v = 0; v < n; v++)
    all[v] = TRUE;
  g_assert_true(gv_fold_init(&fold, g, all, scores, NULL, NULL));
  block_init(&sum, n);
  g_assert_true(gv_alone_init(&alone, &fold, GV_LENGTH_WEIGHT, beyond, NULL));
  for (GvVertex v = 0; v < gv_graph_vertices(fold.graph); v++)
    if (gv_degree(gv_graph_out(fold.graph), v) > 0)
      gv_alone_search(&alone, v, &sum);
  for (GvVertex v = 0; v < gv_graph_vertices(fold.graph); v++)
    scores[fold.vertex[v]] = sum.sum[v] + (fold.sources[v] - fold.selves[v]) *
                                              (beyond[v] + (fold.targets[v] - 1)) - fold.inner[v];
  gv_alone_clear(&alone);
}

/* Ties that are lost beside others: the searches give up, nothing of them remains. */
static void lengths_lost_in_rounding_go_one_by_one(void)
{
  unsigned gave_up = 0;

  for (guint32 seed = 0; seed < 300; seed++) {
    g_autoptr(GvGraph) g = network(seed, TRUE, WILD);
    g_auto(GvBlockSum) sum = { 0 };
    double beyond[MOST], s[MOST], expected[MOST];
    block_init(&sum, gv_graph_vertices(g));
    gave_up += in_lanes(g, GV_LENGTH_PASSES, &sum, beyond);
    path_score("betweenness", "weight", NULL, g, s);
    one_at_a_time(g, expected);
    for (GvVertex v = 0; v < gv_graph_vertices(g); v++)
      assert_close(s[v], expected[v], 1e-9);
  }
  g_assert_cmpuint(gave_up, >, 100);
}

/* A ring whose usual ties are short, but for a few a million times as long: buckets would
 * be looked through for ever. None of it is too far apart to be told from another. */
static void a_few_long_ties_go_one_by_one(void)
{
  enum { N = 64 };
  GvVertex edges[N][2];
  double weights[N], beyond[N], s[N], expected[N];
  g_auto(GvBlockSum) sum = { 0 };

  for (GvVertex v = 0; v < N; v++) {
    memcpy(edges[v], (GvVertex[2]){ v, (v + 1) % N }, sizeof *edges);
    weights[v] = v % 16 ? 1 : 3e6;
  }
  g_autoptr(GvGraph) g =
      gv_graph_new(N, (const GvVertex(*)[2])edges, weights, N, TRUE, NULL);
  block_init(&sum, N);
  g_assert_cmpuint(in_lanes(g, GV_LENGTH_PASSES, &sum, beyond), ==, N / GV_LANES);
  path_score("betweenness", "weight", NULL, g, s);
  one_at_a_time(g, expected);
  for (GvVertex v = 0; v < N; v++) {
    g_assert_cmpfloat(sum.sum[v], ==, 0);
    g_assert_cmpfloat(s[v], ==, expected[v]);
    g_assert_cmpfloat(s[v], ==, (N - 1) * (N - 2) / 2.0);
  }
}

/* Where every tie is equally long nothing but distances is other than at length 1. */
static void equal_lengths_are_unit_ones(void)
{
  for (guint32 seed = 0; seed < 100; seed++) {
    g_autoptr(GvGraph) drawn = network(seed, seed & 1, EQUAL), unit = gv_graph_unweighted(drawn);
    const GvAdjacency out = gv_graph_out(drawn);
    double ours[MOST], theirs[MOST];
    gboolean equal = TRUE;
    for (GvEdge e = 0; e < out.offsets[out.n]; e++)
      equal &= gv_weight(out, e) == gv_weight(out, 0);
    path_score("betweenness", "inverse", NULL, drawn, ours);
    path_score("betweenness", "unit", NULL, unit, theirs);
    for (GvVertex v = 0; equal && v < out.n; v++)
      g_assert_cmpfloat(ours[v], ==, theirs[v]);
  }
}

static void same_bits_on_any_thread_count_and_cpu(void)
{
  static const char *const measures[] = { "betweenness", "harmonic", "closeness" };
  g_autoptr(GvGraph) g = random_graph(900, 3000, 5, FALSE, TRUE);
  double expected[900], s[900];

  for (size_t m = 0; m < G_N_ELEMENTS(measures); m++) {
    const GvCentrality *a = gv_centrality_find(measures[m]);
    g_autofree char *options = g_malloc0(a->options_size);
    path_score(measures[m], "inverse", NULL, g, expected);
    gv_options_init(options, a->params);
    gv_options_set(options, gv_params_find(a->params, "length"), "inverse", NULL);
    for (int i = 0; gv_cpu_names[i]; i++)
      for (unsigned threads = 1; threads <= 8; threads++) {
        g_autoptr(GvTask) task = gv_task_new(threads);
        g_setenv(GV_CPU_VARIABLE, gv_cpu_names[i], TRUE);
        g_assert_true(gv_centrality_run(a, g, options, s, task, NULL));
        g_assert_true(memcmp(s, expected, sizeof s) == 0);
      }
    g_unsetenv(GV_CPU_VARIABLE);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/length-lanes/is-the-sum-over-all-pairs", is_the_sum_over_all_pairs);
  g_test_add_func("/length-lanes/distances-are-those-of-all-pairs",
                  distances_are_those_of_all_pairs);
  g_test_add_func("/length-lanes/any-number-of-passes-will-do", any_number_of_passes_will_do);
  g_test_add_func("/length-lanes/lengths-lost-in-rounding-go-one-by-one",
                  lengths_lost_in_rounding_go_one_by_one);
  g_test_add_func("/length-lanes/a-few-long-ties-go-one-by-one", a_few_long_ties_go_one_by_one);
  g_test_add_func("/length-lanes/equal-lengths-are-unit-ones", equal_lengths_are_unit_ones);
  g_test_add_func("/length-lanes/same-bits-on-any-thread-count-and-cpu",
                  same_bits_on_any_thread_count_and_cpu);
  return g_test_run();
}
