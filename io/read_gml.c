/* GML (Himsolt 1997):
 *
 *   graph [ directed 1 node [ id 1 label "a" ] edge [ source 1 target 2 weight 0.5 ] ]
 *
 * A person is called by the label if every node has one of its own, else by the
 * id. The weight of an edge is `weight`, or else `value`. Other keys are passed
 * over, however deep.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "graph/names.h"
#include "io/read_declared.h"
#include "io/read_gml_tokens.h"
#include "io/read_nodes.h"
#include "io/read_problem.h"

typedef enum { TOP, GRAPH, NODE, EDGE } Place;

/* A node or an edge while it is read. */
typedef struct {
  uint64_t line;
  char *id, *label, *source, *target, *weight, *value, *time;
} Record;

typedef struct {
  GvGraphFile *file;
  GvGmlTokens tokens;
  Place place;
  uint64_t depth; /* of lists below it that mean nothing here */
  gboolean seen, directed;
  Record record;
  GvNodes nodes;
  GvDeclared declared;
} Gml;

static void record_clear(Record *r)
{
  char *texts[] = { r->id, r->label, r->source, r->target, r->weight, r->value, r->time };

  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
  *r = (Record){ 0 };
}

static void gml_clear(Gml *gml)
{
  record_clear(&gml->record);
  gv_nodes_clear(&gml->nodes);
  gv_declared_clear(&gml->declared);
  g_string_free(gml->tokens.text, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Gml, gml_clear)

/* An id is a whole number; +7 and 007 are 7. */
static gboolean find_id(Gml *gml, const char *text, const char *what, GvVertex *node,
                        GError **error)
{
  char *end = NULL, number[24];
  const gint64 value = text ? g_ascii_strtoll(text, &end, 10) : 0;
  GvNames *ids = gml->nodes.ids;

  if (text == NULL)
    return gv_graph_file_fail(gml->file, error, "%s is missing", what);
  if (*end || end == text || value == G_MAXINT64 || value == G_MININT64)
    return gv_graph_file_fail(gml->file, error, "%s must be a whole number", what);
  const int length = g_snprintf(number, sizeof number, "%" G_GINT64_FORMAT, value);
  const GvField field = { number, (size_t)length };
  if (gv_read_intern(ids, &field, gv_names_hash(ids, number, field.length), node, error))
    return TRUE;
  gv_graph_file_prefix(gml->file, error);
  return FALSE;
}

static gboolean end_node(Gml *gml, GError **error)
{
  const char *label = gml->record.label;
  uint64_t before;
  GvVertex node;

  if (!find_id(gml, gml->record.id, "the id of a node", &node, error) ||
      !gv_declared_add(&gml->declared, node, gml->record.line, &before, error))
    return FALSE;
  if (before)
    return gv_graph_file_twice(gml->file, gv_names_get(gml->nodes.ids, node), before, error);
  return !label || *label == '\0' || gv_nodes_label(&gml->nodes, gml->file, node, label, error);
}

static gboolean find_end(Gml *gml, const char *text, const char *what, uint64_t *node,
                         GError **error)
{
  GvVertex id;

  if (!find_id(gml, text, what, &id, error) ||
      !gv_declared_mention(&gml->declared, id, gml->record.line, error))
    return FALSE;
  *node = id;
  return TRUE;
}

static gboolean end_edge(Gml *gml, GError **error)
{
  const Record *r = &gml->record;
  const char *weight = r->weight ? r->weight : r->value;
  GvNodeEdge edge = {
    .weight = 1, .time = GV_TIME_UNKNOWN, .line = r->line, .directed = gml->directed
  };

  return find_end(gml, r->source, "the source of an edge", &edge.from, error) &&
         find_end(gml, r->target, "the target of an edge", &edge.to, error) &&
         (!weight || gv_graph_file_weight(gml->file, weight, &edge.weight, error)) &&
         (!r->time || gv_graph_file_time(gml->file, r->time, &edge.time, error)) &&
         gv_graph_file_meet(gml->file, gml->directed, weight != NULL, error) &&
         gv_nodes_edge(&gml->nodes, gml->file, &edge, error);
}

static gboolean take_edge(Gml *gml, GError **error)
{
  GError *failure = NULL;

  return end_edge(gml, &failure) || gv_graph_file_reject(gml->file, failure, error);
}

static gboolean open_list(Gml *gml, const char *key, GError **error)
{
  const gboolean graph = strcmp(key, "graph") == 0;

  if (gml->depth == 0 && gml->place == TOP && graph && gml->seen)
    return gv_graph_file_fail(gml->file, error, "a second graph; put each into a file of its own");
  if (gml->depth == 0 && gml->place == TOP && graph) {
    gml->seen = TRUE;
    gml->place = GRAPH;
    return TRUE;
  }
  if (gml->depth > 0 || gml->place != GRAPH ||
      (strcmp(key, "node") != 0 && strcmp(key, "edge") != 0)) {
    gml->depth++;
    return TRUE;
  }
  gml->place = *key == 'n' ? NODE : EDGE;
  gml->record.line = gml->file->line;
  return TRUE;
}

static gboolean close_list(Gml *gml, GError **error)
{
  gboolean good = TRUE;

  if (gml->depth > 0) {
    gml->depth--;
    return TRUE;
  }
  if (gml->place == TOP)
    return gv_graph_file_fail(gml->file, error, "a ] that closes nothing; remove it");
  if (gml->place != GRAPH)
    good = (gml->place == NODE ? end_node : take_edge)(gml, error);
  record_clear(&gml->record);
  gml->place = gml->place == GRAPH ? TOP : GRAPH;
  return good;
}

static gboolean set_directed(Gml *gml, GError **error)
{
  const char *text = gml->tokens.text->str;

  if (gml->file->rows > 0)
    return gv_graph_file_fail(gml->file, error, "directed must stand before the edges");
  if (strcmp(text, "0") != 0 && strcmp(text, "1") != 0)
    return gv_graph_file_fail(gml->file, error, "directed must be 0 or 1");
  gml->directed = *text == '1';
  return TRUE;
}

/* Where the record keeps the key's value; NULL for one that means nothing. */
static char **slot_of(Gml *gml, const char *key)
{
  Record *r = &gml->record;
  const struct {
    Place place;
    const char *key;
    char **slot;
  } slots[] = {
    { NODE, "id", &r->id },         { NODE, "label", &r->label },   { EDGE, "source", &r->source },
    { EDGE, "target", &r->target }, { EDGE, "weight", &r->weight }, { EDGE, "value", &r->value },
    { EDGE, "time", &r->time },
  };

  for (size_t i = 0; gml->depth == 0 && i < G_N_ELEMENTS(slots); i++)
    if (slots[i].place == gml->place && strcmp(slots[i].key, key) == 0)
      return slots[i].slot;
  return NULL;
}

static gboolean take_value(Gml *gml, const char *key, GError **error)
{
  char **slot = slot_of(gml, key);

  if (gml->depth == 0 && gml->place == GRAPH && strcmp(key, "directed") == 0)
    return set_directed(gml, error);
  if (slot == NULL)
    return TRUE;
  if (*slot)
    return gv_graph_file_fail(gml->file, error, "%s is said twice; keep one of them", key);
  *slot = g_strdup(gml->tokens.text->str);
  return TRUE;
}

static gboolean take_pair(Gml *gml, GError **error)
{
  g_autofree char *key = g_strdup(gml->tokens.text->str);
  GvGmlKind kind;

  if (!gv_gml_next(&gml->tokens, &kind, error))
    return FALSE;
  if (kind == GV_GML_OPEN)
    return open_list(gml, key, error);
  if (kind == GV_GML_NUMBER || kind == GV_GML_TEXT)
    return take_value(gml, key, error);
  g_autofree char *shown = gv_text_shown(key);
  return gv_graph_file_fail(gml->file, error,
                            "\"%s\" must be followed by a number, a quoted text or a [", shown);
}

/* Nodes may come behind the edges, so only now it is known who is none. All edges
 * have waited. */
static gboolean drop_strangers(Gml *gml, GError **error)
{
  GvNodes *nodes = &gml->nodes;
  GvGraphFile *file = gml->file;
  size_t kept = 0;

  for (size_t e = 0; e < nodes->edge_count; e++) {
    const GvNodeEdge edge = nodes->edges[e];
    GError *failure = NULL;
    if (gv_declared_has(&gml->declared, edge.from) && gv_declared_has(&gml->declared, edge.to)) {
      nodes->edges[kept++] = edge;
      continue;
    }
    file->line = edge.line;
    file->rows--;
    gv_graph_file_fail(file, &failure, "unknown node; every end of an edge must be a node");
    if (!gv_graph_file_reject(file, failure, error))
      return FALSE;
  }
  nodes->edge_count = kept;
  for (size_t k = 0; k < nodes->count; k++)
    nodes->strangers += !gv_declared_has(&gml->declared, k);
  nodes->declared = &gml->declared;
  return TRUE;
}

static gboolean finish(Gml *gml, GError **error)
{
  GvGraphFile *file = gml->file;

  if (gml->place != TOP || gml->depth > 0)
    return gv_graph_file_fail(file, error, "unexpected end of file; a ] is missing");
  if (!gml->seen)
    return gv_graph_file_fail(file, error, "no graph; a GML file says graph [ … ]");
  file->own = gml->directed ? GV_DIRECTED : GV_UNDIRECTED;
  gml->nodes.count = gv_names_count(gml->nodes.ids);
  return (gv_declared_missing(&gml->declared) == 0 || drop_strangers(gml, error)) &&
         gv_nodes_finish(&gml->nodes, file, error);
}

static gboolean read_pairs(Gml *gml, GError **error)
{
  GvGmlKind kind;

  for (;;) {
    if (!gv_gml_next(&gml->tokens, &kind, error))
      return FALSE;
    if (kind == GV_GML_END)
      return finish(gml, error);
    if (kind != GV_GML_WORD && kind != GV_GML_CLOSE)
      return gv_graph_file_fail(gml->file, error, "expected a key, such as graph, node or id");
    if (!(kind == GV_GML_WORD ? take_pair : close_list)(gml, error))
      return FALSE;
  }
}

gboolean gv_read_gml(GvGraphFile *file, GError **error)
{
  g_auto(Gml) gml = { .file = file, .tokens = { file, NULL, g_string_new(NULL) } };

  gml.nodes.open = TRUE;
  gml.nodes.ids = gv_names_new(GV_VERTEX_NONE - 1, error);
  return gml.nodes.ids && read_pairs(&gml, error);
}
