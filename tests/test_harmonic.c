/* What is particular to harmonic centrality: by hand, and against one search per person. */
#include "all_pairs.h"

static void score(GvGraph *g, double *scores) /* by default: unit lengths, towards */
{
  const GvCentrality *a = gv_centrality_find("harmonic");
  g_autofree char *options = g_malloc0(a->options_size);

  gv_options_init(options, a->params);
  g_assert_true(gv_centrality_run(a, g, options, scores, NULL, NULL));
}

static void measures_towards_from_or_both(void)
{
  const double expected[][4] = { { 0, 1 / 3.0, 1.5 / 3, 0 },
                                 { 1.5 / 3, 1 / 3.0, 0, 0 },
                                 { 1.5 / 3, 2 / 3.0, 1.5 / 3, 0 } };

  assert_towards_from_or_both("harmonic", expected);
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
    score(g, s);
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

static void is_what_all_distances_say(void)
{
  assert_what_all_distances_say("harmonic", slow_by_pairs);
}

static void one_person_alone_scores_nothing(void)
{
  g_autoptr(GvGraph) g = gv_graph_new(1, NULL, NULL, 0, TRUE, NULL);
  double s = 7;

  score(g, &s);
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
