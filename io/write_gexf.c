/* GEXF 1.3, for Gephi: a person's identifier is the node's id and label.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write_attributes.h"
#include "io/write_markup.h"
#include "io/write_network.h"

static const char *type_name(GvValueType type)
{
  static const char *const names[] = {
    [GV_VALUE_TEXT] = "string", [GV_VALUE_REAL] = "double", [GV_VALUE_FLAG] = "boolean"
  };
  return names[type];
}

static gboolean write_columns(GvNetworkText *to, const GArray *attributes, GError **error)
{
  if (attributes->len == 0)
    return TRUE;
  g_string_append(to->text, "    <attributes class=\"node\" mode=\"static\">\n");
  for (guint a = 0; a < attributes->len; a++) {
    const GvAttribute *attribute = &g_array_index(attributes, GvAttribute, a);
    g_string_append_printf(to->text, "      <attribute id=\"%u\" title=\"", a);
    if (!gv_text_append_xml_of(to->text, attribute->name, "the column name", a + 1, error))
      return FALSE;
    g_string_append_printf(to->text, "\" type=\"%s\"/>\n", type_name(attribute->type));
  }
  g_string_append(to->text, "    </attributes>\n");
  return TRUE;
}

static gboolean write_values(GvNetworkText *to, const GArray *attributes, GvVertex v,
                             GError **error)
{
  char buffer[32];
  gboolean any = FALSE;

  for (guint a = 0; a < attributes->len; a++) {
    const GvAttribute *attribute = &g_array_index(attributes, GvAttribute, a);
    const char *text = gv_attribute_text(attribute, v, buffer);
    if (*text == '\0')
      continue;
    g_string_append_printf(to->text, "%s<attvalue for=\"%u\" value=\"", any ? "" : "<attvalues>",
                           a);
    if (!gv_text_append_xml_of(to->text, text, attribute->name, (uint64_t)v + 1, error))
      return FALSE;
    g_string_append(to->text, "\"/>");
    any = TRUE;
  }
  if (any)
    g_string_append(to->text, "</attvalues>");
  return TRUE;
}

static gboolean write_node(GvNetworkText *to, const GArray *attributes, GvVertex v, GError **error)
{
  const char *name = gv_names_get(gv_network_names(to->network), v);
  const uint64_t person = (uint64_t)v + 1;

  g_string_append(to->text, "      <node id=\"");
  if (!gv_text_append_xml_of(to->text, name, "the name", person, error))
    return FALSE;
  g_string_append(to->text, "\" label=\"");
  if (!gv_text_append_xml_of(to->text, name, "the name", person, error))
    return FALSE;
  g_string_append(to->text, "\">");
  if (!write_values(to, attributes, v, error))
    return FALSE;
  g_string_append(to->text, "</node>\n");
  return gv_network_text_flush(to, 0, error);
}

static gboolean write_edge(GvNetworkText *to, GvVertex from, GvVertex target, double weight,
                           GError **error)
{
  const GvNames *names = gv_network_names(to->network);
  gunichar bad; /* names were good as nodes */
  (void)error;

  g_string_append(to->text, "      <edge source=\"");
  gv_text_append_xml(to->text, gv_names_get(names, from), &bad);
  g_string_append(to->text, "\" target=\"");
  gv_text_append_xml(to->text, gv_names_get(names, target), &bad);
  g_string_append(to->text, "\" weight=\"");
  gv_network_text_number(to, weight);
  g_string_append(to->text, "\"/>\n");
  return TRUE;
}

gboolean gv_write_gexf(GvNetworkText *to, GError **error)
{
  g_autoptr(GArray) attributes = gv_attributes_of(gv_network_people(to->network));
  const GvGraph *graph = gv_network_graph(to->network);

  g_string_append_printf(to->text,
                         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
                         "  <graph mode=\"static\" defaultedgetype=\"%s\">\n",
                         gv_graph_is_directed(graph) ? "directed" : "undirected");
  if (!write_columns(to, attributes, error))
    return FALSE;
  g_string_append(to->text, "    <nodes>\n");
  for (GvVertex v = 0; v < gv_graph_vertices(graph); v++)
    if (!write_node(to, attributes, v, error))
      return FALSE;
  g_string_append(to->text, "    </nodes>\n    <edges>\n");
  if (!gv_network_text_edges(to, write_edge, error))
    return FALSE;
  g_string_append(to->text, "    </edges>\n  </graph>\n</gexf>\n");
  return TRUE;
}
