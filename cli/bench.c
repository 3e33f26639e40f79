/* grapevine bench: our kernels beside igraph's.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "benchmarks/graphs.h"
#include "cli/benching.h"
#include "cli/dry_run.h"

static gboolean add_threads(Benching *b, const char *list, GError **error)
{
  g_auto(GStrv) texts = benching_split(list);

  for (char **text = texts; *text; text++) {
    gint64 count = 0;
    if (!g_ascii_string_to_signed(*text, 10, 1, 1024, &count, NULL)) {
      g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                  "--threads-list must be numbers from 1 to 1024 such as 1,2,4, not \"%s\"", list);
      return FALSE;
    }
    const unsigned threads = (unsigned)count;
    g_array_append_val(b->threads, threads);
  }
  return TRUE;
}

static gboolean choose_threads(Benching *b, const BenchOptions *o, const Run *run, GError **error)
{
  const gboolean given = arguments_texts(run->arguments, "threads") != NULL;
  const unsigned alone = given ? gv_task_thread_count(run->task) : 1;

  if (o->threads_list && given) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--threads and --threads-list exclude each other");
    return FALSE;
  }
  if (o->threads_list)
    return add_threads(b, o->threads_list, error);
  g_array_append_val(b->threads, alone);
  return TRUE;
}

static gboolean wants_files(const Benching *b)
{
  for (guint k = 0; k < b->kernels->len; k++)
    if (((const Kernel *)b->kernels->pdata[k])->reads_files)
      return TRUE;
  return FALSE;
}

static gboolean wants_peer(const Benching *b)
{
  for (guint k = 0; k < b->kernels->len; k++)
    if (((const Kernel *)b->kernels->pdata[k])->theirs)
      return TRUE;
  return FALSE;
}

static BenchPlan plan_of(const Benching *b, const BenchOptions *o, guint graph)
{
  const double share = 1.0 / b->graphs->len;

  return (BenchPlan){ .kernels = b->kernels,
                      .threads = b->threads,
                      .repeats = o->repeat,
                      .limit = o->limit,
                      .done = share * graph,
                      .share = share };
}

static void summarise(const char *name, const GvGraph *graph, Run *run)
{
  g_autofree char *text = g_strdup_printf("%s: %u vertices, %" G_GUINT64_FORMAT " edges, %s, %s",
                                          name, gv_graph_vertices(graph), gv_graph_edges(graph),
                                          gv_graph_is_directed(graph) ? "directed" : "undirected",
                                          gv_graph_is_weighted(graph) ? "weighted" : "unweighted");

  gv_summary_result_append(run->summary, "graphs", text);
}

static gboolean run_on(const Benching *b, const BenchOptions *o, guint graph, GvNetwork *network,
                       Run *run, GError **error)
{
  const char *name = g_array_index(b->graphs, NamedGraph, graph).name;
  const BenchPlan plan = plan_of(b, o, graph);
  Subject subject = { .network = network,
                      .graph = gv_network_graph(network),
                      .seed = run->common.seed };
  g_auto(Peer) peer = { .weighted = FALSE };
  gboolean done = TRUE;

  summarise(name, subject.graph, run);
  if (!o->ours_only && wants_peer(b)) {
    done = peer_init(&peer, subject.graph, run->task, error);
    subject.peer = &peer;
  }
  done = done && (!wants_files(b) || subject_write_files(&subject, run->task, error));
  run_phase(run, name);
  done = done && bench_graph(&plan, name, &subject, b->rows, run->task, error);
  subject_remove_files(&subject);
  return done;
}

static gboolean run_graphs(Benching *b, const BenchOptions *o, Run *run, GError **error)
{
  for (guint i = 0; i < b->graphs->len; i++) {
    const NamedGraph *graph = &g_array_index(b->graphs, NamedGraph, i);
    g_autoptr(GvNetwork) network = NULL;
    run_phase(run, "load");
    gv_task_set_label(run->task, "load");
    if (!(network = benching_network(graph, run, error)) || !run_on(b, o, i, network, run, error))
      return FALSE;
  }
  return TRUE;
}

/* Rows are written first: what else was measured counts. */
static gboolean check_rows(const Benching *b, GError **error)
{
  for (guint i = 0; i < b->rows->len; i++) {
    const BenchRow *row = &g_array_index(b->rows, BenchRow, i);
    if (row->failed) {
      g_set_error(error, GV_ERROR, row->code, "%s on %s failed: %s", row->kernel, row->graph,
                  row->note);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean check_paths(const Benching *b, GError **error)
{
  for (guint i = 0; i < b->graphs->len; i++) {
    const char *path = g_array_index(b->graphs, NamedGraph, i).path;
    if (path && access(path, R_OK) != 0) {
      g_set_error(error, GV_ERROR, GV_ERROR_IO, "%s: cannot open: %s", path, g_strerror(errno));
      return FALSE;
    }
  }
  return TRUE;
}

/* --dry-run: how many runs there would be, and how long they could take. */
static gboolean tell_plan(const Benching *b, const BenchOptions *o, const Run *run, GError **error)
{
  const guint sides = b->threads->len + (o->ours_only ? 0 : 1);
  const double runs = (double)b->graphs->len * b->kernels->len * sides * (double)o->repeat;
  g_autofree char *text =
      g_strdup_printf("good: options, inputs and output places; nothing was done\n"
                      "runs    at most %.0f: %u graphs, %u kernels, %" G_GINT64_FORMAT " times\n"
                      "time    at most %.0f s, %g s a run by --limit\n",
                      runs, b->graphs->len, b->kernels->len, o->repeat, runs * o->limit, o->limit);

  if (!check_paths(b, error) || !dry_run_check_files(run->arguments, NULL, error))
    return FALSE;
  g_autoptr(GvOutput) output = gv_output_open("-", error);
  return output && gv_output_write(output, text, strlen(text), error) &&
         gv_output_commit(output, error) && dry_run_end(error);
}

static gboolean run_bench(Run *run, const void *options, GError **error)
{
  const BenchOptions *o = options;
  g_auto(Benching) b = { 0 };

  benching_init(&b);
  if (!benching_choose_kernels(&b, o->kernel, error) || !choose_threads(&b, o, run, error) ||
      !benching_choose_graphs(&b, run, error))
    return FALSE;
  if (run->common.dry_run)
    return tell_plan(&b, o, run, error);
  gv_summary_result_text(run->summary, "igraph", o->ours_only ? "not run" : IGRAPH_VERSION);
  gv_summary_result_int(run->summary, "repeat", o->repeat);
  gv_summary_result_real(run->summary, "limit", o->limit);
  return run_graphs(&b, o, run, error) && benching_write(&b, run, error) && check_rows(&b, error);
}

#define FIELD(field) offsetof(BenchOptions, field)
static const GvParam params[] = {
  { "graph", GV_PARAM_TEXT, FIELD(graph), 0, 0, 0, NULL, "LIST",
    "graphs by name or file, by commas; also several times (default kron12,lfr5000)" },
  { "kernel", GV_PARAM_TEXT, FIELD(kernel), 0, 0, 0, NULL, "LIST",
    "kernels, by commas; -NAME leaves one out: all,-betweenness; paths along weights run where they "
    "are named: betweenness-inverse (default all)" },
  { "threads-list", GV_PARAM_TEXT, FIELD(threads_list), 0, 0, 0, NULL, "LIST",
    "a row for each of these numbers of threads, 1,2,4 (default --threads, or 1)" },
  { "repeat", GV_PARAM_INT, FIELD(repeat), 1, 1000, 3, NULL, "N",
    "runs of each, ours and igraph's in turn; their median is told" },
  { "limit", GV_PARAM_REAL, FIELD(limit), 0.001, 1e6, 60, NULL, "SECONDS",
    "end a run that takes longer; its row says so" },
  { "ours-only", GV_PARAM_FLAG, FIELD(ours_only), 0, 1, 0, NULL, NULL, "do not run igraph" },
  GV_PARAMS_END,
};
#undef FIELD

const Command command_bench = {
  .name = "bench",
  .summary = "our kernels beside igraph's: CPU time, memory, agreement",
  .description = "Runs each kernel on each graph in a process of its own, ours and igraph's in "
                 "turn, and\ntells CPU time, time by the clock, peak memory above the graph's own, "
                 "and how well\nthe results agree. docs/benchmarks.md says how to read it.",
  .examples = { "grapevine bench",
                "grapevine bench --graph kron16,kron18 --kernel pagerank,core,holes "
                "--threads-list 1,2",
                "grapevine bench --edges graph.txt.gz --undirected --kernel leiden --repeat 5 "
                "-o leiden.csv" },
  .uses = COMMAND_READS,
  .options_size = sizeof(BenchOptions),
  .params = params,
  .more_help = benching_help,
  .run = run_bench,
};
