/* Networks as files: the table of formats, and what their writers share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_WRITE_NETWORK_H
#define GV_WRITE_NETWORK_H

#include <grapevine/write.h>

#include "io/write_losses.h"

/* A network on its way out: text gathers and is handed on in pieces. Writers of
 * bytes and of tables hand them to the output themselves. */
typedef struct {
  const GvNetwork *network;
  GvOutput *output;
  GvTask *task;
  GString *text;
  gboolean rows; /* a table holds the rows that were read; FALSE = the ties */
} GvNetworkSink;

/* Hands the text on where there is enough of it, or all of it at the end;
 * done in [0, 1]. To be called after every row. */
gboolean gv_network_text_flush(GvNetworkSink *to, double done, GError **error);

void gv_network_text_number(GvNetworkSink *to, double value);
void gv_network_text_vertex(GvNetworkSink *to, GvVertex v); /* v + 1 */

/* The edges, each once, in order. row appends one; FALSE: error set. */
typedef gboolean (*GvEdgeRow)(GvNetworkSink *to, GvVertex from, GvVertex target, double weight,
                              GError **error);
gboolean gv_network_text_edges(GvNetworkSink *to, GvEdgeRow row, GError **error);

/* TRUE where the rows are known, and a table of them means what they meant: those
 * of follows and of interactions merge by rules of their own. */
gboolean gv_network_has_rows(const GvNetwork *network);
/* As gv_network_write; a table holds the rows as they were read (gv_network_acts) up
 * to as_of, not the ties that they became. Wants gv_network_has_rows. */
gboolean gv_network_write_rows(const GvNetwork *network, const char *path, GvOutput *output,
                               GvTask *task, GError **error);
/* The table of edges, or its rows, into a database: as gv_table_store. */
gboolean gv_network_store(const GvNetwork *network, gboolean rows, const char *address,
                          GvTask *task, GError **error);

/* What the path's format, or a database, leaves out of this network: GvLoss bits.
 * rows: it holds the rows as they were read. */
unsigned gv_network_losses(const GvNetwork *network, const char *path, gboolean rows);
/* TRUE where the format writes what is known of people. */
gboolean gv_network_keeps_columns(const char *path);

/* The writers. */
gboolean gv_write_vine(GvNetworkSink *to, GError **error);
/* A row for each part of each edge, as --follows, --interactions or --edges reads it. */
gboolean gv_write_edges_csv(GvNetworkSink *to, GError **error);
gboolean gv_write_edges_tsv(GvNetworkSink *to, GError **error);
gboolean gv_write_edges_jsonl(GvNetworkSink *to, GError **error);
gboolean gv_write_graphml(GvNetworkSink *to, GError **error);
gboolean gv_write_gexf(GvNetworkSink *to, GError **error);
gboolean gv_write_gml(GvNetworkSink *to, GError **error);
gboolean gv_write_pajek(GvNetworkSink *to, GError **error);
gboolean gv_write_matrix_market(GvNetworkSink *to, GError **error);
#endif
