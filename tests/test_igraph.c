/* What igraph has too is igraph's value, on networks of people. */
#include "data.h"
#include "peer_scores.h"

typedef struct {
  const char *name, *path;
  gboolean directed;
} Source;

typedef struct {
  const Source *source;
  const PeerMeasure *measure;
} Case;

static const Source sources[] = {
  { "karate", "networks/karate.tsv", FALSE },
  { "krackhardt-kite", "oracles/krackhardt_kite.edges.tsv", FALSE },
  { "coleman", "oracles/computed_coleman_1.edges.tsv", TRUE },
  { "ego-facebook", "networks/ego_facebook.txt.gz", FALSE },
  { "email-eu-core", "networks/email_eu_core.txt.zst", TRUE },
  { "ucsocial", "networks/ucsocial.tsv.zst", TRUE },
  { "wiki-vote", "networks/wiki_vote.txt.zst", TRUE },
};

/* NaN where igraph says NaN. */
static void assert_equal(const double *ours, const igraph_vector_t *expected, PeerTolerance tolerance)
{
  const double largest = igraph_vector_max(expected);

  for (igraph_integer_t v = 0; v < igraph_vector_size(expected); v++) {
    double theirs = VECTOR(*expected)[v];
    if (isnan(theirs) && isnan(ours[v]))
      continue;
    g_assert_cmpfloat(fabs(ours[v] - theirs), <=,
                      1e-9 * (tolerance == PEER_OF_LARGEST ? largest : fabs(theirs)));
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
  g_auto(Peer) peer = { .weighted = FALSE };
  g_assert_true(peer_init(&peer, network->graph, NULL, NULL));
  ours = peer_our_scores(a, c->measure, network->graph);
  igraph_vector_init(&expected, 0);
  g_assert_true(c->measure->scores(&peer, &expected) == IGRAPH_SUCCESS);
  g_assert_cmpint(igraph_vector_size(&expected), ==,
                  (igraph_integer_t)gv_graph_vertices(network->graph));
  assert_equal(ours, &expected, c->measure->tolerance);
  igraph_vector_destroy(&expected);
}

static void add(const Source *source, const PeerMeasure *m)
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
    for (const PeerMeasure *m = peer_measures; m->name; m++)
      add(&sources[i], m);
  return g_test_run();
}
