/* What igraph has too is igraph's value, on networks of people. */
#include <grapevine/igraph.h>

#include "common.h"
#include "data.h"

typedef struct {
  GvGraph *graph;
  igraph_t given;
  igraph_t simple; /* undirected, mutual pairs merged */
  igraph_vector_t weights;
  igraph_vector_t inverse; /* 1 / weight */
} Sample;

/* What the scores may be wrong by 1e-9 of. */
typedef enum { OF_EACH, OF_LARGEST } Tolerance;

typedef struct {
  const char *name;
  const char *mode;   /* NULL = the measure has none */
  const char *length; /* NULL = 1; others where there are weights */
  igraph_error_t (*oracle)(const Sample *s, igraph_vector_t *expected);
  Tolerance tolerance;
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

static igraph_error_t betweenness_weight(const Sample *s, igraph_vector_t *expected)
{
  return igraph_betweenness(&s->given, expected, igraph_vss_all(), IGRAPH_DIRECTED, &s->weights);
}

static igraph_error_t betweenness_inverse(const Sample *s, igraph_vector_t *expected)
{
  return igraph_betweenness(&s->given, expected, igraph_vss_all(), IGRAPH_DIRECTED, &s->inverse);
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

static igraph_error_t harmonic_weight(const Sample *s, igraph_vector_t *expected)
{
  return igraph_harmonic_centrality(&s->given, expected, igraph_vss_all(), IGRAPH_IN, &s->weights,
                                    TRUE);
}

static igraph_error_t harmonic_inverse(const Sample *s, igraph_vector_t *expected)
{
  return igraph_harmonic_centrality(&s->given, expected, igraph_vss_all(), IGRAPH_ALL, &s->inverse,
                                    TRUE);
}

static igraph_error_t closeness_in(const Sample *s, igraph_vector_t *expected)
{
  return igraph_closeness(&s->given, expected, NULL, NULL, igraph_vss_all(), IGRAPH_IN, NULL, TRUE);
}

static igraph_error_t closeness_out(const Sample *s, igraph_vector_t *expected)
{
  return igraph_closeness(&s->given, expected, NULL, NULL, igraph_vss_all(), IGRAPH_OUT, NULL,
                          TRUE);
}

static igraph_error_t closeness_all(const Sample *s, igraph_vector_t *expected)
{
  return igraph_closeness(&s->given, expected, NULL, NULL, igraph_vss_all(), IGRAPH_ALL, NULL,
                          TRUE);
}

static igraph_error_t closeness_weight(const Sample *s, igraph_vector_t *expected)
{
  return igraph_closeness(&s->given, expected, NULL, NULL, igraph_vss_all(), IGRAPH_IN, &s->weights,
                          TRUE);
}

static igraph_error_t closeness_inverse(const Sample *s, igraph_vector_t *expected)
{
  return igraph_closeness(&s->given, expected, NULL, NULL, igraph_vss_all(), IGRAPH_ALL,
                          &s->inverse, TRUE);
}

/* Where the leading eigenvalue is simple. */
static igraph_error_t eigenvector(const Sample *s, igraph_vector_t *expected)
{
  igraph_arpack_options_t options;
  igraph_real_t value;

  igraph_arpack_options_init(&options);
  return igraph_eigenvector_centrality(&s->given, expected, &value, IGRAPH_DIRECTED, TRUE,
                                       &s->weights, &options);
}

static igraph_error_t hub(const Sample *s, igraph_vector_t *expected)
{
  igraph_arpack_options_t options;
  igraph_real_t value;

  igraph_arpack_options_init(&options);
  return igraph_hub_and_authority_scores(&s->given, expected, NULL, &value, TRUE, &s->weights,
                                         &options);
}

static igraph_error_t authority(const Sample *s, igraph_vector_t *expected)
{
  igraph_arpack_options_t options;
  igraph_real_t value;

  igraph_arpack_options_init(&options);
  return igraph_hub_and_authority_scores(&s->given, NULL, expected, &value, TRUE, &s->weights,
                                         &options);
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
  { "degree", NULL, NULL, degree_all, OF_EACH },
  { "in_degree", NULL, NULL, degree_in, OF_EACH },
  { "out_degree", NULL, NULL, degree_out, OF_EACH },
  { "strength", NULL, NULL, strength_all, OF_EACH },
  { "in_strength", NULL, NULL, strength_in, OF_EACH },
  { "out_strength", NULL, NULL, strength_out, OF_EACH },
  { "pagerank", NULL, NULL, pagerank, OF_EACH },
  { "eigenvector", NULL, NULL, eigenvector, OF_LARGEST },
  { "hub", NULL, NULL, hub, OF_LARGEST },
  { "authority", NULL, NULL, authority, OF_LARGEST },
  { "betweenness", NULL, NULL, betweenness, OF_EACH },
  { "harmonic", "in", NULL, harmonic_in, OF_EACH },
  { "harmonic", "out", NULL, harmonic_out, OF_EACH },
  { "harmonic", "all", NULL, harmonic_all, OF_EACH },
  { "closeness", "in", NULL, closeness_in, OF_EACH },
  { "closeness", "out", NULL, closeness_out, OF_EACH },
  { "closeness", "all", NULL, closeness_all, OF_EACH },
  { "betweenness", NULL, "weight", betweenness_weight, OF_EACH },
  { "betweenness", NULL, "inverse", betweenness_inverse, OF_EACH },
  { "harmonic", "in", "weight", harmonic_weight, OF_EACH },
  { "harmonic", "all", "inverse", harmonic_inverse, OF_EACH },
  { "closeness", "in", "weight", closeness_weight, OF_EACH },
  { "closeness", "all", "inverse", closeness_inverse, OF_EACH },
  { "core", NULL, NULL, core, OF_EACH },
  { "triangles", NULL, NULL, triangles, OF_EACH },
  { "clustering", NULL, NULL, clustering, OF_EACH },
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
  igraph_vector_init_copy(&s.inverse, &s.weights);
  for (igraph_integer_t e = 0; e < igraph_vector_size(&s.inverse); e++)
    VECTOR(s.inverse)[e] = 1 / VECTOR(s.inverse)[e];
  return s;
}

static void sample_clear(Sample *s)
{
  igraph_destroy(&s->given);
  igraph_destroy(&s->simple);
  igraph_vector_destroy(&s->weights);
  igraph_vector_destroy(&s->inverse);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sample, sample_clear)

static void set(char *options, const GvCentrality *a, const char *name, const char *value)
{
  if (value)
    g_assert_true(gv_options_set(options, gv_params_find(a->params, name), value, NULL));
}

static double *our_scores(const GvCentrality *a, const Measure *measure, GvGraph *graph)
{
  double *scores = g_new(double, (size_t)gv_graph_vertices(graph) + 1);
  g_autofree char *options = g_malloc0(a->options_size + 1);
  g_autoptr(GvTask) task = gv_task_new(2);

  gv_options_init(options, a->params);
  set(options, a, "mode", measure->mode);
  set(options, a, "length", measure->length);
  g_assert_true(gv_centrality_run(a, graph, options, scores, task, NULL));
  return scores;
}

/* NaN where igraph says NaN. */
static void assert_equal(const double *ours, const igraph_vector_t *expected, Tolerance tolerance)
{
  const double largest = igraph_vector_max(expected);

  for (igraph_integer_t v = 0; v < igraph_vector_size(expected); v++) {
    double theirs = VECTOR(*expected)[v];
    if (isnan(theirs) && isnan(ours[v]))
      continue;
    g_assert_cmpfloat(fabs(ours[v] - theirs), <=,
                      1e-9 * (tolerance == OF_LARGEST ? largest : fabs(theirs)));
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
  if (c->measure->length && !gv_graph_is_weighted(network->graph)) {
    g_test_skip("no weights");
    return;
  }
  g_auto(Sample) sample = sample_of(network->graph);
  ours = our_scores(a, c->measure, network->graph);
  igraph_vector_init(&expected, 0);
  g_assert_true(c->measure->oracle(&sample, &expected) == IGRAPH_SUCCESS);
  g_assert_cmpint(igraph_vector_size(&expected), ==,
                  (igraph_integer_t)gv_graph_vertices(network->graph));
  assert_equal(ours, &expected, c->measure->tolerance);
  igraph_vector_destroy(&expected);
}

static void add(const Source *source, const Measure *m)
{
  g_autoptr(GString) path = g_string_new(NULL);
  Case *c = g_new(Case, 1);

  *c = (Case){ source, m };
  g_string_printf(path, "/igraph/%s/%s", source->name, m->name);
  if (m->mode)
    g_string_append_printf(path, "-%s", m->mode);
  if (m->length)
    g_string_append_printf(path, "-%s", m->length);
  g_test_add_data_func_full(path->str, c, is_igraphs_value, g_free);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(sources); i++)
    for (size_t j = 0; j < G_N_ELEMENTS(measures); j++)
      add(&sources[i], &measures[j]);
  return g_test_run();
}
