/* Nodes that a graph file numbers, before they are people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_nodes.h"

#include <string.h>

#include "graph/base/array.h"

/* Promises up to FREE nodes, and up to PER_ROW for each row, are believed. */
enum { FREE = 1000000, PER_ROW = 16, NUMBER_ROOM = 24 };

void gv_nodes_clear(GvNodes *nodes)
{
  g_clear_pointer(&nodes->ids, gv_names_free);
  g_clear_pointer(&nodes->labels, gv_names_free);
  g_free(nodes->label);
  g_free(nodes->vertices);
  g_free(nodes->edges);
  *nodes = (GvNodes){ 0 };
}

size_t gv_split_words(char *text, char **words, size_t room)
{
  size_t count = 0;

  for (;; count++) {
    text += strspn(text, " \t");
    if (*text == '\0')
      return count;
    if (count < room)
      words[count] = text;
    text += strcspn(text, " \t");
    if (*text)
      *text++ = '\0';
  }
}

gboolean gv_whole_parse(const char *text, uint64_t *value)
{
  *value = 0;
  if (*text == '\0')
    return FALSE;
  for (; *text; text++)
    if (*text < '0' || *text > '9' || __builtin_mul_overflow(*value, 10, value) ||
        __builtin_add_overflow(*value, (uint64_t)(*text - '0'), value))
      return FALSE;
  return TRUE;
}

static gboolean set_limit(const GvNodes *nodes, const GvGraphFile *file, const char *text,
                          GError **error)
{
  GError *failure = g_error_new_literal(GV_ERROR, GV_ERROR_LIMIT, text);

  gv_read_prefix(&failure, file->source->path, nodes->promised);
  g_propagate_error(error, failure);
  return FALSE;
}

static gboolean is_believed(const GvNodes *nodes, const GvGraphFile *file)
{
  return nodes->count <= FREE || (nodes->count - FREE) / PER_ROW <= nodes->rows + file->rows;
}

gboolean gv_nodes_promise(GvNodes *nodes, GvGraphFile *file, uint64_t count, GError **error)
{
  nodes->promised = file->line;
  nodes->count = count;
  if (count >= GV_VERTEX_NONE)
    return set_limit(nodes, file,
                     "over the 32-bit vertex space (4294967294 vertices); take a part of the graph",
                     error);
  return TRUE;
}

gboolean gv_nodes_number(const GvNodes *nodes, const GvGraphFile *file, const char *text,
                         uint64_t *node, GError **error)
{
  if (!gv_whole_parse(text, node))
    return gv_graph_file_fail(file, error, "a vertex must be a whole number from 1 on");
  if (*node < 1 || *node > nodes->count)
    return gv_graph_file_fail(file, error,
                              "vertex %" G_GUINT64_FORMAT " is none of the %" G_GUINT64_FORMAT
                              " that the file has on line %" G_GUINT64_FORMAT
                              "; correct one of the numbers",
                              *node, nodes->count, nodes->promised);
  --*node;
  return TRUE;
}

static gboolean fit_labels(GvNodes *nodes, uint64_t node, GError **error)
{
  if (node < nodes->label_count)
    return TRUE;
  if (!gv_array_reserve(&nodes->label, &nodes->label_room, node + 1, sizeof *nodes->label, error))
    return FALSE;
  memset(nodes->label + nodes->label_count, 0,
         (node + 1 - nodes->label_count) * sizeof *nodes->label);
  nodes->label_count = node + 1;
  return TRUE;
}

static gboolean put_label(GvNodes *nodes, uint64_t node, const char *label, GError **error)
{
  const size_t length = strlen(label);
  GvVertex id, before;

  if (nodes->labels == NULL && !(nodes->labels = gv_names_new(GV_VERTEX_NONE - 1, error)))
    return FALSE;
  before = gv_names_count(nodes->labels);
  if (!gv_names_intern(nodes->labels, label, length, gv_names_hash(nodes->labels, label, length),
                       &id, error) ||
      !fit_labels(nodes, node, error))
    return FALSE;
  nodes->repeated = nodes->repeated || id < before;
  nodes->labelled++;
  nodes->label[node] = id + 1;
  return TRUE;
}

gboolean gv_nodes_label(GvNodes *nodes, GvGraphFile *file, uint64_t node, const char *label,
                        GError **error)
{
  nodes->rows++;
  if (!gv_graph_file_name(file, label, strlen(label), error))
    return FALSE;
  if (!nodes->ids && node >= FREE && (node - FREE) / PER_ROW > nodes->rows)
    return set_limit(nodes, file, "vertices far apart; number them from 1 on without gaps", error);
  if (put_label(nodes, node, label, error))
    return TRUE;
  gv_graph_file_prefix(file, error);
  return FALSE;
}

static void warn_labels(const GvNodes *nodes, const GvGraphFile *file)
{
  if (nodes->labelled > 0 && nodes->repeated)
    g_ptr_array_add(file->warnings,
                    g_strdup_printf("%s: labels repeat, so people are called by their numbers",
                                    file->source->path));
  else if (nodes->labelled > 0 && nodes->labelled < nodes->count - nodes->strangers)
    g_ptr_array_add(file->warnings,
                    g_strdup_printf("%s: some have no label, so people are called by their numbers",
                                    file->source->path));
}

static const char *name_of(const GvNodes *nodes, uint64_t node, char number[NUMBER_ROOM])
{
  if (nodes->labelled == nodes->count - nodes->strangers && !nodes->repeated)
    return gv_names_get(nodes->labels, nodes->label[node] - 1);
  if (nodes->ids)
    return gv_names_get(nodes->ids, (GvVertex)node);
  g_snprintf(number, NUMBER_ROOM, "%" G_GUINT64_FORMAT, node + 1);
  return number;
}

static gboolean add_edge(const GvNodes *nodes, GvGraphFile *file, const GvNodeEdge *edge,
                         GError **error)
{
  const GvGraphEdge tie = { nodes->vertices[edge->from],
                            nodes->vertices[edge->to],
                            edge->weight,
                            edge->time,
                            edge->line,
                            edge->directed };

  return gv_graph_file_edge(file, &tie, error);
}

/* Makes people of the nodes, and ties of the edges that waited for it. */
static gboolean make(GvNodes *nodes, GvGraphFile *file, GError **error)
{
  char number[NUMBER_ROOM];

  warn_labels(nodes, file);
  if (!(nodes->vertices = gv_array_new_raw(nodes->count, sizeof *nodes->vertices, error)))
    return FALSE;
  for (uint64_t k = 0; k < nodes->count; k++) {
    if (nodes->strangers && !gv_declared_has(nodes->declared, k))
      continue;
    const char *name = name_of(nodes, k, number);
    if (!gv_graph_file_vertex(file, name, strlen(name), &nodes->vertices[k], error))
      return FALSE;
  }
  for (size_t e = 0; e < nodes->edge_count; e++)
    if (!add_edge(nodes, file, &nodes->edges[e], error))
      return FALSE;
  g_clear_pointer(&nodes->edges, g_free);
  nodes->edge_count = nodes->edge_room = 0;
  return TRUE;
}

static gboolean wait_for(GvNodes *nodes, const GvNodeEdge *edge, GError **error)
{
  if (!gv_array_reserve(&nodes->edges, &nodes->edge_room, nodes->edge_count + 1,
                        sizeof *nodes->edges, error))
    return FALSE;
  nodes->edges[nodes->edge_count++] = *edge;
  return TRUE;
}

gboolean gv_nodes_edge(GvNodes *nodes, GvGraphFile *file, const GvNodeEdge *edge, GError **error)
{
  if (nodes->vertices == NULL && (nodes->open || !is_believed(nodes, file)))
    return wait_for(nodes, edge, error);
  return (nodes->vertices || make(nodes, file, error)) && add_edge(nodes, file, edge, error);
}

gboolean gv_nodes_finish(GvNodes *nodes, GvGraphFile *file, GError **error)
{
  if (nodes->vertices)
    return TRUE;
  if (nodes->ids == NULL && !is_believed(nodes, file))
    return set_limit(nodes, file,
                     "promises many more vertices than the file has rows; correct the number",
                     error);
  return make(nodes, file, error);
}
