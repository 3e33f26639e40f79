/* Graph files as other programs write them, and what makes them bad. */
#include <pthread.h>

#include "common.h"
#include "graph_files.h"

#define GRAPHML(edgedefault, body)                                                                 \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                   \
  "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"                                    \
  "<key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"                       \
  "<graph id=\"G\" edgedefault=\"" edgedefault "\">\n" body "</graph>\n</graphml>\n"

#define TWO_NODES "<node id=\"a\"/><node id=\"b\"/>\n"

static void assert_names(const GvNetwork *network, const char *const *names)
{
  for (GvVertex v = 0; names[v]; v++)
    g_assert_cmpstr(name_of(network, v), ==, names[v]);
  g_assert_cmpuint(gv_names_count(gv_network_names(network)), ==,
                   g_strv_length((char **)(gintptr)names));
}

static void graphml_of_igraph_is_read(void)
{
  const char *names[] = { "n0", "n1", "n2", NULL };
  g_autoptr(GvNetwork) network = graph_of(
      ".graphml",
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"\n"
      "         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
      "<!-- Created by igraph -->\n"
      "  <key id=\"v_name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
      "  <key id=\"v_f\" for=\"node\" attr.name=\"followers\" attr.type=\"double\">"
      "<default>7</default></key>\n"
      "  <key id=\"v_s\" for=\"node\" attr.name=\"stage\" attr.type=\"string\"/>\n"
      "  <key id=\"v_v\" for=\"node\" attr.name=\"value\" attr.type=\"string\"/>\n"
      "  <key id=\"e_weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
      "  <graph id=\"G\" edgedefault=\"undirected\">\n"
      "    <node id=\"n0\">\n      <data key=\"v_name\">Al &amp; <![CDATA[<Bo>]]>&#x4e2d;</data>\n"
      "      <data key=\"v_f\">12</data><data key=\"v_v\">left</data>\n    </node>\n"
      "    <node id=\"n1\"><data key=\"v_s\">fan</data></node>\n    <node id=\"n2\"/>\n"
      "    <edge source=\"n2\" target=\"n0\"><data key=\"e_weight\">2.5</data></edge>\n"
      "    <edge source=\"n0\" target=\"n0\"><data key=\"e_weight\">1</data></edge>\n"
      "  </graph>\n</graphml>\n",
      GV_DIRECTION_DEFAULT);
  const GvPeople *p = gv_network_people(network);

  assert_names(network, names);
  g_assert_false(gv_graph_is_directed(gv_network_graph(network)));
  g_assert_cmpuint(gv_graph_edges(gv_network_graph(network)), ==, 1);
  assert_close(tie(network, "n0", "n2"), 2.5, 1e-15);
  assert_close(p->followers[0], 12, 1e-15);
  assert_close(p->followers[2], 7, 1e-15);
  g_assert_cmpint(p->stage[1], ==, GV_STAGE_FAN);
  g_assert_null(p->value);
  g_assert_cmpstr(p->tags[0].name, ==, "name");
  g_assert_cmpstr(gv_names_get(p->tags[0].values, p->tags[0].codes[0] - 1), ==, "Al & <Bo>中");
  g_assert_cmpstr(p->tags[1].name, ==, "value");
}

static void gml_of_networkx_is_read(void)
{
  const char *names[] = { "Ann \"A\"", "北京", "é&x", NULL };
  g_autoptr(GvNetwork) network =
      graph_of(".gml",
               "# a comment [\nCreator \"me\"\ngraph [\n  directed 1\n  multigraph 1\n"
               "  edge [ source 2 target 0 value 3 ]\n"
               "  node [\n    id 2\n    label \"Ann &quot;A&quot;\"\n"
               "    graphics [ x 1.0 id 9 fill [ label \"no\" ] ]\n  ]\n"
               "  node [ id 0 label \"&#21271;&#x4EAC;\" ]\n"
               "  node [ id -7 label \"&eacute;&amp;x\" ]\n"
               "  edge [ source 0 target -7 weight .5 value 9 label \"y\" ]\n]\n",
               GV_DIRECTION_DEFAULT);

  assert_names(network, names);
  g_assert_true(gv_graph_is_directed(gv_network_graph(network)));
  assert_close(tie(network, "Ann \"A\"", "北京"), 3, 1e-15);
  assert_close(tie(network, "北京", "é&x"), 0.5, 1e-15);
}

static void gml_labels_that_repeat_give_way_to_ids(void)
{
  const char *names[] = { "5", "6", NULL };
  g_autoptr(GvNetwork) network =
      graph_of(".gml", "graph [ node [ id 5 label \"x\" ] node [ id 6 label \"x\" ] ]\n",
               GV_DIRECTION_DEFAULT);

  assert_names(network, names);
  g_assert_false(gv_graph_is_directed(gv_network_graph(network)));
}

static void pajek_is_read(void)
{
  const char *names[] = { "a b", "c\"d\\", "x&#y", "4", NULL };
  const char *rest = "*arcs :1 \"likes\"\n1 2 2.5 c Blue\n2 1\n3 4 l \"why\"\n*Arcslist\n4 1 2\n";
  g_autofree char *text = g_strconcat("/* old comment */\n% new\n*Vertices 4\r\n",
                                      "1 \"a b\" 0.1 0.2 0.5 ic Red\n2 \"c\\\"d\\\\\"\n",
                                      "3 x&#38;#y\n4 \"4\"\n", rest, NULL);
  g_autoptr(GvNetwork) network = graph_of(".net", text, GV_DIRECTION_DEFAULT);

  assert_names(network, names);
  g_assert_true(gv_graph_is_directed(gv_network_graph(network)));
  assert_close(tie(network, "a b", "c\"d\\"), 2.5, 1e-15);
  assert_close(tie(network, "x&#y", "4"), 1, 1e-15);
  assert_close(tie(network, "4", "c\"d\\"), 1, 1e-15);
}

static void pajek_vertices_need_no_lines(void)
{
  const char *names[] = { "1", "2", "3", NULL };
  g_autoptr(GvNetwork) network =
      graph_of(".net", "*Vertices 3\n*Edges\n3 1\n", GV_DIRECTION_DEFAULT);

  assert_names(network, names);
  g_assert_false(gv_graph_is_directed(gv_network_graph(network)));
}

static void matrix_market_is_read(void)
{
  const char *names[] = { "1", "2", "3", NULL };
  g_autoptr(GvNetwork) network =
      graph_of(".mtx",
               "%%MatrixMarket matrix coordinate real symmetric\n% comment\n\n3 3 3\n"
               "2 1 0.5\n\n3 3 9\n3 1 0\n",
               GV_DIRECTION_DEFAULT);

  assert_names(network, names);
  g_assert_false(gv_graph_is_directed(gv_network_graph(network)));
  g_assert_cmpuint(gv_graph_edges(gv_network_graph(network)), ==, 1);
  assert_close(tie(network, "1", "2"), 0.5, 1e-15);
}

static void options_overrule_the_files_direction(void)
{
  const char *text = "*Vertices 3\n*Edges\n3 1 2\n*Arcs\n2 1 3\n";
  g_autoptr(GvNetwork) directed = graph_of(".net", text, GV_DIRECTED);
  g_autoptr(GvNetwork) undirected = graph_of(".net", text, GV_UNDIRECTED);

  assert_graph_error(".net", text, ":5: mixed directed and undirected");
  g_assert_cmpuint(gv_graph_edges(gv_network_graph(directed)), ==, 3);
  assert_close(tie(directed, "1", "3"), 2, 1e-15);
  assert_close(tie(directed, "3", "1"), 2, 1e-15);
  assert_close(tie(directed, "1", "2"), 0, 1e-15);
  g_assert_cmpuint(gv_graph_edges(gv_network_graph(undirected)), ==, 2);
}

static void files_must_agree_on_direction(void)
{
  g_auto(TestFile) gml = graph_file_bytes(".gml", "graph [ node [ id 1 ] ]", 23);
  g_auto(TestFile) csv = test_file("a,b\n");
  const GvSource sources[] = { { .kind = GV_TABLE_EDGES, .path = csv.path },
                               { .kind = GV_TABLE_EDGES, .path = gml.path } };
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  g_autoptr(GError) error = NULL;

  g_assert_null(gv_network_read(sources, 2, NULL, NULL, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_PARSE);
  g_assert_nonnull(strstr(error->message, "choose --directed or --undirected"));
  options.direction = GV_UNDIRECTED;
  g_autoptr(GvNetwork) network = gv_network_read(sources, 2, &options, NULL, NULL, NULL);
  g_assert_nonnull(network);
}

static void table_options_are_refused(void)
{
  g_auto(TestFile) gml = graph_file_bytes(".gml", "graph [ ]", 9);
  const GvSource source = { .kind = GV_TABLE_EDGES, .path = gml.path, .delimiter = ',' };
  g_autoptr(GError) error = NULL;

  g_assert_null(gv_network_read(&source, 1, NULL, NULL, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
}

typedef struct {
  const char *ending, *text, *start;
} Bad;

static const Bad bad[] = {
  { ".graphml", "", ":1: file is empty" },
  { ".graphml", "<html/>", ":1: the outermost element" },
  { ".graphml", "<graphml/>", ":1: no graph" },
  { ".graphml", "<graphml>\n<!DOCTYPE x>\n</graphml>", ":2: DOCTYPE" },
  { ".graphml", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<graphml/>",
    ":1: the file says" },
  { ".graphml", "<graphml>\n<graph>\n", ":2: edgedefault must" },
  { ".graphml", GRAPHML("directed", "<node id=\"a\"/>\n<edge source=\"a\" target=\"z\"/>\n\n"),
    ":6: unknown node" },
  { ".graphml", GRAPHML("directed", "<node id=\"a\"></node>\n<node id=\"a\">\n</node>\n"),
    ":6: duplicate node a, first on line 5" },
  { ".graphml", GRAPHML("directed", "<node/>"), ":5: a node without id" },
  { ".graphml", GRAPHML("directed", "<node id=\"\"/>"), ":5: the identifier is empty" },
  { ".graphml", GRAPHML("directed", "<node id=\"&nope;\"/>"), ":5: not well-formed XML" },
  { ".graphml",
    GRAPHML("directed", TWO_NODES "<edge source=\"a\" target=\"b\"/>\n"
                                  "<edge directed=\"false\" source=\"a\" target=\"b\"/>\n"),
    ":7: mixed directed" },
  { ".graphml",
    GRAPHML("directed",
            TWO_NODES "<edge source=\"a\" target=\"b\"/>\n"
                      "<edge source=\"b\" target=\"a\"><data key=\"w\">1</data></edge>\n"),
    ":7: some edges have a weight" },
  { ".graphml",
    GRAPHML("directed",
            TWO_NODES "<edge source=\"a\" target=\"b\"><data key=\"w\">-1</data>\n</edge>\n"),
    ":6: weight must be >= 0" },
  { ".graphml", GRAPHML("directed", "<node id=\"a\"><data key=\"q\"/></node>\n"),
    ":5: data of an unknown key" },
  { ".graphml", GRAPHML("directed", "<node id=\"a\"><graph edgedefault=\"directed\"/></node>\n"),
    ":5: nested graphs" },
  { ".graphml", GRAPHML("directed", "<hyperedge/>\n"), ":5: nested graphs" },
  { ".graphml", GRAPHML("directed", "<node id=\"a\"><port name=\"x\"/></node>\n"),
    ":5: nested graphs" },
  { ".graphml", GRAPHML("directed", "</graph><graph edgedefault=\"directed\">"),
    ":5: a second graph" },
  { ".graphml", "<graphml>\n<!-- \xff -->\n<graph/></graphml>\n", ":2: invalid UTF-8" },
  { ".graphml", "<graphml>\n<graph edgedefault=\"directed\"/>\n<?x \xff?></graphml>",
    ":3: invalid UTF-8" },
  { ".graphml", "<graphml>\n<graph edgedefault=\"directed\"/></graphml>\n\xe5\xa4",
    ":3: invalid UTF-8" },
  { ".gml", "", ":" },
  { ".gml", "graph [\n node [ id 1 ]\n node [ id 1 ]\n]", ":3: duplicate node 1, first on line 2" },
  { ".gml", "graph [\n node [ id 1 ]\n edge [ source 1\n target 2 ]\n]", ":3: unknown node" },
  { ".gml", "graph [\n node [ label \"x\" ]\n]", ":2: the id of a node is missing" },
  { ".gml", "graph [\n node [ id \"x\" ]\n]", ":2: the id of a node must be" },
  { ".gml", "graph [\n node [ id 1 id 2 ]\n]", ":2: id is said twice" },
  { ".gml", "graph [\n node [ id 1 label \"x\n\n", ":3: unexpected end of file in a text" },
  { ".gml", "graph [\n node [ id 1\n", ":2: unexpected end of file; a ]" },
  { ".gml", "graph [ ]\n]", ":2: a ] that closes" },
  { ".gml", "graph [ ]\ngraph [ ]", ":2: a second graph" },
  { ".gml", "graph [\n node ]", ":2: \"node\" must be followed" },
  { ".gml", "graph [\n 3 4 ]", ":2: expected a key" },
  { ".gml", "graph [\n directed 2 ]", ":2: directed must be" },
  { ".gml", "graph [ node [ id 1 ]\nedge [ source 1 target 1 ] directed 1 ]",
    ":2: directed must stand" },
  { ".gml", "graph [ node [ id 1 ]\nedge [ source 1 target 1 value \"x\" ] ]",
    ":2: weight is not a number" },
  { ".gml", "graph [ node [ id 1\n label \"\xff\" ] ]", ":2: invalid UTF-8" },
  { ".net", "", ": file is empty" },
  { ".net", "1 2\n", ":1: a Pajek network begins" },
  { ".net", "*Arcs\n", ":1: *Vertices must come first" },
  { ".net", "*Vertices x\n", ":1: *Vertices must be followed" },
  { ".net", "*Vertices 2\n*Matrix\n", ":2: this part" },
  { ".net", "*Vertices 2\n3 \"x\"\n", ":2: vertex 3 is none of the 2" },
  { ".net", "*Vertices 2\n1 \"x\"\n1 \"y\"\n", ":3: duplicate vertex;" },
  { ".net", "*Vertices 2\n1 \"x\n", ":2: quote not closed" },
  { ".net", "*Vertices 2\n*Arcs\n1\n", ":3: expected two vertices" },
  { ".net", "*Vertices 2\n*Arcs\n0 1\n", ":3: vertex 0 is none" },
  { ".net", "*Vertices 2\n*Arcs\n1 2 -3\n", ":3: weight must be >= 0" },
  { ".net", "*Vertices 2\n*Arcs\n1 2 3x\n", ":3: weight is not a number" },
  { ".net", "*Vertices 2\n*Vertices 2\n", ":2: a second network" },
  { ".mtx", "", ": file is empty" },
  { ".mtx", "1 2\n", ":1: not a Matrix Market file" },
  { ".mtx", "%%MatrixMarket matrix array real general\n", ":1: a dense matrix" },
  { ".mtx", "%%MatrixMarket matrix coordinate complex general\n", ":1: values must be" },
  { ".mtx", "%%MatrixMarket matrix coordinate real hermitian\n", ":1: the matrix must be" },
  { ".mtx", "%%MatrixMarket matrix coordinate real general\n2 3 1\n",
    ":2: the matrix is not square" },
  { ".mtx", "%%MatrixMarket matrix coordinate real general\n2 2\n", ":2: expected three" },
  { ".mtx", "%%MatrixMarket matrix coordinate real general\n2 2 1\n1 3 1\n", ":3: vertex 3" },
  { ".mtx", "%%MatrixMarket matrix coordinate real general\n2 2 1\n1 2\n", ":3: expected row" },
  { ".mtx", "%%MatrixMarket matrix coordinate real general\n2 2 1\n1 2 nan\n",
    ":3: weight is not" },
  { ".mtx", "%%MatrixMarket matrix coordinate pattern general\n2 2 1\n1 2\n2 1\n",
    ":4: more than" },
};

static void bad_files_name_their_line(void)
{
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
    assert_graph_error(bad[i].ending, bad[i].text, bad[i].start);
  assert_graph_error_bytes(".gml", "graph [\n\0 ]", 12, GV_ERROR_PARSE, ":2: NUL byte");
  assert_graph_error_bytes(".graphml", "<graphml>\n\0", 12, GV_ERROR_PARSE, ":");
}

/* Lines are counted right over the borders of blocks, wherever these fall. */
static void lines_are_counted_in_long_files(void)
{
  for (int shift = 0; shift < 70; shift++) {
    g_autoptr(GString) text = g_string_new("<graphml>\n<graph edgedefault=\"directed\">");
    for (int i = 0; i < shift; i++)
      g_string_append_c(text, ' ');
    for (int i = 0; i < 4000; i++)
      g_string_append_printf(text, "<node id=\"person number %05d\">\n</node>\n", i);
    g_string_append(text, "<node id=\"person number 00000\"/></graph></graphml>");
    assert_graph_error(".graphml", text->str, ":8002: duplicate node");
  }
}

/* Characters of several bytes right over the borders of blocks. */
static void characters_stay_whole(void)
{
  for (int shift = 0; shift < 8; shift++) {
    g_autoptr(GString) text = g_string_new("<graphml><graph edgedefault=\"directed\">");
    for (int i = 0; i < shift; i++)
      g_string_append_c(text, ' ');
    for (int i = 0; i < 20000; i++)
      g_string_append_printf(text, "<node id=\"\xe5\xbc\xa0\xf0\x9f\x8d\x87%d\"/>", i);
    g_string_append(text, "</graph></graphml>");
    g_autoptr(GvNetwork) network = graph_of(".graphml", text->str, GV_DIRECTION_DEFAULT);
    g_assert_cmpuint(gv_graph_vertices(gv_network_graph(network)), ==, 20000);
  }
}

/* A promise is believed once the file holds rows enough; until then it costs nothing. */
static void promises_take_no_memory(void)
{
  const char *start = ":2: promises many more vertices";
  g_autoptr(GvNetwork) some =
      graph_of(".mtx", "%%MatrixMarket matrix coordinate pattern general\n1000016 1000016 1\n1 2\n",
               GV_DIRECTION_DEFAULT);
  const char *more = "%%MatrixMarket matrix coordinate pattern general\n1000032 1000032 1\n1 2\n";
  const char *net = "*Vertices 4000000000\n*Arcs\n1 4000000000\n";
  const char *far = "*Vertices 4000000000\n3999999999 \"x\"\n";
  const char *mtx = "%%MatrixMarket matrix coordinate pattern general\n4000000000 4000000000 1\n"
                    "1 4000000000\n";

  g_assert_cmpuint(gv_graph_vertices(gv_network_graph(some)), ==, 1000016);
  assert_graph_error_bytes(".mtx", mtx, strlen(mtx), GV_ERROR_LIMIT, start);
  assert_graph_error_bytes(".mtx", more, strlen(more), GV_ERROR_LIMIT, start);
  assert_graph_error_bytes(".net", net, strlen(net), GV_ERROR_LIMIT, ":1: promises");
  assert_graph_error_bytes(".net", far, strlen(far), GV_ERROR_LIMIT, ":1: vertices far apart");
}

static void *read_nested(void *data)
{
  const size_t deep = 1000000;
  g_autoptr(GString) xml = g_string_new(data ? data : "");
  g_autoptr(GString) gml = g_string_new("graph [ ");

  for (size_t i = 0; i < deep; i++)
    g_string_append(xml, "<a>");
  assert_graph_error(".graphml", xml->str, ":1: elements nested");
  for (size_t i = 0; i < deep; i++)
    g_string_append(gml, "a [\n");
  assert_graph_error(".gml", gml->str, ":1000000: unexpected end");
  g_string_truncate(gml, 0);
  g_string_append(gml, "graph [\n");
  for (size_t i = 0; i < deep; i++)
    g_string_append(gml, "a [\n");
  for (size_t i = 0; i <= deep; i++)
    g_string_append(gml, "]\n");
  g_autoptr(GvNetwork) network = graph_of(".gml", gml->str, GV_DIRECTION_DEFAULT);
  g_assert_nonnull(network);
  return NULL;
}

static void depth_takes_no_stack(void)
{
  static char start[] = "<graphml><graph edgedefault=\"directed\">";
  pthread_attr_t attributes;
  pthread_t thread;

  pthread_attr_init(&attributes);
  g_assert_cmpint(pthread_attr_setstacksize(&attributes, 256 * 1024), ==, 0);
  g_assert_cmpint(pthread_create(&thread, &attributes, read_nested, start), ==, 0);
  pthread_join(thread, NULL);
  pthread_attr_destroy(&attributes);
}

/* One element, comment or text cannot be gathered for ever. */
static void endless_elements_are_refused(void)
{
  static const char *const starts[] = { "<graphml><!-- ", "<graphml><node id=\"", "<graphml>" };
  for (size_t i = 0; i < G_N_ELEMENTS(starts); i++) {
    g_autoptr(GString) text = g_string_new(starts[i]);
    while (text->len < 3 * 1024 * 1024)
      g_string_append(text, "x>x ");
    if (i == 1)
      for (size_t k = 0; k < text->len; k++)
        text->str[k] = k > 20 && text->str[k] == '>' ? 'x' : text->str[k];
    assert_graph_error(".graphml", text->str, ":1: an element, a comment or a text longer");
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/read-graph/graphml-of-igraph-is-read", graphml_of_igraph_is_read);
  g_test_add_func("/read-graph/gml-of-networkx-is-read", gml_of_networkx_is_read);
  g_test_add_func("/read-graph/gml-labels-that-repeat-give-way-to-ids",
                  gml_labels_that_repeat_give_way_to_ids);
  g_test_add_func("/read-graph/pajek-is-read", pajek_is_read);
  g_test_add_func("/read-graph/pajek-vertices-need-no-lines", pajek_vertices_need_no_lines);
  g_test_add_func("/read-graph/matrix-market-is-read", matrix_market_is_read);
  g_test_add_func("/read-graph/options-overrule-the-files-direction",
                  options_overrule_the_files_direction);
  g_test_add_func("/read-graph/files-must-agree-on-direction", files_must_agree_on_direction);
  g_test_add_func("/read-graph/table-options-are-refused", table_options_are_refused);
  g_test_add_func("/read-graph/bad-files-name-their-line", bad_files_name_their_line);
  g_test_add_func("/read-graph/lines-are-counted-in-long-files", lines_are_counted_in_long_files);
  g_test_add_func("/read-graph/characters-stay-whole", characters_stay_whole);
  g_test_add_func("/read-graph/promises-take-no-memory", promises_take_no_memory);
  g_test_add_func("/read-graph/depth-takes-no-stack", depth_takes_no_stack);
  g_test_add_func("/read-graph/endless-elements-are-refused", endless_elements_are_refused);
  return g_test_run();
}
