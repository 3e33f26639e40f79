#include <grapevine/holes.h>

#include "data.h"
#include "peer.h"

typedef struct {
  GvVertex n;
  double *constraint, *effective_size, *efficiency, *hierarchy; /* [n] */
} Measures;

static Measures measures_new(GvVertex n)
{
  return (Measures){ n, g_new(double, n + 1), g_new(double, n + 1), g_new(double, n + 1),
                     g_new(double, n + 1) };
}

static void measures_clear(Measures *m)
{
  g_free(m->constraint);
  g_free(m->effective_size);
  g_free(m->efficiency);
  g_free(m->hierarchy);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Measures, measures_clear)

static Measures measure(GvGraph *g, unsigned threads)
{
  Measures m = measures_new(gv_graph_vertices(g));
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_autoptr(GError) error = NULL;
  const GvHoles holes = { m.constraint, m.effective_size, m.efficiency, m.hierarchy };

  g_assert_true(gv_holes_run(g, holes, task, &error));
  g_assert_no_error(error);
  return m;
}

static void assert_relative(double a, double b, double tolerance)
{
  if (isnan(a) && isnan(b))
    return;
  g_assert_cmpfloat_with_epsilon(a, b, tolerance * fabs(b));
}

/* The definitions word for word, over all triples. The matrix is z. */
typedef struct {
  int n;
  const double *z;            /* [n * n] */
  double *strength, *largest; /* [n] */
} Dense;

static double p_of(const Dense *d, int i, int j)
{
  return d->z[i * d->n + j] / d->strength[i];
}

static double local_constraint(const Dense *d, int i, int j)
{
  double sum = p_of(d, i, j);

  for (int q = 0; q < d->n; q++)
    if (q != i && q != j && d->z[i * d->n + q] > 0)
      sum += p_of(d, i, q) * p_of(d, q, j);
  return sum * sum;
}

static double redundancy(const Dense *d, int i, int j)
{
  double sum = 0;

  for (int q = 0; q < d->n; q++)
    if (q != i && q != j)
      sum += p_of(d, i, q) * d->z[j * d->n + q] / d->largest[j];
  return sum;
}

static void measure_dense(const Dense *d, int i, Measures *m)
{
  double c = 0, effective = 0, coleman = 0;
  int contacts = 0;

  for (int j = 0; j < d->n; j++)
    if (d->z[i * d->n + j] > 0) {
      contacts++;
      c += local_constraint(d, i, j);
      effective += 1 - redundancy(d, i, j);
    }
  for (int j = 0; j < d->n; j++)
    if (d->z[i * d->n + j] > 0) {
      double r = local_constraint(d, i, j) / (c / contacts);
      coleman += r * log(r);
    }
  m->constraint[i] = contacts ? c : NAN;
  m->effective_size[i] = contacts ? effective : NAN;
  m->efficiency[i] = contacts ? effective / contacts : NAN;
  m->hierarchy[i] = contacts == 0 ? NAN : contacts == 1 ? 1 : coleman / (contacts * log(contacts));
}

static void dense_init(Dense *d, GvGraph *g, double *z)
{
  const GvAdjacency out = gv_graph_out(g);

  for (GvVertex v = 0; v < out.n; v++)
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++) {
      z[v * out.n + out.targets[e]] += gv_weight(out, e);
      z[out.targets[e] * out.n + v] += gv_weight(out, e);
    }
  for (GvVertex v = 0; v < out.n * out.n; v++) {
    d->strength[v / out.n] += z[v];
    d->largest[v / out.n] = MAX(d->largest[v / out.n], z[v]);
  }
}

static Measures measure_slowly(GvGraph *g)
{
  const GvVertex n = gv_graph_vertices(g);
  g_autofree double *z = g_new0(double, n *n + 1);
  g_autofree double *strength = g_new0(double, n + 1);
  g_autofree double *largest = g_new0(double, n + 1);
  Dense d = { (int)n, z, strength, largest };
  Measures m = measures_new(n);

  dense_init(&d, g, z);
  for (int i = 0; i < d.n; i++)
    measure_dense(&d, i, &m);
  return m;
}

static void assert_agree(const Measures *a, const Measures *b)
{
  for (GvVertex v = 0; v < a->n; v++) {
    assert_relative(a->constraint[v], b->constraint[v], 1e-12);
    assert_relative(a->effective_size[v], b->effective_size[v], 1e-12);
    assert_relative(a->efficiency[v], b->efficiency[v], 1e-12);
    if (isnan(a->hierarchy[v]) || isnan(b->hierarchy[v]))
      g_assert_true(isnan(a->hierarchy[v]) && isnan(b->hierarchy[v]));
    else
      g_assert_cmpfloat_with_epsilon(a->hierarchy[v], b->hierarchy[v], 1e-10);
  }
}

static void agrees_with_the_definition_on_small_graphs(void)
{
  for (guint32 seed = 0; seed < 600; seed++) {
    const GvVertex n = 1 + seed % 37;
    const GvEdge m = (GvEdge[]){ n / 2, n, 2 * n, n * n / 4, 2 * n * n }[seed / 4 % 5];
    g_autoptr(GvGraph) g = random_graph(n, m, seed, seed & 1, (seed & 2) != 0);
    g_auto(Measures) slow = measure_slowly(g);

    for (unsigned threads = 1; threads <= 3; threads += 2) {
      g_auto(Measures) ours = measure(g, threads);
      assert_agree(&ours, &slow);
    }
  }
}

/* Old ties under a half-life: 2^-900 of the largest, and 2^-1060 where subnormal. */
static void weights_of_any_size_keep_their_ratios(void)
{
  static const double scales[] = { 1, 0x1p-900, 0x1p-1060, 0x1p+900 };
  const GvVertex edges[][2] = { { 0, 1 }, { 0, 2 }, { 1, 2 }, { 0, 3 }, { 4, 5 } };

  for (size_t i = 0; i < G_N_ELEMENTS(scales); i++) {
    const double s = scales[i], w[] = { s, 3 * s, 2 * s, 4 * s, i == 3 ? s : 1 };
    g_autoptr(GvGraph) g = gv_graph_new(6, edges, w, 5, FALSE, NULL);
    g_auto(Measures) m = measure(g, 1);
    assert_relative(m.efficiency[0], 2.541666666666667 / 3, 1e-12);
    g_assert_true(m.constraint[1] > 0.5 && m.constraint[1] < 1.2);
  }
}

/* Fields of an oracle's row, see the file's head. */
enum { GRAPH, DIRECTED, WEIGHTED, NODE, DEGREE, CONSTRAINT, EFFECTIVE, EFFICIENCY, HIERARCHY };

static void check_row(char **field, const Measures *m, GvVertex v)
{
  g_assert_cmpfloat(round(m->effective_size[v] / m->efficiency[v]), ==, atof(field[DEGREE]));
  assert_relative(m->constraint[v], g_ascii_strtod(field[CONSTRAINT], NULL), 1e-12);
  assert_relative(m->effective_size[v], g_ascii_strtod(field[EFFECTIVE], NULL), 1e-12);
  assert_relative(m->efficiency[v], g_ascii_strtod(field[EFFICIENCY], NULL), 1e-12);
  if (strcmp(field[HIERARCHY], "NA") != 0)
    g_assert_cmpfloat_with_epsilon(m->hierarchy[v], g_ascii_strtod(field[HIERARCHY], NULL), 1e-10);
  else
    g_assert_cmpfloat(m->hierarchy[v], ==, 1);
}

static void oracle_graph(const char *name, char **rows, unsigned threads)
{
  g_autofree char *path = g_strdup_printf("%s/oracles/holes/%s.tsv", GV_TEST_DATA, name);
  g_auto(DataEdges) edges = data_edges(path);
  g_autoptr(GvGraph) g = NULL;
  g_auto(Measures) m = { 0 };
  GvVertex seen = 0;

  for (; *rows; rows++) {
    g_auto(GStrv) field = g_strsplit(*rows, "\t", -1);
    if (g_strv_length(field) <= HIERARCHY || strcmp(field[GRAPH], name) != 0)
      continue;
    if (g == NULL) {
      g = data_graph(&edges, atoi(field[DIRECTED]), atoi(field[WEIGHTED]));
      m = measure(g, threads);
    }
    check_row(field, &m, data_vertex(&edges, field[NODE]));
    seen++;
  }
  g_assert_cmpuint(seen, ==, g_hash_table_size(edges.ids));
}

static void agrees_with_the_oracle(void)
{
  static const char *const names[] = { "karate",   "karate_w",     "krackhardt_kite",
                                       "dolphins", "borgatti1997", "jazz",
                                       "dir_7" };
  g_autoptr(GString) text = data_text(GV_TEST_DATA "/oracles/holes/expected.tsv");
  g_auto(GStrv) rows = g_strsplit(text->str, "\n", -1);

  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    for (unsigned threads = 1; threads <= 2; threads++)
      oracle_graph(names[i], rows, threads);
}

typedef struct {
  const char *name;
  double constraint, effective_size; /* NaN = not printed */
} Published;

static void check_published(const char *file, const Published *rows, size_t count)
{
  g_autofree char *path = g_strdup_printf("%s/oracles/%s.edges.tsv", GV_TEST_DATA, file);
  g_auto(DataEdges) edges = data_edges(path);
  g_autoptr(GvGraph) g = data_graph(&edges, FALSE, FALSE);
  g_auto(Measures) m = measure(g, 1);

  for (size_t i = 0; i < count; i++) {
    const GvVertex v = data_vertex(&edges, rows[i].name);
    g_assert_cmpfloat_with_epsilon(m.constraint[v], rows[i].constraint, 1e-3);
    if (!isnan(rows[i].effective_size))
      g_assert_cmpfloat_with_epsilon(m.effective_size[v], rows[i].effective_size, 1e-2);
  }
}

/* burt_borgatti_holes.expected.json: UCINET's and igraph's values in NetworkX's
 * test_structuralholes.py. igraph_hole_between_cliques.expected.json: igraph's
 * tests/unit/igraph_constraint.out. */
static void agrees_with_published_values(void)
{
  static const Published borgatti[] = { { "G", 0.4, 4.67 }, { "A", 0.595, 2.5 }, { "C", 1, 1 } };
  static const Published cliques[] = {
    { "0", 0.865741, NAN }, { "1", 0.865741, NAN }, { "2", 0.865741, NAN },
    { "3", 0.583333, NAN }, { "4", 0.5, NAN },      { "5", 0.583333, NAN },
    { "6", 0.865741, NAN }, { "7", 0.865741, NAN }, { "8", 0.865741, NAN },
  };

  check_published("burt_borgatti_holes", borgatti, G_N_ELEMENTS(borgatti));
  check_published("igraph_hole_between_cliques", cliques, G_N_ELEMENTS(cliques));
}

/* A small graph and what holds at its vertex 0. */
typedef struct {
  const char *name;
  GvVertex n;
  const char *edges; /* "01 02": pairs of digits */
  const double *weights;
  gboolean directed;
  double constraint, effective_size, efficiency, hierarchy;
} Case;

#define ANY INFINITY /* not looked at */

static const double zero_ties[] = { 1, 2, 0, 0 }, weighted_ties[] = { 1, 3, 2, 4 };
static const double ones[] = { 1, 1, 1, 1 };

static const Case cases[] = {
  { "alters-without-ties", 4, "01 02 03", NULL, FALSE, 1 / 3.0, 3, 1, 0 },
  { "a-sink-has-values", 3, "10 20 12", NULL, TRUE, 1.125, 1, 0.5, 0 },
  { "a-mutual-tie-is-one-contact", 3, "01 10 02 20 12", NULL, TRUE, 8 / 9.0, 1.5, 0.75, 0 },
  { "a-loop-is-no-tie", 3, "01 02 12 00", NULL, FALSE, 1.125, 1, 0.5, 0 },
  { "a-loop-elsewhere-is-no-tie", 3, "01 02 12 11", NULL, FALSE, 1.125, 1, 0.5, 0 },
  { "only-a-loop-is-an-isolate", 3, "00 12", NULL, FALSE, NAN, NAN, NAN, NAN },
  { "an-isolate-is-undefined", 3, "12", NULL, FALSE, NAN, NAN, NAN, NAN },
  { "an-isolate-among-weights-is-undefined", 3, "12", weighted_ties, FALSE, NAN, NAN, NAN, NAN },
  { "a-zero-tie-is-no-contact", 4, "01 02 12 03", zero_ties, FALSE, 5 / 9.0, 2, 1, ANY },
  { "efficiency-is-per-contact", 4, "01 02 12 03", weighted_ties, FALSE, ANY, 2 + 13 / 24.0,
    (2 + 13 / 24.0) / 3, ANY },
  { "parallel-edges-sum-up", 3, "01 01 02 12", ones, FALSE, 325 / 324.0, 7 / 6.0, 7 / 12.0, ANY },
  { "one-contact-is-all-hierarchy", 3, "01 12", NULL, FALSE, 1, 1, 1, 1 },
  { "alters-ties-beyond-the-ego-count", 6, "01 02 12 13 14 25", NULL, FALSE, 0.8350694444444444, 1,
    0.5, ANY },
};

static void check_case(gconstpointer data)
{
  const Case *c = data;
  GvVertex edges[8][2];
  const size_t m = (strlen(c->edges) + 1) / 3;

  for (size_t e = 0; e < m; e++)
    for (size_t end = 0; end < 2; end++)
      edges[e][end] = (GvVertex)(c->edges[3 * e + end] - '0');
  g_autoptr(GvGraph) g =
      gv_graph_new(c->n, (const GvVertex(*)[2])edges, c->weights, m, c->directed, NULL);
  for (unsigned threads = 1; threads <= 2; threads++) {
    g_auto(Measures) ours = measure(g, threads);
    const double got[] = { ours.constraint[0], ours.effective_size[0], ours.efficiency[0],
                           ours.hierarchy[0] };
    const double wanted[] = { c->constraint, c->effective_size, c->efficiency, c->hierarchy };
    for (int i = 0; i < 4; i++)
      if (isnan(wanted[i]))
        g_assert_true(isnan(got[i]));
      else if (wanted[i] != ANY)
        g_assert_cmpfloat_with_epsilon(got[i], wanted[i], 1e-14);
  }
}

static void agree_with_igraph(GvGraph *g)
{
  const gboolean weighted = gv_graph_is_weighted(g);
  g_auto(Measures) ours = measure(g, 2);
  igraph_t peer;
  igraph_vector_t constraint, weights;

  peer_graph(g, &peer, &weights);
  igraph_vector_init(&constraint, 0);
  igraph_constraint(&peer, &constraint, igraph_vss_all(), weighted ? &weights : NULL);
  for (GvVertex v = 0; v < ours.n; v++)
    assert_relative(ours.constraint[v], VECTOR(constraint)[v], 1e-12);
  igraph_vector_destroy(&constraint);
  igraph_vector_destroy(&weights);
  igraph_destroy(&peer);
}

static void constraint_is_igraphs(void)
{
  g_autoptr(GvGraph) facebook = data_network("ego_facebook.txt.gz", FALSE);
  g_autoptr(GvGraph) email = data_network("email_eu_core.txt.zst", TRUE);
  g_autoptr(GvGraph) votes = data_network("wiki_vote.txt.zst", TRUE);
  g_autoptr(GvGraph) weighted = random_graph(500, 8000, 5, TRUE, TRUE);

  agree_with_igraph(facebook);
  agree_with_igraph(email);
  agree_with_igraph(votes);
  agree_with_igraph(weighted);
}

/* Half of the ties go to a few hubs; enough vertices for many blocks of rows. */
static GvGraph *hub_graph(guint32 seed, gboolean weighted)
{
  enum { N = 30000, M = 150000 };
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  g_autofree GvVertex(*edges)[2] = g_malloc_n(M, sizeof *edges);
  g_autofree double *weights = g_new(double, M);
  GvGraph *graph;

  for (int e = 0; e < M; e++) {
    edges[e][0] = (GvVertex)g_rand_int_range(rand, 0, N);
    edges[e][1] = (GvVertex)g_rand_int_range(rand, 0, e % 2 ? N : 40 + e % 300);
    weights[e] = g_rand_double_range(rand, 0.01, 9);
  }
  graph = gv_graph_new(N, (const GvVertex(*)[2])edges, weighted ? weights : NULL, M, FALSE, NULL);
  g_assert_nonnull(graph);
  return graph;
}

static void assert_same_bits(const Measures *a, const Measures *b)
{
  const size_t bytes = a->n * sizeof(double);

  g_assert_true(memcmp(a->constraint, b->constraint, bytes) == 0);
  g_assert_true(memcmp(a->effective_size, b->effective_size, bytes) == 0);
  g_assert_true(memcmp(a->efficiency, b->efficiency, bytes) == 0);
  g_assert_true(memcmp(a->hierarchy, b->hierarchy, bytes) == 0);
}

static void same_bits_at_any_thread_count(void)
{
  static const unsigned counts[] = { 2, 3, 8 };

  for (guint32 kind = 0; kind < 6; kind++) {
    const gboolean weighted = kind & 1;
    g_autoptr(GvGraph) g = kind < 2   ? hub_graph(kind, weighted)
                           : kind < 4 ? random_graph(300, 20000, kind, TRUE, weighted)
                                      : random_graph(20000, 9000, kind, FALSE, weighted);
    g_auto(Measures) one = measure(g, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
      g_auto(Measures) many = measure(g, counts[i]);
      assert_same_bits(&one, &many);
    }
  }
}

static void any_array_may_be_missing(void)
{
  g_autoptr(GvGraph) g = random_graph(200, 900, 3, TRUE, TRUE);
  g_auto(Measures) all = measure(g, 2), one = measures_new(200);

  g_assert_true(gv_holes_run(g, (GvHoles){ 0 }, NULL, NULL));
  g_assert_true(gv_holes_run(g, (GvHoles){ .constraint = one.constraint }, NULL, NULL));
  g_assert_true(gv_holes_run(g, (GvHoles){ .effective_size = one.effective_size }, NULL, NULL));
  g_assert_true(gv_holes_run(g, (GvHoles){ .efficiency = one.efficiency }, NULL, NULL));
  g_assert_true(gv_holes_run(g, (GvHoles){ .hierarchy = one.hierarchy }, NULL, NULL));
  assert_same_bits(&all, &one);
}

static void an_empty_graph_is_fine(void)
{
  g_autoptr(GvGraph) g = gv_graph_new(0, NULL, NULL, 0, TRUE, NULL);
  g_auto(Measures) m = measure(g, 2);

  g_assert_cmpuint(m.n, ==, 0);
}

typedef struct {
  GvTask *task;
  int calls_after; /* it was cancelled */
} Canceller;

static void cancel_late(const char *label, double done, void *data)
{
  Canceller *c = data;
  (void)label;

  c->calls_after += done > 0.3;
  if (done > 0.3)
    gv_task_cancel(c->task);
}

static void stops_at_the_next_step_when_cancelled(void)
{
  g_autoptr(GvGraph) g = hub_graph(1, FALSE);
  g_auto(Measures) m = measures_new(gv_graph_vertices(g));

  for (unsigned threads = 1; threads <= 2; threads++)
    for (int late = 0; late < 2; late++) {
      g_autoptr(GvTask) task = gv_task_new(threads);
      g_autoptr(GError) error = NULL;
      Canceller canceller = { task, 0 };
      gv_task_set_progress(task, cancel_late, &canceller);
      if (!late)
        gv_task_cancel(task);
      g_assert_false(gv_holes_run(g, (GvHoles){ .constraint = m.constraint }, task, &error));
      g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
      g_assert_cmpint(canceller.calls_after, ==, late);
    }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *path = g_strdup_printf("/holes/%s", cases[i].name);
    g_test_add_data_func(path, &cases[i], check_case);
  }
  g_test_add_func("/holes/agrees-with-the-definition-on-small-graphs",
                  agrees_with_the_definition_on_small_graphs);
  g_test_add_func("/holes/weights-of-any-size-keep-their-ratios",
                  weights_of_any_size_keep_their_ratios);
  g_test_add_func("/holes/agrees-with-the-oracle", agrees_with_the_oracle);
  g_test_add_func("/holes/agrees-with-published-values", agrees_with_published_values);
  g_test_add_func("/holes/constraint-is-igraphs", constraint_is_igraphs);
  g_test_add_func("/holes/same-bits-at-any-thread-count", same_bits_at_any_thread_count);
  g_test_add_func("/holes/any-array-may-be-missing", any_array_may_be_missing);
  g_test_add_func("/holes/an-empty-graph-is-fine", an_empty_graph_is_fine);
  g_test_add_func("/holes/stops-at-the-next-step-when-cancelled",
                  stops_at_the_next_step_when_cancelled);
  return g_test_run();
}
