/* Networks as graph files: the table of formats, and what their writers share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_WRITE_NETWORK_H
#define GV_WRITE_NETWORK_H

#include <grapevine/write.h>

/* A network on its way out: text gathers and is handed on in pieces. */
typedef struct {
  const GvNetwork *network;
  GvOutput *output;
  GvTask *task;
  GString *text;
} GvNetworkText;

/* Hands the text on where there is enough of it, or all of it at the end;
 * done in [0, 1]. To be called after every row. */
gboolean gv_network_text_flush(GvNetworkText *to, double done, GError **error);

void gv_network_text_number(GvNetworkText *to, double value);
void gv_network_text_vertex(GvNetworkText *to, GvVertex v); /* v + 1 */

/* The edges, each once, in order. row appends one; FALSE: error set. */
typedef gboolean (*GvEdgeRow)(GvNetworkText *to, GvVertex from, GvVertex target, double weight,
                              GError **error);
gboolean gv_network_text_edges(GvNetworkText *to, GvEdgeRow row, GError **error);

/* The writers. */
gboolean gv_write_graphml(GvNetworkText *to, GError **error);
gboolean gv_write_gexf(GvNetworkText *to, GError **error);
gboolean gv_write_gml(GvNetworkText *to, GError **error);
gboolean gv_write_pajek(GvNetworkText *to, GError **error);
gboolean gv_write_matrix_market(GvNetworkText *to, GError **error);
#endif
