/* --max-bad and --rejects with graph files: bad edges are passed over like the
 * bad rows of a table, and leave nothing behind; structure is never tolerated.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define GRAPHML(edges)                                                                             \
  "<graphml>\n<key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"            \
  "<key id=\"s\" for=\"node\" attr.name=\"stage\" attr.type=\"string\"/>\n"                        \
  "<graph edgedefault=\"directed\">\n" edges "</graph>\n</graphml>\n"
#define NODES "<node id=\"a\"><data key=\"s\">fan</data></node>\n<node id=\"b\"/>\n"
#define EDGE(from, to, weight)                                                                     \
  "<edge source=\"" from "\" target=\"" to "\"><data key=\"w\">" weight "</data></edge>\n"
#define UNKNOWN "unknown node; every end of an edge must be declared"
#define NO_WEIGHT "some edges have a weight and others have none; give every edge one"
#define BAD_WEIGHT "weight is not a number; write it like 12 or 0.5"

typedef struct {
  const char *ending, *bad, *good;
  const char *rejects; /* without the header; FILE stands for the path */
  int count, edges;    /* bad ones, good ones */
} Case;

/* The good file is the bad one without what is bad. */
static const Case cases[] = {
  { ".mtx",
    "%%MatrixMarket matrix coordinate real general\n3 3 6\n1 2 x\n1 2 2\n4 1 1\n2 3\n2 3 1\n"
    "3 1 -1\n",
    "%%MatrixMarket matrix coordinate real general\n3 3 2\n1 2 2\n2 3 1\n",
    "FILE,3," BAD_WEIGHT ",\"1 2 x\"\n"
    "FILE,5,vertex 4 is none of the 3 that the file has on line 2; correct one of the numbers,\"4 "
    "1 "
    "1\"\n"
    "FILE,6,\"expected row, column and value\",\"2 3\"\n"
    "FILE,8,weight must be >= 0; correct or remove the row,\"3 1 -1\"\n",
    4, 2 },
  { ".net",
    "*Vertices 3\n1 \"a\"\n2 \"b\"\n3 \"c\"\n*Arcs\n1 2 1e\n1 2 2\n1\n9 1 1\n*Arcslist\n1 x 3 7\n"
    "8 1 2\n2 1\n",
    "*Vertices 3\n1 \"a\"\n2 \"b\"\n3 \"c\"\n*Arcs\n1 2 2\n*Arcslist\n1 3\n2 1\n",
    "FILE,6," BAD_WEIGHT ",\"1 2 1e\"\n"
    "FILE,8,expected two vertices and a weight,\"1\"\n"
    "FILE,9,vertex 9 is none of the 3 that the file has on line 1; correct one of the numbers,\"9 "
    "1 "
    "1\"\n"
    "FILE,11,a vertex must be a whole number from 1 on,\"1 x 3 7\"\n"
    "FILE,11,vertex 7 is none of the 3 that the file has on line 1; correct one of the numbers,\"1 "
    "x "
    "3 7\"\n"
    "FILE,12,vertex 8 is none of the 3 that the file has on line 1; correct one of the numbers,\"8 "
    "1 "
    "2\"\n",
    6, 3 },
  { ".gml",
    "graph [ directed 1\nnode [ id 1 label \"a\" ]\nnode [ id 2 label \"b\" ]\n"
    "edge [ source 1 target 2 weight \"x\" ]\nedge [ source 1 target 7 weight 1 ]\n"
    "edge [ source 1 target 2 weight 3 ]\nedge [ source 8 weight 3 ]\n"
    "edge [ source 2 target 1 ]\nedge [ source 2 target 1 weight 1 time \"soon\" ]\n"
    "edge [ source 2 target 1 weight 4 ]\n]\n",
    "graph [ directed 1\nnode [ id 1 label \"a\" ]\nnode [ id 2 label \"b\" ]\n"
    "edge [ source 1 target 2 weight 3 ]\nedge [ source 2 target 1 weight 4 ]\n]\n",
    "FILE,4," BAD_WEIGHT ",\n"
    "FILE,7,the target of an edge is missing,\n"
    "FILE,8," NO_WEIGHT ",\n"
    "FILE,9,time is not a time; write seconds since 1970 or 2024-05-01T12:00:00Z,\n"
    "FILE,5,unknown node; every end of an edge must be a node,\n",
    5, 2 },
  { ".graphml",
    GRAPHML(EDGE("b", "later", "1") EDGE("nobody", "b", "5") NODES EDGE("a", "b", "x")
                EDGE("a", "stranger", "1")
                    EDGE("a", "b", "2") "<edge source=\"a\"/>\n<edge source=\"a\" target=\"b\"/>\n"
                                        "<node id=\"later\"><data key=\"s\">chief</data></node>\n"),
    GRAPHML(NODES EDGE("a", "b", "2") "<node id=\"later\"/>\n" EDGE("b", "later", "1")),
    "FILE,9," BAD_WEIGHT ",\n"
    "FILE,12,an edge without target; give it one,\n"
    "FILE,13," NO_WEIGHT ",\n"
    "FILE,14,\"stage is unknown; write public, fan, prospect, member, loyalist or advocate, or "
    "leave it empty\",\n"
    "FILE,6," UNKNOWN ",\n"
    "FILE,10," UNKNOWN ",\n",
    6, 2 },
};

static char *replaced(const char *text, const char *path)
{
  g_auto(GStrv) parts = g_strsplit(text, "FILE", -1);

  return g_strjoinv(path, parts);
}

static void bad_edges_leave_nothing_behind(Shell *s, gconstpointer data)
{
  (void)data;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Case *c = &cases[i];
    g_autofree char *bad = g_strconcat("bad", c->ending, NULL);
    g_autofree char *good = g_strconcat("good", c->ending, NULL);
    g_autofree char *rejects = replaced(c->rejects, bad);
    g_autofree char *expected = g_strconcat("path,line,reason,row\n", rejects, NULL);
    g_autofree char *read = g_strdup_printf("$G convert --edges %s -o good.vine", good);
    g_autofree char *tolerate =
        g_strdup_printf("$G convert --edges %s --max-bad %d --rejects r.csv -o bad.vine "
                        "--summary s.json && cmp bad.vine good.vine && cat r.csv",
                        bad, c->count);
    g_autofree char *rejected =
        g_strdup_printf("\"rows\": %d,\n      \"rejected\": %d,", c->count + c->edges, c->count);
    g_autofree char *warning = g_strdup_printf("%s: %d bad rows passed over", bad, c->count);
    write_file(s, bad, c->bad);
    write_file(s, good, c->good);
    prints(s, "", read);
    prints(s, expected, tolerate);
    assert_holds(s->err, warning, tolerate);
    tells(s, rejected, "cat s.json");
  }
}

static void one_more_than_tolerated_ends_the_run(Shell *s, gconstpointer data)
{
  (void)data;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Case *c = &cases[i];
    g_autofree char *bad = g_strconcat("bad", c->ending, NULL);
    g_autofree char *rejects = replaced(c->rejects, bad);
    g_auto(GStrv) lines = g_strsplit(rejects, "\n", -1);
    g_auto(GStrv) last = g_strsplit(lines[c->count - 1], ",", 3);
    g_autofree char *message = g_strdup_printf("%s:%s: ", bad, last[1]);
    g_autofree char *one_less =
        g_strdup_printf("$G info --edges %s --max-bad %d --rejects r.csv", bad, c->count - 1);
    g_autofree char *none = g_strdup_printf("$G info --edges %s", bad);
    write_file(s, bad, c->bad);
    fails(s, 3, message, one_less);
    fails(s, 3, bad, none);
  }
  tells(s, "", "! test -e r.csv");
}

/* The first edge says what the others must be. */
static void an_edge_of_another_direction_is_bad(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "m.graphml",
             "<graphml><graph edgedefault=\"directed\"><node id=\"a\"/><node id=\"b\"/>\n"
             "<edge source=\"a\" target=\"b\"/>\n"
             "<edge source=\"b\" target=\"a\" directed=\"false\"/>\n</graph></graphml>");
  fails(s, 3, "m.graphml:3: mixed directed and undirected", "$G convert --edges m.graphml");
  prints(s, "source,target\na,b\n", "$G convert --edges m.graphml --max-bad 1 --rejects r.csv");
  tells(s, "m.graphml,3,", "cat r.csv");
}

/* All tables and graph files of a run share --max-bad. */
static void tables_and_graph_files_count_together(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "e.csv", "source,target,weight\n1,2,x\n1,2,1\n");
  write_file(s, "e.mtx", cases[0].bad);
  fails(s, 3, "e.mtx:8: ", "$G info --edges e.csv --edges e.mtx --max-bad 4");
  tells(s, "",
        "$G info --edges e.csv --edges e.mtx --max-bad 5 --rejects r.csv && "
        "test $(wc -l <r.csv) = 6");
}

static void structure_is_never_tolerated(Shell *s, gconstpointer data)
{
  static const char *const files[][3] = {
    { "x.mtx", "%%MatrixMarket matrix coordinate real general\n2 2 2\n1 2 x\n", "x.mtx:3: " },
    { "x.mtx", "%%MatrixMarket matrix coordinate real general\n2 2 1\n1 2 1\n1 2 x\n",
      "x.mtx:4: more than the 1 entries promised" },
    { "x.net", "*Vertices 2\n3 \"a\"\n*Arcs\n1 2\n", "x.net:2: " },
    { "x.gml", "graph [ node [ id 1 ] edge [ source 1 target 1 ]", "x.gml:1: unexpected end" },
    { "x.gml", "graph [ node [ id 1 ]\nnode [ id 1 ] ]", "x.gml:2: duplicate node" },
    { "x.graphml", "<graphml>\n<graph edgedefault=\"directed\">\n<node id=\"a\">\n</graph>",
      "x.graphml:4: not well-formed XML" },
    { "x.graphml", "<graphml><graph edgedefault=\"directed\">\n<node/></graph></graphml>",
      "x.graphml:2: a node without id" },
  };
  (void)data;

  for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *command = g_strdup_printf("$G info --edges %s --max-bad 99", files[i][0]);
    write_file(s, files[i][0], files[i][1]);
    fails(s, 3, files[i][2], command);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) program_test("/program/bad_edges/" #promise, promise)
  ADD(bad_edges_leave_nothing_behind);
  ADD(one_more_than_tolerated_ends_the_run);
  ADD(an_edge_of_another_direction_is_bad);
  ADD(tables_and_graph_files_count_together);
  ADD(structure_is_never_tolerated);
#undef ADD
  return g_test_run();
}
