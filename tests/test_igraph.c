/* What igraph has too is igraph's value, on networks of people. */
#include <grapevine/igraph.h>

#include "common.h"
#include "data.h"

typedef struct {
  GvGraph *graph;
  igraph_t given;
  igraph_t simple; /* undirected, mutual pairs merged */
  igraph_vector_t weights;
} Sample;

typedef struct {
  const char *name;
  const char *mode; /* NULL = the measure has none */
  igraph_error_t (*oracle)(const Sample *s, igraph_vector_t *expected);
} Measure;

typedef struct {
  const char *name, *path;
  gboolean directed;
} Source;

typedef struct {
  const Source *source;
  const Measure *measure;
} Case;

static igraph_error_t degree(const Sample *s, igraph_vector_t *expected, igraph_neimode_t mode)
{
  igraph_vector_int_t counts;
  igraph_error_t code;

  igraph_vector_int_init(&counts, 0);
  code = igraph_degree(&s->given, &counts, igraph_vss_all(), mode, IGRAPH_LOOPS);
  igraph_vector_resize(expected, igraph_vector_int_size(&counts));
  for (igraph_integer_t v = 0; v < igraph_vector_int_size(&counts); v++)
    VECTOR(*expected)[v] = (double)VECTOR(counts)[v];
  igraph_vector_int_destroy(&counts);
  return code;
}

static igraph_error_t degree_all(const Sample *s, igraph_vector_t *expected)
{
  return degree(s, expected, IGRAPH_ALL);
}

static igraph_error_t degree_in(const Sample *s, igraph_vector_t *expected)
{
  return degree(s, expected, IGRAPH_IN);
}

static igraph_error_t degree_out(const Sample *s, igraph_vector_t *expected)
{
  return degree(s, expected, IGRAPH_OUT);
}

static igraph_error_t strength_all(const Sample *s, igraph_vector_t *expected)
{
  return igraph_strength(&s->given, expected, igraph_vss_all(), IGRAPH_ALL, IGRAPH_LOOPS,
                         &s->weights);
}

static igraph_error_t strength_in(const Sample *s, igraph_vector_t *expected)
{
  return igraph_strength(&s->given, expected, igraph_vss_all(), IGRAPH_IN, IGRAPH_LOOPS,
                         &s->weights);
}

static igraph_error_t strength_out(const Sample *s, igraph_vector_t *expected)
{
  return igraph_strength(&s->given, expected, igraph_vss_all(), IGRAPH_OUT, IGRAPH_LOOPS,
                         &s->weights);
}

static igraph_error_t pagerank(const Sample *s, igraph_vector_t *expected)
{
  igraph_real_t value;

  return igraph_pagerank(&s->given, IGRAPH_PAGERANK_ALGO_PRPACK, expected, &value, igraph_vss_all(),
                         IGRAPH_DIRECTED, 0.85, &s->weights, NULL);
}

static igraph_error_t betweenness(const Sample *s, igraph_vector_t *expected)
{
  return igraph_betweenness(&s->given, expected, igraph_vss_all(), IGRAPH_DIRECTED, NULL);
}

static igraph_error_t harmonic_in(const Sample *s, igraph_vector_t *expected)
{
  return igraph_harmonic_centrality(&s->given, expected, igraph_vss_all(), IGRAPH_IN, NULL, TRUE);
}

static igraph_error_t harmonic_out(const Sample *s, igraph_vector_t *expected)
{
  return igraph_harmonic_centrality(&s->given, expected, igraph_vss_all(), IGRAPH_OUT, NULL, TRUE);
}

static igraph_error_t harmonic_all(const Sample *s, igraph_vector_t *expected)
{
  return igraph_harmonic_centrality(&s->given, expected, igraph_vss_all(), IGRAPH_ALL, NULL, TRUE);
}

static igraph_error_t core(const Sample *s, igraph_vector_t *expected)
{
  igraph_vector_int_t cores;
  igraph_error_t code;

  igraph_vector_int_init(&cores, 0);
  code = igraph_coreness(&s->simple, &cores, IGRAPH_ALL);
  igraph_vector_resize(expected, igraph_vector_int_size(&cores));
  for (igraph_integer_t v = 0; v < igraph_vector_int_size(&cores); v++)
    VECTOR(*expected)[v] = (double)VECTOR(cores)[v];
  igraph_vector_int_destroy(&cores);
  return code;
}

static igraph_error_t triangles(const Sample *s, igraph_vector_t *expected)
{
  return igraph_adjacent_triangles(&s->simple, expected, igraph_vss_all());
}

static igraph_error_t clustering(const Sample *s, igraph_vector_t *expected)
{
  return igraph_transitivity_local_undirected(&s->simple, expected, igraph_vss_all(),
                                              IGRAPH_TRANSITIVITY_NAN);
}

static const Measure measures[] = {
  { "degree", NULL, degree_all },       { "in_degree", NULL, degree_in },
  { "out_degree", NULL, degree_out },   { "strength", NULL, strength_all },
  { "in_strength", NULL, strength_in }, { "out_strength", NULL, strength_out },
  { "pagerank", NULL, pagerank },       { "betweenness", NULL, betweenness },
  { "harmonic", "in", harmonic_in },    { "harmonic", "out", harmonic_out },
  { "harmonic", "all", harmonic_all },  { "core", NULL, core },
  { "triangles", NULL, triangles },     { "clustering", NULL, clustering },
};

static const Source sources[] = {
  { "karate", "networks/karate.tsv", FALSE },
  { "krackhardt-kite", "oracles/krackhardt_kite.edges.tsv", FALSE },
  { "coleman", "oracles/computed_coleman_1.edges.tsv", TRUE },
  { "ego-facebook", "networks/ego_facebook.txt.gz", FALSE },
  { "email-eu-core", "networks/email_eu_core.txt.zst", TRUE },
  { "ucsocial", "networks/ucsocial.tsv.zst", TRUE },
  { "wiki-vote", "networks/wiki_vote.txt.zst", TRUE },
};

static Sample sample_of(GvGraph *graph)
{
  Sample s = { .graph = graph };
  g_autoptr(GvGraph) both = gv_graph_symmetrised(graph, NULL, NULL);

  g_assert_nonnull(both);
  g_assert_true(gv_graph_to_igraph(graph, &s.given, &s.weights, NULL));
  g_assert_true(gv_graph_to_igraph(both, &s.simple, NULL, NULL));
  return s;
}

static void sample_clear(Sample *s)
{
  igraph_destroy(&s->given);
  igraph_destroy(&s->simple);
  igraph_vector_destroy(&s->weights);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sample, sample_clear)

static double *our_scores(const GvCentrality *a, const char *mode, GvGraph *graph)
{
  double *scores = g_new(double, (size_t)gv_graph_vertices(graph) + 1);
  g_autofree char *options = g_malloc0(a->options_size + 1);
  g_autoptr(GvTask) task = gv_task_new(2);

  gv_options_init(options, a->params);
  if (mode)
    g_assert_true(gv_options_set(options, gv_params_find(a->params, "mode"), mode, NULL));
  g_assert_true(gv_centrality_run(a, graph, options, scores, task, NULL));
  return scores;
}

/* 1e-9 relative; NaN where igraph says NaN. */
static void assert_equal(const double *ours, const igraph_vector_t *expected)
{
  for (igraph_integer_t v = 0; v < igraph_vector_size(expected); v++) {
    double theirs = VECTOR(*expected)[v];
    if (isnan(theirs) && isnan(ours[v]))
      continue;
    g_assert_cmpfloat(fabs(ours[v] - theirs), <=, 1e-9 * fabs(theirs));
  }
}

static void is_igraphs_value(gconstpointer data)
{
  const Case *c = data;
  const GvCentrality *a = gv_centrality_find(c->measure->name);
  g_autofree double *ours = NULL;
  igraph_vector_t expected;

  if (a == NULL) {
    g_test_skip("not registered");
    return;
  }
  g_autoptr(TestNetwork) network = test_network_read(c->source->path, c->source->directed);
  g_auto(Sample) sample = sample_of(network->graph);
  ours = our_scores(a, c->measure->mode, network->graph);
  igraph_vector_init(&expected, 0);
  g_assert_true(c->measure->oracle(&sample, &expected) == IGRAPH_SUCCESS);
  g_assert_cmpint(igraph_vector_size(&expected), ==,
                  (igraph_integer_t)gv_graph_vertices(network->graph));
  assert_equal(ours, &expected);
  igraph_vector_destroy(&expected);
}

static void add(const Source *source, const Measure *measure)
{
  const char *mode = measure->mode;
  g_autofree char *path =
      g_strconcat("/igraph/", source->name, "/", measure->name, mode ? "-" : NULL, mode, NULL);
  Case *c = g_new(Case, 1);

  *c = (Case){ source, measure };
  g_test_add_data_func_full(path, c, is_igraphs_value, g_free);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(sources); i++)
    for (size_t j = 0; j < G_N_ELEMENTS(measures); j++)
      add(&sources[i], &measures[j]);
  return g_test_run();
}
