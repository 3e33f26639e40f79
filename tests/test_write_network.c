/* What is written is read back as the same network, by us and by igraph. */
#include <igraph/igraph.h>
#include <stdio.h>

#include "common.h"
#include "graph_files.h"
#include "write_common.h"

typedef struct {
  const char *ending;
  gboolean directed, weighted;
} Case;

static const char *const nasty[] = {
  "plain", "two words", " edges ", "say \"hi\"", "it's",  "<b>&amp;</b>",
  "]]>",   "a\nb",      "tab\tt",  "C:\\x\\",    "&#65;", "&quot;",
  "张三",  "é ü ñ",     "#x",      "*Arcs",      "[ ]",   "007",
  "7",     "\\\"",      "a\r\nb",  "%",          "1 2",   "node",
};

static gboolean write_to(const GvNetwork *network, const char *path, GError **error)
{
  g_autoptr(GvOutput) output = gv_output_open(path, error);

  return output && gv_network_write(network, path, output, NULL, error) &&
         gv_output_commit(output, error);
}

static void add_name(GString *csv, const char *name)
{
  g_auto(GStrv) pieces = g_strsplit(name, "\"", -1);
  g_autofree char *doubled = g_strjoinv("\"\"", pieces);

  g_string_append_printf(csv, "\"%s\"", doubled);
}

static void add_row(GString *csv, guint32 from, guint32 to, gboolean names, double weight)
{
  if (names) {
    add_name(csv, nasty[from]);
    g_string_append_c(csv, ',');
    add_name(csv, nasty[to]);
  } else {
    g_string_append_printf(csv, "%u,%u", from + 1, to + 1);
  }
  if (weight > 0)
    g_string_append_printf(csv, ",%g", weight);
  g_string_append_c(csv, '\n');
}

/* Everyone first, in a loop that leaves no tie; then random ties. */
static GvNetwork *sample(const Case *c, gboolean names)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(7);
  g_autoptr(GString) csv = g_string_new(c->weighted ? "source,target,weight\n" : "source,target\n");
  const guint32 n = G_N_ELEMENTS(nasty);
  GvReadOptions options = GV_READ_OPTIONS_INIT;

  for (guint32 i = 0; i < n; i++)
    add_row(csv, i, i, names, c->weighted ? 1 : 0);
  for (int i = 0; i < 80; i++)
    add_row(csv, (guint32)g_rand_int_range(rand, 0, (gint32)n - 2),
            (guint32)g_rand_int_range(rand, 0, (gint32)n - 2), names,
            c->weighted ? g_rand_int_range(rand, 1, 99) / 7.0 : 0);
  options.direction = c->directed ? GV_DIRECTED : GV_UNDIRECTED;
  return read_text(GV_TABLE_EDGES, csv->str, options, NULL);
}

static void assert_same(const GvNetwork *a, const GvNetwork *b)
{
  const GvAdjacency x = gv_network_edges(a), y = gv_network_edges(b);

  g_assert_cmpint(gv_graph_is_directed(gv_network_graph(a)), ==,
                  gv_graph_is_directed(gv_network_graph(b)));
  g_assert_cmpint(gv_graph_is_weighted(gv_network_graph(a)), ==,
                  gv_graph_is_weighted(gv_network_graph(b)));
  g_assert_cmpuint(x.n, ==, y.n);
  for (GvVertex v = 0; v < x.n; v++)
    g_assert_cmpstr(name_of(a, v), ==, name_of(b, v));
  assert_bytes(y.offsets, x.offsets, ((size_t)x.n + 1) * sizeof *x.offsets);
  assert_bytes(y.targets, x.targets, x.offsets[x.n] * sizeof *x.targets);
  if (x.weights)
    assert_bytes(y.weights, x.weights, x.offsets[x.n] * sizeof *x.weights);
}

static void reads_back_as_it_was(gconstpointer data)
{
  const Case *c = data;
  g_autoptr(GvNetwork) network = sample(c, strstr(c->ending, ".mtx") == NULL);
  g_auto(TestFile) file = graph_file_bytes(c->ending, "", 0);
  g_autoptr(GError) error = NULL;

  write_to(network, file.path, &error);
  g_assert_no_error(error);
  g_autoptr(GvNetwork) again = read_graph_file(file.path, GV_DIRECTION_DEFAULT, &error);
  g_assert_no_error(error);
  assert_same(network, again);
}

static igraph_error_t igraph_read(igraph_t *graph, FILE *file, const char *ending)
{
  if (strcmp(ending, ".graphml") == 0)
    return igraph_read_graph_graphml(graph, file, 0);
  return strcmp(ending, ".gml") == 0 ? igraph_read_graph_gml(graph, file)
                                     : igraph_read_graph_pajek(graph, file);
}

/* igraph keeps the order of nodes, so ends compare as numbers. */
static void assert_igraph_same(const GvNetwork *network, const igraph_t *peer)
{
  const GvAdjacency edges = gv_network_edges(network);
  const gboolean weighted = gv_graph_is_weighted(gv_network_graph(network));

  g_assert_cmpint(igraph_vcount(peer), ==, edges.n);
  g_assert_cmpint(igraph_ecount(peer), ==, (gint64)edges.offsets[edges.n]);
  g_assert_cmpint(igraph_is_directed(peer), ==, gv_graph_is_directed(gv_network_graph(network)));
  for (GvVertex v = 0; v < edges.n; v++)
    for (GvEdge e = edges.offsets[v]; e < edges.offsets[v + 1]; e++) {
      igraph_integer_t id;
      igraph_get_eid(peer, &id, v, edges.targets[e], IGRAPH_DIRECTED, FALSE);
      g_assert_cmpint(id, >=, 0);
      if (weighted)
        assert_close(EAN(peer, "weight", id), gv_weight(edges, e), 1e-12);
    }
}

static void igraph_reads_the_same(gconstpointer data)
{
  const Case *c = data;
  g_autoptr(GvNetwork) network = sample(c, TRUE);
  g_auto(TestFile) file = graph_file_bytes(c->ending, "", 0);
  g_autoptr(GError) error = NULL;
  igraph_t peer;

  write_to(network, file.path, &error);
  g_assert_no_error(error);
  FILE *stream = fopen(file.path, "r");
  g_assert_nonnull(stream);
  g_assert_cmpint(igraph_read(&peer, stream, c->ending), ==, IGRAPH_SUCCESS);
  fclose(stream);
  assert_igraph_same(network, &peer);
  /* igraph 0.10 leaves &amp; in an attribute as libxml2's &#38; */
  for (GvVertex v = 0; v < gv_names_count(gv_network_names(network)); v++)
    if (strcmp(c->ending, ".graphml") == 0 && !strchr(name_of(network, v), '&'))
      g_assert_cmpstr(VAS(&peer, "id", v), ==, name_of(network, v));
  igraph_destroy(&peer);
}

static const char *const users_table =
    "user,stage,followers,official,cost,value,opt_in,region,一\n"
    "a,fan,10,yes,1.5,2,1,\"x<y\",&\nb,advocate,,,,,no,,\nc,,3,0,0,-0,,z,\"q\"\"\"\n";

static void people_go_along(void)
{
  const GvTableKind kinds[] = { GV_TABLE_EDGES, GV_TABLE_USERS };
  const char *texts[] = { "source,target\na,b\nd,d\n", users_table };
  g_autoptr(GError) error = NULL;
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GvNetwork) network = read_texts(kinds, texts, 2, defaults, &report, &error);
  g_auto(TestFile) file = graph_file_bytes(".graphml", "", 0);

  g_assert_no_error(error);
  g_assert_true(write_to(network, file.path, &error));
  g_autoptr(GvNetwork) again = read_graph_file(file.path, GV_DIRECTION_DEFAULT, &error);
  g_assert_no_error(error);
  const GvPeople *p = gv_network_people(network), *q = gv_network_people(again);
  assert_same(network, again);
  assert_bytes(q->listed, p->listed, 4);
  assert_bytes(q->stage, p->stage, 4);
  assert_bytes(q->official, p->official, 4);
  assert_bytes(q->opt_in, p->opt_in, 4);
  for (int v = 0; v < 4; v++) {
    assert_close(q->followers[v], p->followers[v], 1e-15);
    assert_close(q->cost[v], p->cost[v], 1e-15);
    assert_close(q->value[v], p->value[v], 1e-15);
  }
  g_assert_cmpuint(q->tag_count, ==, 2);
  for (int t = 0; t < 2; t++) {
    g_assert_cmpstr(q->tags[t].name, ==, p->tags[t].name);
    assert_bytes(q->tags[t].codes, p->tags[t].codes, 4 * sizeof *p->tags[t].codes);
    g_assert_cmpstr(gv_names_get(q->tags[t].values, 0), ==, gv_names_get(p->tags[t].values, 0));
  }
}

/* An attribute of nodes that is called stage and is none stays a tag, whichever way. */
static void numbers_called_stage_stay_tags(void)
{
  static const char *const types[] = { "int", "boolean" }, *const values[] = { "3", "true" };

  for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
    g_autofree char *text = g_strdup_printf(
        "<graphml><key id=\"s\" for=\"node\" attr.name=\"Stage\" attr.type=\"%s\"/>"
        "<graph edgedefault=\"directed\"><node id=\"a\"><data key=\"s\">%s</data></node>"
        "</graph></graphml>",
        types[i], values[i]);
    g_auto(TestFile) file = graph_file_bytes(".graphml", text, strlen(text));
    g_autoptr(GError) error = NULL;
    g_autoptr(GvNetwork) network = read_graph_file(file.path, GV_DIRECTION_DEFAULT, &error);
    g_assert_no_error(error);
    write_to(network, file.path, &error);
    g_autofree char *written = content_of(file.path);
    g_assert_nonnull(strstr(written, i == 0 ? "attr.type=\"double\"" : "attr.type=\"boolean\""));
    g_autoptr(GvNetwork) again = read_graph_file(file.path, GV_DIRECTION_DEFAULT, &error);
    g_assert_no_error(error);
    const GvPeople *people = gv_network_people(again);
    g_assert_null(people->stage);
    g_assert_cmpstr(people->tags[0].name, ==, "Stage");
    g_assert_cmpstr(gv_names_get(people->tags[0].values, 0), ==, values[i]);
  }
}

static void what_xml_cannot_hold_is_refused(void)
{
  g_autoptr(GvNetwork) network = network_of(GV_TABLE_EDGES, "a,b\nb,c\1d\n", NULL);
  static const char *const endings[] = { ".graphml", ".gexf", ".gml", ".net" };

  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
    g_auto(TestFile) file = graph_file_bytes(endings[i], "old", 3);
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    const gboolean written = write_to(network, file.path, &error);
    g_assert_cmpint(written, ==, i >= 2);
    text = content_of(file.path);
    if (written) {
      g_autoptr(GvNetwork) again = read_graph_file(file.path, GV_DIRECTION_DEFAULT, NULL);
      assert_same(network, again);
      continue;
    }
    g_assert_error(error, GV_ERROR, GV_ERROR_PARSE);
    g_assert_nonnull(strstr(error->message, "the name of person 3 holds the character U+0001"));
    g_assert_cmpstr(text, ==, "old");
  }
}

static void gexf_is_as_gephi_reads_it(void)
{
  g_autoptr(GvNetwork) network =
      network_of(GV_TABLE_EDGES, "source,target,weight\n\"a<b\",c,0.5\n", NULL);
  g_auto(TestFile) file = graph_file_bytes(".gexf", "", 0);
  g_autofree char *text = NULL;

  g_assert_true(write_to(network, file.path, NULL));
  text = content_of(file.path);
  g_assert_cmpstr(text, ==,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
                  "  <graph mode=\"static\" defaultedgetype=\"directed\">\n"
                  "    <nodes>\n"
                  "      <node id=\"a&lt;b\" label=\"a&lt;b\"></node>\n"
                  "      <node id=\"c\" label=\"c\"></node>\n"
                  "    </nodes>\n    <edges>\n"
                  "      <edge source=\"a&lt;b\" target=\"c\" weight=\"0.5\"/>\n"
                  "    </edges>\n  </graph>\n</gexf>\n");
}

/* A reader of the format may rely on the lower triangle. */
static void symmetric_matrices_are_lower_triangles(void)
{
  const Case c = { ".mtx", FALSE, FALSE };
  g_autoptr(GvNetwork) network = sample(&c, FALSE);
  g_auto(TestFile) file = graph_file_bytes(".mtx", "", 0);

  g_assert_true(write_to(network, file.path, NULL));
  g_autofree char *text = content_of(file.path);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_assert_cmpstr(lines[0], ==, "%%MatrixMarket matrix coordinate pattern symmetric");
  for (size_t i = 2; *lines[i]; i++) {
    char *column;
    const guint64 row = g_ascii_strtoull(lines[i], &column, 10);
    g_assert_cmpuint(row, >, g_ascii_strtoull(column, NULL, 10));
  }
}

static void other_endings_are_refused(void)
{
  g_autoptr(GvNetwork) network = network_of(GV_TABLE_EDGES, "a,b\n", NULL);
  g_auto(TestFile) file = graph_file_bytes(".xyz", "", 0);
  g_autoptr(GError) error = NULL;

  g_assert_false(gv_network_format_is_known(file.path));
  g_assert_true(gv_network_format_is_known("x.GML.gz"));
  g_assert_false(write_to(network, file.path, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
}

int main(int argc, char **argv)
{
  static const char *const endings[] = {
    ".graphml", ".gml", ".net", ".mtx", ".gml.gz", ".net.zst"
  };
  static Case cases[G_N_ELEMENTS(endings) * 4];

  g_test_init(&argc, &argv, NULL);
  igraph_set_attribute_table(&igraph_cattribute_table);
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Case *c = &cases[i];
    *c = (Case){ endings[i / 4], i & 1, (i & 2) != 0 };
    g_autofree char *what = g_strdup_printf("%s%s-%s", c->ending, c->directed ? "-directed" : "",
                                            c->weighted ? "weighted" : "plain");
    g_autofree char *path = g_strconcat("/write-network/reads-back-as-it-was/", what, NULL);
    g_autofree char *peer = g_strconcat("/write-network/igraph-reads-the-same/", what, NULL);
    g_test_add_data_func(path, c, reads_back_as_it_was);
    if (i / 4 < 3)
      g_test_add_data_func(peer, c, igraph_reads_the_same);
  }
  g_test_add_func("/write-network/people-go-along", people_go_along);
  g_test_add_func("/write-network/numbers-called-stage-stay-tags", numbers_called_stage_stay_tags);
  g_test_add_func("/write-network/what-xml-cannot-hold-is-refused",
                  what_xml_cannot_hold_is_refused);
  g_test_add_func("/write-network/gexf-is-as-gephi-reads-it", gexf_is_as_gephi_reads_it);
  g_test_add_func("/write-network/symmetric-matrices-are-lower-triangles",
                  symmetric_matrices_are_lower_triangles);
  g_test_add_func("/write-network/other-endings-are-refused", other_endings_are_refused);
  return g_test_run();
}
