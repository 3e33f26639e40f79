/* grapevine holes: Burt's structural holes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>

#include "cli/run.h"
#include "graph/base/array.h"

typedef struct {
  gboolean unweighted;
} Options;

static gboolean write_holes(Run *run, const GvNetwork *network, GvHoles holes, GError **error)
{
  const GvNames *names = gv_network_names(network);
  const GvColumn columns[] = {
    { "user", GV_COLUMN_NAME, NULL, names },
    { "constraint", GV_COLUMN_REAL, holes.constraint, NULL },
    { "effective_size", GV_COLUMN_REAL, holes.effective_size, NULL },
    { "efficiency", GV_COLUMN_REAL, holes.efficiency, NULL },
    { "hierarchy", GV_COLUMN_REAL, holes.hierarchy, NULL },
  };
  GvTable table = { columns, G_N_ELEMENTS(columns), 0, NULL };
  g_autofree GvVertex *order =
    run_top_rows(run, holes.constraint, TRUE, gv_names_count(names), &table.rows, error);

  table.order = order;
  return order && run_write_table(run, &table, error);
}

static gboolean run_holes(Run *run, const void *options, GError **error)
{
  const Options *o = options;
  g_autoptr(GvNetwork) network = run_read_network(run, error);
  g_autoptr(GvGraph) graph = NULL;
  g_autofree double *all = NULL;
  GvHoles holes;
  size_t n;

  if (network == NULL)
    return FALSE;
  graph = o->unweighted ? gv_graph_unweighted(gv_network_graph(network))
                        : gv_graph_ref(gv_network_graph(network));
  n = gv_graph_vertices(graph);
  if (!(all = gv_array_new(n, 4 * sizeof *all, error)))
    return FALSE;
  holes = (GvHoles){ all, all + n, all + 2 * n, all + 3 * n };
  run_phase(run, "holes");
  gv_task_set_label(run->task, "holes");
  gv_summary_result_flag(run->summary, "weights_used", gv_graph_is_weighted(graph));
  return gv_holes_run(graph, holes, run->task, error) && write_holes(run, network, holes, error);
}

static const GvParam params[] = {
  { "unweighted", GV_PARAM_FLAG, offsetof(Options, unweighted), 0, 1, 0, NULL, NULL,
    "take every tie as weight 1" },
  GV_PARAMS_END,
};

const Command command_holes = {
  .name = "holes",
  .summary = "who stands between people that do not know each other (Burt)",
  .description = "Burt's constraint, effective size, efficiency and hierarchy, of the whole "
                 "network, ties\nboth ways added up. Low constraint: spans holes. --top K gives "
                 "the K lowest constraints.\nNobody's contacts: NaN.",
  .examples = { "grapevine holes --follows follows.csv --top 20",
                "grapevine holes --edges graph.tsv --undirected -o holes.csv",
                "grapevine holes --interactions log.csv.gz --unweighted --format jsonl" },
  .uses = COMMAND_READS | COMMAND_LISTS,
  .options_size = sizeof(Options),
  .params = params,
  .run = run_holes,
};
