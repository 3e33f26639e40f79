/* grapevine communities: who belongs together.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>
#include <string.h>

#include "cli/run.h"
#include "graph/base/array.h"

typedef struct {
  char *method;
  gboolean unweighted;
} Options;

static GPtrArray *algorithm_params(void)
{
  GPtrArray *tables = g_ptr_array_new();

  for (const GvCommunityMethod *const *m = gv_community_methods(); *m; m++)
    g_ptr_array_add(tables, (gpointer)(gintptr)(*m)->params);
  return tables;
}

static const GvCommunityMethod *choose_method(const char *name, GError **error)
{
  const GvCommunityMethod *method = gv_community_method_find(name ? name : "leiden");
  g_autoptr(GPtrArray) names = g_ptr_array_new();

  if (method)
    return method;
  for (const GvCommunityMethod *const *m = gv_community_methods(); *m; m++)
    g_ptr_array_add(names, (gpointer)(gintptr)(*m)->name);
  g_ptr_array_add(names, NULL);
  g_autofree char *all = g_strjoinv(", ", (char **)names->pdata);
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, "--method must be one of %s, not \"%s\"",
              all, name);
  return NULL;
}

/* An option of another method would be ignored: refuse it. */
static gboolean check_options(const GvCommunityMethod *method, const Run *run, GError **error)
{
  for (const GvCommunityMethod *const *m = gv_community_methods(); *m; m++)
    for (const GvParam *p = (*m)->params; p->name; p++)
      if (arguments_texts(run->arguments, p->name) && !gv_params_find(common_params, p->name) &&
          !gv_params_find(method->params, p->name)) {
        g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                    "--%s belongs to the method %s, not to %s", p->name, (*m)->name, method->name);
        return FALSE;
      }
  return TRUE;
}

static gboolean find_communities(Run *run, const GvCommunityMethod *method, GvGraph *graph,
                                 GvVertex *labels, GError **error)
{
  g_autofree void *options = g_malloc0(method->options_size + 1);
  GvPartition partition = { 0 };

  gv_options_init(options, method->params);
  run_phase(run, "communities");
  gv_task_set_label(run->task, "communities");
  if (!arguments_fill(run->arguments, options, method->params, error) ||
      !gv_community_method_run(method, graph, options, labels, &partition, run->task, error))
    return FALSE;
  gv_summary_result_text(run->summary, "method", method->name);
  gv_summary_result_int(run->summary, "communities", partition.communities);
  gv_summary_result_real(run->summary, "modularity", partition.modularity);
  gv_summary_result_real(run->summary, "modularity_at_1", partition.modularity_at_1);
  gv_summary_result_int(run->summary, "disconnected", partition.disconnected);
  gv_summary_result_int(run->summary, "levels", partition.levels);
  gv_summary_result_flag(run->summary, "weights_used", gv_graph_is_weighted(graph));
  if (run_is_read(run))
    run_warn(run, "%u communities, modularity %.4f, weights %s", partition.communities,
             partition.modularity, gv_graph_is_weighted(graph) ? "used" : "all 1");
  return TRUE;
}

static gboolean write_labels(Run *run, const GvNetwork *network, const GvVertex *labels,
                             GError **error)
{
  const GvNames *names = gv_network_names(network);
  const GvVertex n = gv_names_count(names);
  g_autofree int64_t *ids = gv_array_new(n, sizeof *ids, error);
  g_autofree double *keys = gv_array_new(n, sizeof *keys, error);
  const GvColumn columns[] = { { "user", GV_COLUMN_NAME, NULL, names },
                               { "community", GV_COLUMN_INT, ids, NULL } };
  GvTable table = { columns, G_N_ELEMENTS(columns), 0, NULL };

  if (ids == NULL || keys == NULL)
    return FALSE;
  for (GvVertex v = 0; v < n; v++) {
    ids[v] = labels[v];
    keys[v] = labels[v];
  }
  g_autofree GvVertex *order = run_top_rows(run, keys, TRUE, n, &table.rows, error);
  table.order = order;
  return order && run_write_table(run, &table, error);
}

static gboolean run_communities(Run *run, const void *options, GError **error)
{
  const Options *o = options;
  const GvCommunityMethod *method = choose_method(o->method, error);
  g_autoptr(GvNetwork) network = NULL;
  g_autoptr(GvGraph) graph = NULL;
  g_autofree GvVertex *labels = NULL;

  if (method == NULL || !check_options(method, run, error) ||
      !(network = run_read_network(run, error)))
    return FALSE;
  graph = o->unweighted ? gv_graph_unweighted(gv_network_graph(network))
                        : gv_graph_ref(gv_network_graph(network));
  labels = gv_array_new(gv_graph_vertices(graph), sizeof *labels, error);
  return labels && find_communities(run, method, graph, labels, error) &&
         write_labels(run, network, labels, error);
}

static const GvParam params[] = {
  { "method", GV_PARAM_TEXT, offsetof(Options, method), 0, 0, 0, NULL, "NAME",
    "how communities are found (default leiden)" },
  { "unweighted", GV_PARAM_FLAG, offsetof(Options, unweighted), 0, 1, 0, NULL, NULL,
    "take every tie as weight 1" },
  GV_PARAMS_END,
};

const Command command_communities = {
  .name = "communities",
  .summary = "who belongs together; each community hangs together",
  .description = "Partitions people by their ties, read both ways. Community 0 is the largest. "
                 "--top K\ngives the first K people, community by community.",
  .examples = { "grapevine communities --follows follows.csv -o communities.csv",
                "grapevine communities --edges graph.tsv --undirected --resolution 2 --summary "
                "run.json",
                "grapevine communities --interactions log.csv.zst --half-life 30d --seed 7" },
  .uses = COMMAND_READS | COMMAND_LISTS,
  .options_size = sizeof(Options),
  .params = params,
  .algorithm_params = algorithm_params,
  .more_help = help_for_community_methods,
  .run = run_communities,
};
