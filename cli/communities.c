/* grapevine communities: who belongs together.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>
#include <string.h>

#include "cli/partitions.h"
#include "graph/base/array.h"

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

/* The labels of --initial; whom it does not name begins alone. */
static gboolean read_initial(Run *run, const char *path, const GvNetwork *network,
                             GvVertex **labels, GError **error)
{
  const GvSource source = { .kind = GV_TABLE_USERS, .path = path };
  const GvVertex n = gv_names_count(gv_network_names(network));
  GvVertex groups;
  size_t unknown;

  if (path == NULL)
    return TRUE;
  if (!(*labels = gv_array_new_raw(n, sizeof **labels, error)) ||
      !gv_people_groups_read(&source, network, "community", *labels, &groups, &unknown, run->task,
                             error))
    return FALSE;
  if (unknown)
    run_warn(run, "%s: %" G_GSIZE_FORMAT " of the people listed are not in the network", path,
             unknown);
  for (GvVertex v = 0; v < n; v++)
    if ((*labels)[v] == GV_VERTEX_NONE)
      (*labels)[v] = groups++; /* at most n in all: each group has a person */
  return TRUE;
}

static void tell_real(Run *run, const Partition *p, const char *key, double value)
{
  g_autofree char *name = g_strconcat(key, p->suffix, NULL);

  gv_summary_result_real(run->summary, name, value);
}

static void tell_int(Run *run, const Partition *p, const char *key, int64_t value)
{
  g_autofree char *name = g_strconcat(key, p->suffix, NULL);

  gv_summary_result_int(run->summary, name, value);
}

/* What costs another look at the ties is for those who read it. */
static gboolean tell_figures(Run *run, const Partition *p, const GvPartition *found, GvGraph *graph,
                             GError **error)
{
  const double resolution =
      is_multilevel(p->method) ? ((const GvMultilevelOptions *)p->options)->resolution : 1;
  GvPartitionFigures f;

  if (run->common.summary == NULL)
    return TRUE;
  if (!gv_partition_figures(graph, p->labels, found->communities, resolution, &f, run->task, error))
    return FALSE;
  tell_real(run, p, "resolution", resolution);
  tell_real(run, p, "coverage", f.coverage);
  tell_real(run, p, "cpm", f.cpm);
  tell_real(run, p, "conductance_median", f.conductance);
  tell_int(run, p, "largest", f.largest);
  tell_int(run, p, "median_size", f.median);
  tell_int(run, p, "smallest", f.smallest);
  tell_int(run, p, "singletons", f.singletons);
  return TRUE;
}

static gboolean find_communities(Run *run, Partition *p, GvGraph *graph, GError **error)
{
  GvPartition found = { 0 };

  gv_task_set_label(run->task, "communities");
  p->labels = gv_array_new(gv_graph_vertices(graph), sizeof *p->labels, error);
  if (p->labels == NULL ||
      !gv_community_method_run(p->method, graph, p->options, p->labels, &found, run->task, error))
    return FALSE;
  tell_int(run, p, "communities", found.communities);
  tell_real(run, p, "modularity", found.modularity);
  tell_real(run, p, "modularity_at_1", found.modularity_at_1);
  tell_int(run, p, "disconnected", found.disconnected);
  tell_int(run, p, "levels", found.levels);
  if (run_is_read(run))
    run_warn(run, "community%s: %u communities, modularity %.4f, weights %s", p->suffix,
             found.communities, found.modularity, gv_graph_is_weighted(graph) ? "used" : "all 1");
  return tell_figures(run, p, &found, graph, error);
}

static gboolean find_all(Run *run, GPtrArray *partitions, GvGraph *graph, const GvVertex *initial,
                         gboolean nested, GError **error)
{
  run_phase(run, "communities");
  for (guint i = 0; i < partitions->len; i++) {
    Partition *p = partitions->pdata[i];
    if (is_multilevel(p->method)) {
      GvMultilevelOptions *o = p->options;
      o->initial = i == 0 || !nested ? initial : NULL;
      o->within = i > 0 && nested ? ((Partition *)partitions->pdata[i - 1])->labels : NULL;
    }
    if (!find_communities(run, p, graph, error))
      return FALSE;
    gv_summary_result_text(run->summary, "method", p->method->name);
  }
  gv_summary_result_flag(run->summary, "weights_used", gv_graph_is_weighted(graph));
  return TRUE;
}

static gboolean run_communities(Run *run, const void *options, GError **error)
{
  const CommunitiesOptions *o = options;
  const GvCommunityMethod *method = choose_method(o->method, error);
  g_autoptr(GPtrArray) partitions = NULL;
  g_autoptr(GvNetwork) network = NULL;
  g_autoptr(GvGraph) graph = NULL;
  g_autofree GvVertex *initial = NULL;

  if (method == NULL || !check_options(method, run, error) ||
      !(partitions = partitions_plan(method, run, o, error)) ||
      !(network = run_read_network(run, error)) ||
      !read_initial(run, o->initial, network, &initial, error))
    return FALSE;
  graph = o->unweighted ? gv_graph_unweighted(gv_network_graph(network))
                        : gv_graph_ref(gv_network_graph(network));
  return find_all(run, partitions, graph, initial, o->levels > 1, error) &&
         partitions_write(run, network, partitions, error);
}

static const GvParam params[] = {
  { "method", GV_PARAM_TEXT, offsetof(CommunitiesOptions, method), 0, 0, 0, NULL, "NAME",
    "how communities are found (default leiden)" },
  { "initial", GV_PARAM_TEXT, offsetof(CommunitiesOptions, initial), 0, 0, 0, NULL, "FILE",
    "begin from these communities, a table user,community; who is not in it begins alone" },
  { "levels", GV_PARAM_INT, offsetof(CommunitiesOptions, levels), 1, 16, 1, NULL, "N",
    "columns community, community_2, …: each within the one before, at twice the resolution" },
  { "unweighted", GV_PARAM_FLAG, offsetof(CommunitiesOptions, unweighted), 0, 1, 0, NULL, NULL,
    "take every tie as weight 1" },
  GV_PARAMS_END,
};

const Command command_communities = {
  .name = "communities",
  .summary = "who belongs together; each community hangs together",
  .description = "Partitions people by their ties, read both ways. Community 0 is the largest. "
                 "--top K\ngives the first K people, community by community. "
                 "--resolution .5,1,2 gives a column\nfor each.",
  .examples = { "grapevine communities --follows follows.csv -o communities.csv",
                "grapevine communities --edges graph.tsv --undirected --resolution .5,1,2 "
                "--summary "
                "run.json",
                "grapevine communities --follows follows.csv --initial communities.csv --max-size "
                "5000" },
  .uses = COMMAND_READS | COMMAND_LISTS,
  .options_size = sizeof(CommunitiesOptions),
  .params = params,
  .algorithm_params = algorithm_params,
  .more_help = help_for_community_methods,
  .run = run_communities,
};
