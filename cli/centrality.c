/* grapevine centrality: a column for each measure named.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>
#include <string.h>

#include "cli/run.h"
#include "graph/base/array.h"

typedef struct {
  char *measure;
  gboolean unweighted;
} Options;

/* A measure that was asked for, its options and its scores. */
typedef struct {
  const GvCentrality *centrality;
  void *options;
  double *scores;
} Measure;

static void measure_clear(gpointer data)
{
  Measure *m = data;

  if (m->options)
    gv_options_clear(m->options, m->centrality->params);
  g_free(m->options);
  g_free(m->scores);
}

static GPtrArray *algorithm_params(void)
{
  GPtrArray *tables = g_ptr_array_new();

  for (const GvCentrality *const *c = gv_centralities(); *c; c++)
    g_ptr_array_add(tables, (gpointer)(gintptr)(*c)->params);
  return tables;
}

static gboolean set_unknown(const char *name, GError **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();

  for (const GvCentrality *const *c = gv_centralities(); *c; c++)
    g_ptr_array_add(names, (gpointer)(gintptr)(*c)->name);
  g_ptr_array_add(names, NULL);
  const char *close = closest_word(name, (const char *const *)names->pdata);
  g_autofree char *all = g_strjoinv(", ", (char **)names->pdata);
  if (close)
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--measure: there is no \"%s\"; did you mean %s?", name, close);
  else
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--measure: there is no \"%s\"; there are %s, and all", name, all);
  return FALSE;
}

static gboolean add_measure(GArray *measures, const GvCentrality *c, const Run *run,
                            GError **error)
{
  Measure m = { .centrality = c, .options = g_malloc0(c->options_size + 1) };

  for (guint i = 0; i < measures->len; i++)
    if (g_array_index(measures, Measure, i).centrality == c) {
      g_free(m.options);
      return TRUE;
    }
  gv_options_init(m.options, c->params);
  g_array_append_val(measures, m);
  return arguments_fill(run->arguments, m.options, c->params, error);
}

static gboolean add_named(GArray *measures, const char *name, const Run *run, GError **error)
{
  const GvCentrality *c = gv_centrality_find(name);

  if (c)
    return add_measure(measures, c, run, error);
  if (strcmp(name, "all") != 0)
    return set_unknown(name, error);
  for (const GvCentrality *const *each = gv_centralities(); *each; each++)
    if (!add_measure(measures, *each, run, error))
      return FALSE;
  return TRUE;
}

static gboolean takes_option(const GArray *measures, const char *name)
{
  for (guint i = 0; i < measures->len; i++)
    if (gv_params_find(g_array_index(measures, Measure, i).centrality->params, name))
      return TRUE;
  return FALSE;
}

/* An option of a measure that was not named would be ignored: refuse it. */
static gboolean check_options(const GArray *measures, const Run *run, GError **error)
{
  for (const GvCentrality *const *c = gv_centralities(); *c; c++)
    for (const GvParam *p = (*c)->params; p->name; p++)
      if (arguments_texts(run->arguments, p->name) && !gv_params_find(common_params, p->name) &&
          !takes_option(measures, p->name)) {
        g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                    "--%s belongs to the measure %s, which --measure does not name", p->name,
                    (*c)->name);
        return FALSE;
      }
  return TRUE;
}

static gboolean choose_measures(GArray *measures, const Options *o, const Run *run, GError **error)
{
  if (o->measure == NULL || *o->measure == '\0') {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--measure is missing; try --measure pagerank,betweenness");
    return FALSE;
  }
  g_auto(GStrv) names = g_strsplit(o->measure, ",", -1);
  for (char **name = names; *name; name++)
    if (!add_named(measures, g_strstrip(*name), run, error))
      return FALSE;
  return check_options(measures, run, error);
}

static void say_figure(const char *name, GvFigureType type, double value, void *summary)
{
  switch (type) {
  case GV_FIGURE_REAL:
    gv_summary_result_real(summary, name, value);
    break;
  case GV_FIGURE_INTEGER:
    gv_summary_result_int(summary, name, (int64_t)value);
    break;
  case GV_FIGURE_FLAG:
    gv_summary_result_flag(summary, name, value != 0);
    break;
  }
}

/* Scores of these people only, where the measure can tell them with less work; each
 * at its place in m->scores. */
static gboolean compute_some(Measure *m, GvGraph *graph, const GvVertex *people, GvVertex count,
                             Run *run, GError **error)
{
  g_autofree double *scores = gv_array_new_raw(count, sizeof *scores, error);

  if (scores == NULL || !gv_centrality_run_some(m->centrality, graph, m->options, people, count,
                                                scores, run->task, error))
    return FALSE;
  for (GvVertex i = 0; i < count; i++)
    m->scores[people[i]] = scores[i];
  return TRUE;
}

static gboolean compute_top(Measure *m, GvGraph *graph, GvVertex *people, GvVertex count, Run *run,
                            GError **error)
{
  g_autofree double *scores = gv_array_new_raw(count, sizeof *scores, error);

  if (scores == NULL || !gv_centrality_run_top(m->centrality, graph, m->options, count, people,
                                               scores, run->task, error))
    return FALSE;
  for (GvVertex i = 0; i < count; i++)
    m->scores[people[i]] = scores[i];
  return TRUE;
}

/* people [count]: the highest of the first measure, filled with it; NULL = everybody. */
static gboolean compute(GArray *measures, GvGraph *graph, GvVertex *people, GvVertex count,
                        Run *run, GError **error)
{
  gv_task_set_figures(run->task, say_figure, run->summary);
  for (guint i = 0; i < measures->len; i++) {
    Measure *m = &g_array_index(measures, Measure, i);
    gboolean done;
    run_phase(run, m->centrality->name);
    gv_task_set_label(run->task, m->centrality->name);
    if (!(m->scores = gv_array_new(gv_graph_vertices(graph), sizeof *m->scores, error)))
      return FALSE;
    if (people != NULL && i == 0)
      done = compute_top(m, graph, people, count, run, error);
    else if (people != NULL && m->centrality->run_some)
      done = compute_some(m, graph, people, count, run, error);
    else
      done = gv_centrality_run(m->centrality, graph, m->options, m->scores, run->task, error);
    if (!done)
      return FALSE;
    gv_summary_result_append(run->summary, "measures", m->centrality->formula);
  }
  return TRUE;
}

static gboolean write_scores(const GArray *measures, const GvNetwork *network,
                             const GvVertex *people, size_t count, Run *run, GError **error)
{
  const GvNames *names = gv_network_names(network);
  g_autofree GvColumn *columns = g_new0(GvColumn, measures->len + 1);
  const GvTable table = { columns, measures->len + 1, count, people };

  columns[0] = (GvColumn){ "user", GV_COLUMN_NAME, NULL, names };
  for (guint i = 0; i < measures->len; i++) {
    const Measure *m = &g_array_index(measures, Measure, i);
    columns[i + 1] = (GvColumn){ m->centrality->name, GV_COLUMN_REAL, m->scores, NULL };
  }
  return run_write_table(run, &table, error);
}

static gboolean compute_and_write(GArray *measures, const GvNetwork *network, GvGraph *graph,
                                  Run *run, GError **error)
{
  const GvVertex n = gv_graph_vertices(graph);
  const GvVertex count = run->common.top > 0 ? (GvVertex)MIN(run->common.top, n) : n;
  g_autofree GvVertex *people = NULL;

  if (run->common.top > 0 && !(people = gv_array_new_raw(count, sizeof *people, error)))
    return FALSE;
  return compute(measures, graph, people, count, run, error) &&
         write_scores(measures, network, people, count, run, error);
}

/* What measures of paths take a tie to be long. */
static const char *path_length(const Run *run, const GvGraph *graph)
{
  const char *const *given = arguments_texts(run->arguments, "length");
  const char *last = "unit";

  for (; given && *given; given++)
    last = *given;
  if (strcmp(last, "unit") == 0 || !gv_graph_is_weighted(graph))
    return "every edge 1";
  return strcmp(last, "weight") == 0 ? "weight" : "1 / weight";
}

static gboolean run_centrality(Run *run, const void *options, GError **error)
{
  const Options *o = options;
  g_autoptr(GArray) measures = g_array_new(FALSE, FALSE, sizeof(Measure));
  g_autoptr(GvNetwork) network = NULL;
  g_autoptr(GvGraph) graph = NULL;

  g_array_set_clear_func(measures, measure_clear);
  if (!choose_measures(measures, o, run, error) || !(network = run_read_network(run, error)))
    return FALSE;
  graph = o->unweighted ? gv_graph_unweighted(gv_network_graph(network))
                        : gv_graph_ref(gv_network_graph(network));
  gv_summary_result_flag(run->summary, "weights_used", gv_graph_is_weighted(graph));
  gv_summary_result_text(run->summary, "path_length", path_length(run, graph));
  return compute_and_write(measures, network, graph, run, error);
}

static const GvParam params[] = {
  { "measure", GV_PARAM_TEXT, offsetof(Options, measure), 0, 0, 0, NULL, "LIST",
    "measures, by commas; all names all of them" },
  { "unweighted", GV_PARAM_FLAG, offsetof(Options, unweighted), 0, 1, 0, NULL, NULL,
    "take every tie as weight 1" },
  GV_PARAMS_END,
};

const Command command_centrality = {
  .name = "centrality",
  .summary = "how central each person is: a column for each measure named",
  .description = "Computes centralities on the ties as given: from who listens to who is listened "
                 "to.\nRows come in the order in which people first appear; --top K gives the K "
                 "highest of\nthe first measure.",
  .examples = { "grapevine centrality --follows follows.csv --measure pagerank --top 20",
                "grapevine centrality --edges graph.txt.gz --undirected --measure "
                "betweenness,core -o scores.csv",
                "zcat log.gz | grapevine centrality --interactions - --columns "
                "actor,target,time,type --measure in_strength" },
  .uses = COMMAND_READS | COMMAND_LISTS,
  .options_size = sizeof(Options),
  .params = params,
  .algorithm_params = algorithm_params,
  .more_help = help_for_centralities,
  .run = run_centrality,
};
