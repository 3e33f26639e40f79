/* Matrix Market (NIST). It holds no names: row v + 1 is the person who appeared
 * v-th. An undirected network is a symmetric matrix, its lower triangle written.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write_network.h"

static gboolean write_entry(GvNetworkText *to, GvVertex from, GvVertex target, double weight,
                            GError **error)
{
  const GvGraph *graph = gv_network_graph(to->network);
  const gboolean turned = !gv_graph_is_directed(graph) && from < target;
  (void)error;

  gv_network_text_vertex(to, turned ? target : from);
  g_string_append_c(to->text, ' ');
  gv_network_text_vertex(to, turned ? from : target);
  if (gv_graph_is_weighted(graph)) {
    g_string_append_c(to->text, ' ');
    gv_network_text_number(to, weight);
  }
  g_string_append_c(to->text, '\n');
  return TRUE;
}

gboolean gv_write_matrix_market(GvNetworkText *to, GError **error)
{
  const GvGraph *graph = gv_network_graph(to->network);
  const GvVertex n = gv_graph_vertices(graph);

  g_string_append_printf(
      to->text, "%%%%MatrixMarket matrix coordinate %s %s\n%u %u %" G_GUINT64_FORMAT "\n",
      gv_graph_is_weighted(graph) ? "real" : "pattern",
      gv_graph_is_directed(graph) ? "general" : "symmetric", n, n, gv_graph_edges(graph));
  return gv_network_text_edges(to, write_entry, error);
}
