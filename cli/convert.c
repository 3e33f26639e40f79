/* grapevine convert: any graph or tables as another format.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/known.h"

static gboolean run_convert(Run *run, const void *options, GError **error)
{
  g_autoptr(GvNetwork) network = NULL;
  (void)options;

  if (!run_check_network(run, error) || !(network = run_read_network(run, error)) ||
      !run_write_network(run, network, error))
    return FALSE;
  g_clear_pointer(&network, gv_network_free);
  known_look_through(run);
  return TRUE;
}

const Command command_convert = {
  .name = "convert",
  .summary = "any graph or table format to another",
  .description = "Writes what was read: a packed graph (.vine), which opens at once and keeps "
                 "people,\nlayers and times, a graph file for other programs, or a table of "
                 "edges. Ties are merged,\nweighed and aged as the options say; a table of edges "
                 "cannot name people without ties.\nWhat a format has no room for is told on "
                 "stderr and in the summary.",
  .examples = { "grapevine convert --follows follows.csv --users users.csv -o network.vine",
                "grapevine convert --edges network.vine --verify -o network.graphml.gz",
                "grapevine convert --interactions log.txt.gz --columns actor,target,time,type "
                "--half-life 30d -o log.vine" },
  .uses = COMMAND_READS,
  .more_help = run_help_for_endings,
  .run = run_convert,
};
