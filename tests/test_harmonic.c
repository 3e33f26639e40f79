/* What is particular to harmonic centrality: by hand, and against one search per person. */
#include "all_pairs.h"

static void score(GvGraph *g, const char *mode, double *scores)
{
  const GvCentrality *a = gv_centrality_find("harmonic");
  g_autofree char *options = g_malloc0(a->options_size);

  gv_options_init(options, a->params);
  if (mode)
    g_assert_true(gv_options_set(options, gv_params_find(a->params, "mode"), mode, NULL));
  g_assert_true(gv_centrality_run(a, g, options, scores, NULL, NULL));
}

/* 0 -> 1 -> 2, and 3 alone. */
static void measures_towards_from_or_both(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 2 } };
  const double in[] = { 0, 1, 1.5, 0 }, out[] = { 1.5, 1, 0, 0 }, all[] = { 1.5, 2, 1.5, 0 };
  const struct {
    const char *mode;
    const double *expected;
  } cases[] = { { NULL, in }, { "in", in }, { "out", out }, { "all", all } };
  g_autoptr(GvGraph) g = gv_graph_new(4, edges, NULL, 2, TRUE, NULL);
  double s[4];

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    score(g, cases[i].mode, s);
    for (int v = 0; v < 4; v++)
      g_assert_cmpfloat(s[v], ==, cases[i].expected[v] / 3);
  }
}

static double slow_score(GvAdjacency in, GvVertex target)
{
  g_autofree GvVertex *queue = g_new(GvVertex, in.n);
  g_autofree double *distance = g_new(double, in.n);
  GvVertex reached = 0;
  double total = 0;

  for (GvVertex v = 0; v < in.n; v++)
    distance[v] = -1;
  distance[target] = 0;
  queue[reached++] = target;
  for (GvVertex head = 0; head < reached; head++)
    for (GvEdge e = in.offsets[queue[head]]; e < in.offsets[queue[head] + 1]; e++)
      if (distance[in.targets[e]] < 0) {
        distance[in.targets[e]] = distance[queue[head]] + 1;
        total += 1 / distance[in.targets[e]];
        queue[reached++] = in.targets[e];
      }
  return total / (in.n - 1.0);
}

/* More than one batch of sources; connected, sparse, in pieces. */
static void is_one_search_a_person(void)
{
  static const GvEdge edges[] = { 6000, 1200, 300 };

  for (size_t i = 0; i < 2 * G_N_ELEMENTS(edges); i++) {
    g_autoptr(GvGraph) g = random_graph(900, edges[i / 2], 8, i % 2 == 0, FALSE);
    double s[900];
    score(g, NULL, s);
    for (GvVertex v = 0; v < 900; v++)
      assert_close(s[v], slow_score(gv_graph_in(g), v), 1e-12);
  }
}

static double slow_by_pairs(const AllPairs *p, const char *mode, size_t v)
{
  double total = 0;

  for (size_t u = 0; u < p->n; u++)
    if (u != v)
      total += 1 / pair_length(p, mode, v, u);
  return total / ((double)p->n - 1);
}

/* Every length and mode, on connected and scattered networks. */
static void is_what_all_distances_say(void)
{
  for (guint32 seed = 0; seed < 180; seed++) {
    const char *length = path_lengths[seed % 3], *mode = path_modes[seed / 3 % 3];
    g_autoptr(GvGraph) g = random_graph(24, 8 + seed / 2, seed, seed & 1, seed % 9 > 0);
    g_auto(AllPairs) p = all_pairs(g, length, strcmp(mode, "all") == 0);
    double s[24];
    path_score("harmonic", length, mode, g, s);
    for (size_t v = 0; v < 24; v++)
      assert_close(s[v], slow_by_pairs(&p, mode, v), 1e-12);
  }
}

static void one_person_alone_scores_nothing(void)
{
  g_autoptr(GvGraph) g = gv_graph_new(1, NULL, NULL, 0, TRUE, NULL);
  double s = 7;

  score(g, NULL, &s);
  g_assert_cmpfloat(s, ==, 0);
}

static void same_bits_at_any_length(void)
{
  assert_same_bits_at_any_length("harmonic", "weight");
  assert_same_bits_at_any_length("harmonic", "inverse");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/harmonic/measures-towards-from-or-both", measures_towards_from_or_both);
  g_test_add_func("/harmonic/is-one-search-a-person", is_one_search_a_person);
  g_test_add_func("/harmonic/is-what-all-distances-say", is_what_all_distances_say);
  g_test_add_func("/harmonic/one-person-alone-scores-nothing", one_person_alone_scores_nothing);
  g_test_add_func("/harmonic/same-bits-at-any-length", same_bits_at_any_length);
  return g_test_run();
}
