/* grapevine convert: any graph format to another.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/run.h"

static gboolean run_convert(Run *run, const void *options, GError **error)
{
  g_autoptr(GvNetwork) network = NULL;
  (void)options;

  if (!run->common.output || !gv_network_format_is_known(run->common.output)) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--output must name a file whose ending is a graph format: .graphml, "
                        ".gexf, .gml, .net or .mtx");
    return FALSE;
  }
  network = run_read_network(run, error);
  return network && run_write_network(run, network, error);
}

const Command command_convert = {
  .name = "convert",
  .summary = "any graph or table format to another",
  .description =
      "Writes the network as the ending of --output says: .graphml .gexf .gml .net .mtx, "
      "each\nalso with .gz or .zst. A .mtx holds no names: people become 1, 2, … in "
      "order of appearance.",
  .examples = { "grapevine convert --follows follows.csv --users users.csv -o network.gexf",
                "grapevine convert --edges karate.gml -o karate.graphml",
                "grapevine convert --edges graph.tsv.gz --undirected -o graph.mtx.zst" },
  .uses = COMMAND_READS,
  .run = run_convert,
};
