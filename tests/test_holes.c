#include "edge_lists.h"
#include "holes.h"

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
  g_autoptr(GString) text = test_text(GV_TEST_DATA "/oracles/holes/expected.tsv");
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

static void an_empty_graph_is_fine(void)
{
  g_autoptr(GvGraph) g = gv_graph_new(0, NULL, NULL, 0, TRUE, NULL);
  g_auto(Measures) m = measure(g, 2);

  g_assert_cmpuint(m.n, ==, 0);
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
  g_test_add_func("/holes/an-empty-graph-is-fine", an_empty_graph_is_fine);
  return g_test_run();
}
