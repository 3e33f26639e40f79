/* GML (Himsolt 1997): ids from 1, the identifier as label. Texts are ASCII, with
 * &#N; for what is not, for a quote, and for & itself; what is known of people
 * stands under keys of its name, or tagN where that is no key.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "io/write_attributes.h"
#include "io/write_network.h"

static void append_text(GString *to, const char *text)
{
  g_string_append_c(to, '"');
  for (; *text; text += g_utf8_skip[(guchar)*text]) {
    const gunichar c = g_utf8_get_char(text);
    if (c == '&')
      g_string_append(to, "&amp;");
    else if (c == '"')
      g_string_append(to, "&quot;");
    else if (c >= ' ' && c <= '~')
      g_string_append_c(to, (char)c);
    else
      g_string_append_printf(to, "&#%u;", c);
  }
  g_string_append_c(to, '"');
}

static gboolean is_key(const char *name)
{
  if (!g_ascii_isalpha(*name) || strcmp(name, "id") == 0 || strcmp(name, "label") == 0)
    return FALSE;
  while (g_ascii_isalnum(*name))
    name++;
  return *name == '\0';
}

static void append_key(GString *to, const char *name, guint number)
{
  if (strcmp(name, "opt_in") == 0)
    g_string_append(to, "optin");
  else if (is_key(name))
    g_string_append(to, name);
  else
    g_string_append_printf(to, "tag%u", number);
}

static void append_attributes(GvNetworkText *to, const GArray *attributes, GvVertex v)
{
  char buffer[32];

  for (guint a = 0; a < attributes->len; a++) {
    const GvAttribute *attribute = &g_array_index(attributes, GvAttribute, a);
    const char *text = gv_attribute_text(attribute, v, buffer);
    if (*text == '\0')
      continue;
    g_string_append(to->text, "    ");
    append_key(to->text, attribute->name, a + 1);
    g_string_append_c(to->text, ' ');
    if (attribute->type == GV_VALUE_TEXT)
      append_text(to->text, text);
    else
      g_string_append(to->text, *text == 't' ? "1" : *text == 'f' ? "0" : text);
    g_string_append_c(to->text, '\n');
  }
}

static gboolean write_nodes(GvNetworkText *to, GError **error)
{
  g_autoptr(GArray) attributes = gv_attributes_of(gv_network_people(to->network));
  const GvNames *names = gv_network_names(to->network);
  const GvVertex n = gv_names_count(names);

  for (GvVertex v = 0; v < n; v++) {
    g_string_append(to->text, "  node [\n    id ");
    gv_network_text_vertex(to, v);
    g_string_append(to->text, "\n    label ");
    append_text(to->text, gv_names_get(names, v));
    g_string_append_c(to->text, '\n');
    append_attributes(to, attributes, v);
    g_string_append(to->text, "  ]\n");
    if (!gv_network_text_flush(to, 0, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean write_edge(GvNetworkText *to, GvVertex from, GvVertex target, double weight,
                           GError **error)
{
  (void)error;
  g_string_append(to->text, "  edge [\n    source ");
  gv_network_text_vertex(to, from);
  g_string_append(to->text, "\n    target ");
  gv_network_text_vertex(to, target);
  if (gv_graph_is_weighted(gv_network_graph(to->network))) {
    g_string_append(to->text, "\n    weight ");
    gv_network_text_number(to, weight);
  }
  g_string_append(to->text, "\n  ]\n");
  return TRUE;
}

gboolean gv_write_gml(GvNetworkText *to, GError **error)
{
  g_string_append_printf(to->text, "graph [\n  directed %d\n",
                         gv_graph_is_directed(gv_network_graph(to->network)));
  if (!write_nodes(to, error) || !gv_network_text_edges(to, write_edge, error))
    return FALSE;
  g_string_append(to->text, "]\n");
  return TRUE;
}
