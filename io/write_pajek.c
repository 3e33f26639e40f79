/* Pajek (.net): the identifier as label, in UTF-8. A quote and a backslash are
 * written \" and \\ (igraph, NetworkX); control characters, and & where it would
 * begin one, as &#N; (Pajek).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write_network.h"

static void append_label(GString *to, const char *text)
{
  g_string_append_c(to, '"');
  for (; *text; text++) {
    const guchar c = (guchar)*text;
    if (c < ' ' || c == 0x7f || (c == '&' && text[1] == '#')) {
      g_string_append_printf(to, "&#%u;", c);
      continue;
    }
    if (c == '"' || c == '\\')
      g_string_append_c(to, '\\');
    g_string_append_c(to, *text);
  }
  g_string_append_c(to, '"');
}

static gboolean write_edge(GvNetworkText *to, GvVertex from, GvVertex target, double weight,
                           GError **error)
{
  (void)error;
  gv_network_text_vertex(to, from);
  g_string_append_c(to->text, ' ');
  gv_network_text_vertex(to, target);
  if (gv_graph_is_weighted(gv_network_graph(to->network))) {
    g_string_append_c(to->text, ' ');
    gv_network_text_number(to, weight);
  }
  g_string_append_c(to->text, '\n');
  return TRUE;
}

gboolean gv_write_pajek(GvNetworkText *to, GError **error)
{
  const GvNames *names = gv_network_names(to->network);
  const GvVertex n = gv_names_count(names);

  g_string_append_printf(to->text, "*Vertices %u\n", n);
  for (GvVertex v = 0; v < n; v++) {
    gv_network_text_vertex(to, v);
    g_string_append_c(to->text, ' ');
    append_label(to->text, gv_names_get(names, v));
    g_string_append_c(to->text, '\n');
    if (!gv_network_text_flush(to, 0, error))
      return FALSE;
  }
  g_string_append(to->text,
                  gv_graph_is_directed(gv_network_graph(to->network)) ? "*Arcs\n" : "*Edges\n");
  return gv_network_text_edges(to, write_edge, error);
}
