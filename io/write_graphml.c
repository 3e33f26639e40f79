/* GraphML: a person's identifier is the node's id.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "io/read_graph_people.h"
#include "io/write_attributes.h"
#include "io/write_markup.h"
#include "io/write_network.h"

static gboolean are_flags(const GvNames *values)
{
  for (GvVertex i = 0; i < gv_names_count(values); i++)
    if (strcmp(gv_names_get(values, i), "true") != 0 &&
        strcmp(gv_names_get(values, i), "false") != 0)
      return FALSE;
  return TRUE;
}

/* A tag called like a users' column of texts was read as numbers or flags (else it were
 * that column), and is again. */
static const char *type_name(const GvAttribute *attribute)
{
  static const char *const names[] = {
    [GV_VALUE_TEXT] = "string", [GV_VALUE_REAL] = "double", [GV_VALUE_FLAG] = "boolean"
  };
  if (attribute->tag && gv_graph_column_is_known(attribute->name, GV_ATTRIBUTE_TEXT))
    return names[are_flags(attribute->tag->values) ? GV_VALUE_FLAG : GV_VALUE_REAL];
  return names[attribute->type];
}

static gboolean write_keys(GvNetworkSink *to, const GArray *attributes, GError **error)
{
  const GvGraph *graph = gv_network_graph(to->network);

  for (guint a = 0; a < attributes->len; a++) {
    const GvAttribute *attribute = &g_array_index(attributes, GvAttribute, a);
    g_string_append_printf(to->text, "  <key id=\"n%u\" for=\"node\" attr.name=\"", a);
    if (!gv_text_append_xml_of(to->text, attribute->name, "the column name", a + 1, error))
      return FALSE;
    g_string_append_printf(to->text, "\" attr.type=\"%s\"/>\n", type_name(attribute));
  }
  if (gv_graph_is_weighted(graph))
    g_string_append(to->text,
                    "  <key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n");
  g_string_append_printf(to->text, "  <graph id=\"G\" edgedefault=\"%s\">\n",
                         gv_graph_is_directed(graph) ? "directed" : "undirected");
  return TRUE;
}

static gboolean write_data(GvNetworkSink *to, const GArray *attributes, GvVertex v, GError **error)
{
  char buffer[32];

  for (guint a = 0; a < attributes->len; a++) {
    const GvAttribute *attribute = &g_array_index(attributes, GvAttribute, a);
    const char *text = gv_attribute_text(attribute, v, buffer);
    if (*text == '\0')
      continue;
    g_string_append_printf(to->text, "<data key=\"n%u\">", a);
    if (!gv_text_append_xml_of(to->text, text, attribute->name, (uint64_t)v + 1, error))
      return FALSE;
    g_string_append(to->text, "</data>");
  }
  return TRUE;
}

static gboolean write_nodes(GvNetworkSink *to, const GArray *attributes, GError **error)
{
  const GvNames *names = gv_network_names(to->network);
  const GvVertex n = gv_names_count(names);

  for (GvVertex v = 0; v < n; v++) {
    g_string_append(to->text, "    <node id=\"");
    if (!gv_text_append_xml_of(to->text, gv_names_get(names, v), "the name", (uint64_t)v + 1,
                               error))
      return FALSE;
    g_string_append(to->text, "\">");
    if (!write_data(to, attributes, v, error))
      return FALSE;
    g_string_append(to->text, "</node>\n");
    if (!gv_network_text_flush(to, 0, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean write_edge(GvNetworkSink *to, GvVertex from, GvVertex target, double weight,
                           GError **error)
{
  const GvNames *names = gv_network_names(to->network);
  gunichar bad; /* names were good as nodes */
  (void)error;

  g_string_append(to->text, "    <edge source=\"");
  gv_text_append_xml(to->text, gv_names_get(names, from), &bad);
  g_string_append(to->text, "\" target=\"");
  gv_text_append_xml(to->text, gv_names_get(names, target), &bad);
  g_string_append(to->text, "\">");
  if (gv_graph_is_weighted(gv_network_graph(to->network))) {
    g_string_append(to->text, "<data key=\"w\">");
    gv_network_text_number(to, weight);
    g_string_append(to->text, "</data>");
  }
  g_string_append(to->text, "</edge>\n");
  return TRUE;
}

gboolean gv_write_graphml(GvNetworkSink *to, GError **error)
{
  g_autoptr(GArray) attributes = gv_attributes_of(gv_network_people(to->network));

  g_string_append(to->text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                            "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
  if (!write_keys(to, attributes, error) || !write_nodes(to, attributes, error) ||
      !gv_network_text_edges(to, write_edge, error))
    return FALSE;
  g_string_append(to->text, "  </graph>\n</graphml>\n");
  return TRUE;
}
