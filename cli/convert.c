/* grapevine convert: any graph or tables as another format.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>

#include "cli/known.h"

typedef struct {
  gboolean ties; /* asked for by name: run_writes_rows */
} Options;

static const GvParam params[] = {
  { "ties", GV_PARAM_FLAG, offsetof(Options, ties), 0, 1, 0, NULL, NULL,
    "into a table write the ties that the rows make, merged, not the rows as they were read" },
  GV_PARAMS_END,
};

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
  .description =
      "Writes what was read: a packed graph (.vine), which opens at once and keeps people,\n"
      "layers and times, a graph file for other programs, or a table. A table holds the rows\n"
      "as they were read. With --ties it holds what becomes of them, a row for each tie, type\n"
      "and channel; so it does where an option weighs or merges (--duplicates, --undirected,\n"
      "--type-weights, --channel-weights, --half-life), or follows and interactions are read\n"
      "together. What a format has no room for is told on stderr and in the summary.",
  .examples = { "grapevine convert --follows follows.csv --users users.csv -o network.vine",
                "grapevine convert --edges network.vine --verify -o network.graphml.gz",
                "grapevine convert --interactions log.txt.gz --columns actor,target,time,type "
                "-o 'sqlite:log.db?table=log'" },
  .uses = COMMAND_READS | COMMAND_NETWORK | COMMAND_ENDINGS,
  .options_size = sizeof(Options),
  .params = params,
  .more_help = run_help_for_endings,
  .run = run_convert,
};
