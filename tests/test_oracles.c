/* Values that others published, or computed by other programs, are ours too. */
#include <jansson.h>

#include "common.h"
#include "data.h"

typedef struct {
  const char *graph;   /* its edges and its values in oracles/ */
  const char *table;   /* among the values */
  const char *measure; /* ours */
  const char *flag;    /* option to set, NULL = none */
  double scale;        /* theirs = scale * ours; 0 = n - 1 */
  double tolerance;    /* absolute */
  gboolean directed;
} Oracle;

/* Published values have three digits. NetworkX 2.8.8 stops PageRank at a change
 * of 1e-6 a vertex. */
static const Oracle oracles[] = {
  { "krackhardt_kite", "betweenness unweighted raw x2 (each ordered pair)", "betweenness", NULL, 2,
    5.1e-4, FALSE },
  { "krackhardt_kite", "betweenness unweighted normalised 2/((n-1)(n-2))", "betweenness",
    "normalized", 1, 5.1e-4, FALSE },
  { "krackhardt_kite", "closeness (Wasserman-Faust normalised)", "closeness", NULL, 1, 5.1e-4,
    FALSE },
  { "computed_karate", "betweenness raw", "betweenness", NULL, 1, 1e-9, FALSE },
  { "computed_karate", "pagerank 0.85", "pagerank", NULL, 1, 1e-6, FALSE },
  { "computed_karate", "harmonic (incoming)", "harmonic", NULL, 0, 1e-9, FALSE },
  { "computed_karate", "core number (undirected view)", "core", NULL, 1, 0, FALSE },
  { "computed_coleman_1", "betweenness raw", "betweenness", NULL, 1, 1e-9, TRUE },
  { "computed_coleman_1", "pagerank 0.85", "pagerank", NULL, 1, 1e-6, TRUE },
  { "computed_coleman_1", "harmonic (incoming)", "harmonic", NULL, 0, 1e-9, TRUE },
  { "computed_coleman_1", "core number (undirected view)", "core", NULL, 1, 0, TRUE },
};

/* Python writes NaN, which is no JSON. */
static json_t *read_values(const char *graph)
{
  g_autofree char *path = g_strdup_printf("%s/oracles/%s.expected.json", GV_TEST_DATA, graph);
  g_autofree char *text = NULL, *json = NULL;
  g_auto(GStrv) parts = NULL;
  json_t *file;

  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  parts = g_strsplit(text, ": NaN", -1);
  json = g_strjoinv(": null", parts);
  file = json_loads(json, 0, NULL);
  g_assert_nonnull(file);
  return file;
}

static double *scores_of(const GvCentrality *a, const char *flag, GvGraph *graph)
{
  double *scores = g_new(double, gv_graph_vertices(graph));
  g_autofree char *options = g_malloc0(a->options_size + 1);

  gv_options_init(options, a->params);
  if (flag)
    g_assert_true(gv_options_set(options, gv_params_find(a->params, flag), "", NULL));
  g_assert_true(gv_centrality_run(a, graph, options, scores, NULL, NULL));
  return scores;
}

static void is_the_known_value(gconstpointer data)
{
  const Oracle *o = data;
  const GvCentrality *a = gv_centrality_find(o->measure);
  g_autofree char *path = g_strdup_printf("oracles/%s.edges.tsv", o->graph);
  const char *name;
  json_t *value;

  if (a == NULL) {
    g_test_skip("not registered");
    return;
  }
  g_autoptr(TestNetwork) network = test_network_read(path, o->directed);
  const GvVertex n = gv_graph_vertices(network->graph);
  const double scale = o->scale > 0 ? o->scale : n - 1.0;
  g_autofree double *ours = scores_of(a, o->flag, network->graph);
  json_t *file = read_values(o->graph);
  json_t *table = json_object_get(json_object_get(file, "values"), o->table);
  g_assert_cmpuint(json_object_size(table), ==, n);
  json_object_foreach(table, name, value)
  {
    GvVertex v = test_network_find(network, name);
    g_assert_cmpfloat(fabs(scale * ours[v] - json_number_value(value)), <=, o->tolerance);
  }
  json_decref(file);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(oracles); i++) {
    const Oracle *o = &oracles[i];
    g_autofree char *path =
        g_strdup_printf("/oracles/%s/%s%s", o->graph, o->measure, o->flag ? "-normalized" : "");
    g_test_add_data_func(path, o, is_the_known_value);
  }
  return g_test_run();
}
