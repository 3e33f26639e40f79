/* GraphML (Brandes et al. 2002) by GLib's GMarkup, as it streams past.
 *
 * No document type, no entity but XML's own five, nothing external, no element
 * stack of ours: what means nothing is skipped by counting. A node's id is the
 * person; its data are columns about people. An edge's `weight` and `time` count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "io/read_graphml_edges.h"
#include "io/read_markup.h"
#include "io/read_problem.h"

enum { LONGEST = GV_LINE_MAX };

typedef enum { OUTSIDE, GRAPHML, KEY, DEFAULT, GRAPH, NODE, NODE_DATA, EDGE, EDGE_DATA } Place;

typedef struct {
  GvGraphFile *file;
  Place place;
  uint64_t skipped;  /* elements open that mean nothing here */
  gboolean seen;     /* a graph */
  gboolean directed; /* edgedefault */
  GvGraphmlKeys keys;
  GvGraphmlKey *key; /* of <key> or <data> at hand */
  GString *text;     /* of <data> or <default> */
  uint64_t serial;   /* of nodes and edges */
  GvVertex node;
  GvGraphmlEdges edges;
} Graphml;

typedef gboolean (*Start)(Graphml *g, const char **names, const char **values, GError **error);

static gboolean start_key(Graphml *g, const char **names, const char **values, GError **error)
{
  g->key = gv_graphml_keys_add(&g->keys, g->file, names, values, error);
  return g->key != NULL;
}

static gboolean start_graph(Graphml *g, const char **names, const char **values, GError **error)
{
  const char *said = gv_graphml_attribute(names, values, "edgedefault");

  if (g->seen)
    return gv_graph_file_fail(g->file, error, "a second graph; put each into a file of its own");
  g->seen = TRUE;
  g->directed = said && strcmp(said, "directed") == 0;
  if (!g->directed && (!said || strcmp(said, "undirected") != 0))
    return gv_graph_file_fail(g->file, error, "edgedefault must be directed or undirected");
  return TRUE;
}

static gboolean start_node(Graphml *g, const char **names, const char **values, GError **error)
{
  const char *id = gv_graphml_attribute(names, values, "id");
  uint64_t before;

  g->serial++;
  if (id == NULL)
    return gv_graph_file_fail(g->file, error, "a node without id; give it one");
  if (!gv_graph_file_vertex(g->file, id, strlen(id), &g->node, error) ||
      !gv_declared_add(&g->edges.declared, g->node, g->file->line, &before, error))
    return FALSE;
  return before == 0 || gv_graph_file_twice(g->file, id, before, error);
}

static gboolean start_edge(Graphml *g, const char **names, const char **values, GError **error)
{
  g->serial++;
  return gv_graphml_edge_start(&g->edges, names, values, g->directed, error);
}

static gboolean start_data(Graphml *g, const char **names, const char **values, GError **error)
{
  const char *id = gv_graphml_attribute(names, values, "key");

  g_string_truncate(g->text, 0);
  if ((g->key = gv_graphml_keys_find(&g->keys, id)) != NULL)
    return TRUE;
  g_autofree char *shown = gv_text_shown(id ? id : "");
  return gv_graph_file_fail(g->file, error, "data of an unknown key \"%s\"; declare the key",
                            shown);
}

static gboolean start_default(Graphml *g, const char **names, const char **values, GError **error)
{
  (void)names;
  (void)values;
  (void)error;
  g_string_truncate(g->text, 0);
  return TRUE;
}

static gboolean refuse(Graphml *g, const char **names, const char **values, GError **error)
{
  (void)names;
  (void)values;
  return gv_graph_file_fail(g->file, error,
                            "nested graphs, hyperedges, ports and locators are not read; give one "
                            "graph of nodes and edges");
}

static const struct {
  Place place;
  const char *element;
  Start start; /* NULL = nothing to do */
  Place inside;
} elements[] = {
  { OUTSIDE, "graphml", NULL, GRAPHML },    { GRAPHML, "key", start_key, KEY },
  { GRAPHML, "graph", start_graph, GRAPH }, { KEY, "default", start_default, DEFAULT },
  { GRAPH, "node", start_node, NODE },      { GRAPH, "edge", start_edge, EDGE },
  { GRAPH, "hyperedge", refuse, GRAPH },    { GRAPH, "locator", refuse, GRAPH },
  { NODE, "data", start_data, NODE_DATA },  { NODE, "graph", refuse, GRAPH },
  { NODE, "port", refuse, GRAPH },          { NODE, "locator", refuse, GRAPH },
  { EDGE, "data", start_data, EDGE_DATA },  { EDGE, "graph", refuse, GRAPH },
};

/* A node whose value is passed over stays without it. */
static gboolean put_node(Graphml *g, const GvGraphmlKey *key, const char *text, GError **error)
{
  GError *failure = NULL;

  return !key->of_node || gv_graph_column_put(g->file, &key->column, g->node, text, &failure) ||
         gv_graph_file_reject(g->file, failure, error);
}

static gboolean put_edge(Graphml *g, const GvGraphmlKey *key, const char *text, GError **error)
{
  return gv_graphml_edge_put(&g->edges, key, text, error);
}

/* Defaults of the keys that the node or edge did not give. */
static gboolean put_defaults(Graphml *g, gboolean node, GError **error)
{
  for (guint i = 0; i < g->keys.all->len; i++) {
    const GvGraphmlKey *key = g->keys.all->pdata[i];
    if (key->fallback && key->given != g->serial &&
        !(node ? put_node : put_edge)(g, key, key->fallback, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean end_data(Graphml *g, GError **error)
{
  const gboolean node = g->place == NODE_DATA;

  g->key->given = g->serial;
  g->place = node ? NODE : EDGE;
  return (node ? put_node : put_edge)(g, g->key, g->text->str, error);
}

static gboolean end_place(Graphml *g, GError **error)
{
  switch (g->place) {
  case NODE_DATA:
  case EDGE_DATA:
    return end_data(g, error);
  case NODE:
    g->place = GRAPH;
    return put_defaults(g, TRUE, error);
  case EDGE:
    g->place = GRAPH;
    return put_defaults(g, FALSE, error) && gv_graphml_edge_end(&g->edges, error);
  case DEFAULT:
    g->place = KEY;
    g_free(g->key->fallback);
    g->key->fallback = g_strdup(g->text->str);
    return TRUE;
  default:
    g->place = g->place == GRAPHML ? OUTSIDE : GRAPHML;
    return TRUE;
  }
}

static gboolean on_start(void *data, const char *element, const char **names, const char **values,
                         GError **error)
{
  Graphml *g = data;

  for (size_t i = 0; g->skipped == 0 && i < G_N_ELEMENTS(elements); i++)
    if (elements[i].place == g->place && strcmp(elements[i].element, element) == 0) {
      g->place = elements[i].inside;
      return elements[i].start == NULL || elements[i].start(g, names, values, error);
    }
  g->skipped++;
  return g->place != OUTSIDE ||
         gv_graph_file_fail(g->file, error, "the outermost element must be graphml");
}

static gboolean on_end(void *data, GError **error)
{
  Graphml *g = data;

  if (g->skipped == 0)
    return end_place(g, error);
  g->skipped--;
  return TRUE;
}

static gboolean on_text(void *data, const char *text, size_t length, GError **error)
{
  Graphml *g = data;

  if (g->skipped || (g->place != NODE_DATA && g->place != EDGE_DATA && g->place != DEFAULT))
    return TRUE;
  g_string_append_len(g->text, text, (gssize)length);
  return g->text->len <= LONGEST ||
         gv_graph_file_fail(g->file, error, "data longer than %d bytes", LONGEST);
}

static gboolean finish(Graphml *g, GError **error)
{
  if (!g->seen)
    return gv_graph_file_fail(g->file, error, "no graph; a GraphML file has one");
  if (!gv_graphml_edges_finish(&g->edges, error))
    return FALSE;
  if (g->file->own == GV_DIRECTION_DEFAULT)
    g->file->own = g->directed ? GV_DIRECTED : GV_UNDIRECTED;
  return TRUE;
}

gboolean gv_read_graphml(GvGraphFile *file, GError **error)
{
  static const GvMarkupHandler handler = { on_start, on_end, on_text };
  Graphml g = { .file = file, .text = g_string_new(NULL) };
  gboolean done;

  gv_graphml_keys_init(&g.keys);
  gv_graphml_edges_init(&g.edges, file);
  done = gv_markup_read(file, &handler, &g, error) && finish(&g, error);
  gv_graphml_keys_clear(&g.keys);
  gv_graphml_edges_clear(&g.edges);
  g_string_free(g.text, TRUE);
  return done;
}
