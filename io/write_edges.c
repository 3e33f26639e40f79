/* A network as a table of edges, in a file or a database.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write_edge_table.h"
#include "io/write_network.h"

static gboolean write_edges(const GvNetworkSink *to, GvFormat format, GError **error)
{
  g_auto(GvEdgeTable) edges = { 0 };

  return (to->rows ? gv_edge_table_of_rows : gv_edge_table_of_ties)(&edges, to->network,
                                                                    GV_TIME_AS_TEXT, error) &&
         gv_table_write(&edges.table, format, to->output, to->task, error);
}

gboolean gv_write_edges_csv(GvNetworkSink *to, GError **error)
{
  return write_edges(to, GV_FORMAT_CSV, error);
}

gboolean gv_write_edges_tsv(GvNetworkSink *to, GError **error)
{
  return write_edges(to, GV_FORMAT_TSV, error);
}

gboolean gv_write_edges_jsonl(GvNetworkSink *to, GError **error)
{
  return write_edges(to, GV_FORMAT_JSONL, error);
}

gboolean gv_network_store(const GvNetwork *network, gboolean rows, const char *address,
                          GvTask *task, GError **error)
{
  g_auto(GvEdgeTable) edges = { 0 };

  return (rows ? gv_edge_table_of_rows : gv_edge_table_of_ties)(&edges, network, GV_TIME_AS_NUMBER,
                                                                error) &&
         gv_table_store(&edges.table, address, task, error);
}
