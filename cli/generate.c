/* grapevine generate: benchmark graphs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>
#include <string.h>

#include "cli/dry_run.h"
#include "cli/known.h"
#include "cli/run.h"
#include "graph/base/array.h"
#include "graph/generators/expect.h"

typedef struct {
  GvKroneckerOptions kronecker;
  GvErdosRenyiOptions erdos_renyi;
  GvLfrOptions lfr;
  int64_t vertices;
  gboolean directed;
  char *communities;
} Options;

enum { MOST_OPTIONS = 10 };

typedef struct {
  const char *name;
  const char *options[MOST_OPTIONS]; /* those it has */
  gboolean (*draw)(Run *run, const Options *options, GvEdgeList *list, GError **error);
  gboolean (*expect)(const Run *run, const Options *options, double *vertices, double *edges,
                     GError **error); /* for --dry-run */
} Model;

#define FIELD(field) offsetof(Options, field)
static const GvParam params[] = {
  { "scale", GV_PARAM_INT, FIELD(kronecker.scale), 1, 31, 16, NULL, "S",
    "kronecker: 2^S vertices" },
  { "degree", GV_PARAM_INT, FIELD(kronecker.degree), 1, 1e6, 16, NULL, "K",
    "kronecker: edges drawn per vertex" },
  { "vertices", GV_PARAM_INT, FIELD(vertices), 0, 4294967294.0, 1000, NULL, "N",
    "erdos-renyi, lfr: vertices" },
  { "edges", GV_PARAM_INT, FIELD(erdos_renyi.edges), -1, 9007199254740992.0, -1, NULL, "M",
    "erdos-renyi: exactly M edges; -1 = by --probability" },
  { "probability", GV_PARAM_REAL, FIELD(erdos_renyi.probability), 0, 1, 0.01, NULL, "P",
    "erdos-renyi: of each edge" },
  { "directed", GV_PARAM_FLAG, FIELD(directed), 0, 1, 0, NULL, NULL,
    "kronecker, erdos-renyi: edges have a direction" },
  { "average-degree", GV_PARAM_REAL, FIELD(lfr.average_degree), 1, 1e9, 15, NULL, "K",
    "lfr: mean degree" },
  { "max-degree", GV_PARAM_INT, FIELD(lfr.max_degree), 0, 4294967294.0, 50, NULL, "K",
    "lfr: largest degree; 0 = a tenth of the vertices" },
  { "tau1", GV_PARAM_REAL, FIELD(lfr.degree_exponent), 0, 10, 2, NULL, "T",
    "lfr: degrees follow k^-T" },
  { "tau2", GV_PARAM_REAL, FIELD(lfr.community_exponent), 0, 10, 1, NULL, "T",
    "lfr: sizes of communities follow s^-T" },
  { "mixing", GV_PARAM_REAL, FIELD(lfr.mixing), 0, 1, 0.2, NULL, "MU",
    "lfr: share of a vertex's edges that leave its community" },
  { "min-community", GV_PARAM_INT, FIELD(lfr.min_community), 0, 4294967294.0, 0, NULL, "N",
    "lfr: smallest community; 0 = the smallest degree" },
  { "max-community", GV_PARAM_INT, FIELD(lfr.max_community), 0, 4294967294.0, 0, NULL, "N",
    "lfr: largest community; 0 = the largest degree" },
  { "communities", GV_PARAM_TEXT, FIELD(communities), 0, 0, 0, NULL, "FILE",
    "lfr: write the planted communities" },
  GV_PARAMS_END,
};
#undef FIELD

static GvKroneckerOptions kronecker_of(const Run *run, const Options *options)
{
  GvKroneckerOptions o = options->kronecker;

  o.a = 0.57; /* as GAPBS and Graph500 */
  o.b = o.c = 0.19;
  o.directed = options->directed;
  o.seed = (uint64_t)run->common.seed;
  return o;
}

static gboolean draw_kronecker(Run *run, const Options *options, GvEdgeList *list, GError **error)
{
  const GvKroneckerOptions o = kronecker_of(run, options);

  return gv_generate_kronecker(&o, list, run->task, error);
}

static gboolean expect_kronecker(const Run *run, const Options *options, double *vertices,
                                 double *edges, GError **error)
{
  const GvKroneckerOptions o = kronecker_of(run, options);

  *vertices = (double)((uint64_t)1 << o.scale);
  return gv_kronecker_expect(&o, edges, error);
}

static gboolean erdos_renyi_of(const Run *run, const Options *options, GvErdosRenyiOptions *o,
                               GError **error)
{
  *o = options->erdos_renyi;
  if (o->edges >= 0 && arguments_texts(run->arguments, "probability")) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--edges and --probability exclude each other");
    return FALSE;
  }
  o->vertices = options->vertices;
  o->directed = options->directed;
  o->seed = (uint64_t)run->common.seed;
  return TRUE;
}

static gboolean draw_erdos_renyi(Run *run, const Options *options, GvEdgeList *list, GError **error)
{
  GvErdosRenyiOptions o;

  return erdos_renyi_of(run, options, &o, error) &&
         gv_generate_erdos_renyi(&o, list, run->task, error);
}

static gboolean expect_erdos_renyi(const Run *run, const Options *options, double *vertices,
                                   double *edges, GError **error)
{
  GvErdosRenyiOptions o;

  *vertices = (double)options->vertices;
  return erdos_renyi_of(run, options, &o, error) && gv_erdos_renyi_expect(&o, edges, error);
}

static gboolean write_communities(Run *run, const char *path, const GvVertex *labels, GvVertex n,
                                  GError **error)
{
  g_autofree int64_t *users = gv_array_new(n, sizeof *users, error);
  g_autofree int64_t *ids = gv_array_new(n, sizeof *ids, error);
  const GvColumn columns[] = { { "user", GV_COLUMN_INT, users, NULL },
                               { "community", GV_COLUMN_INT, ids, NULL } };
  const GvTable table = { columns, G_N_ELEMENTS(columns), n, NULL };
  GvFormat format = GV_FORMAT_CSV;

  if (users == NULL || ids == NULL)
    return FALSE;
  for (GvVertex v = 0; v < n; v++) {
    users[v] = (int64_t)v + 1;
    ids[v] = labels[v];
  }
  if (gv_path_is_database(path))
    return gv_table_store(&table, path, run->task, error);
  gv_format_of_path(path, &format);
  g_autoptr(GvOutput) output = gv_output_open(path, error);
  return output && gv_table_write(&table, format, output, run->task, error) &&
         gv_output_commit(output, error);
}

static GvLfrOptions lfr_of(const Run *run, const Options *options)
{
  GvLfrOptions o = options->lfr;

  o.vertices = options->vertices;
  o.seed = (uint64_t)run->common.seed;
  return o;
}

static gboolean draw_lfr(Run *run, const Options *options, GvEdgeList *list, GError **error)
{
  g_autofree GvVertex *labels = gv_array_new((size_t)options->vertices, sizeof *labels, error);
  const GvLfrOptions o = lfr_of(run, options);

  return labels && gv_generate_lfr(&o, list, labels, run->task, error) &&
         (!options->communities ||
          write_communities(run, options->communities, labels, list->n, error));
}

static gboolean expect_lfr(const Run *run, const Options *options, double *vertices, double *edges,
                           GError **error)
{
  const GvLfrOptions o = lfr_of(run, options);

  *vertices = (double)o.vertices;
  return gv_lfr_expect(&o, edges, error);
}

static const Model models[] = {
  { "kronecker", { "scale", "degree", "directed" }, draw_kronecker, expect_kronecker },
  { "erdos-renyi",
    { "vertices", "edges", "probability", "directed" },
    draw_erdos_renyi,
    expect_erdos_renyi },
  { "lfr",
    { "vertices", "average-degree", "max-degree", "tau1", "tau2", "mixing", "min-community",
      "max-community", "communities" },
    draw_lfr,
    expect_lfr },
};

static const char *const model_names[] = { "kronecker", "erdos-renyi", "lfr", NULL };

static const Model *find_model(const Run *run, GError **error)
{
  const GPtrArray *operands = run->arguments->operands;

  for (size_t i = 0; operands->len == 1 && i < G_N_ELEMENTS(models); i++)
    if (strcmp(models[i].name, operands->pdata[0]) == 0)
      return &models[i];
  g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                      "name one model: kronecker, erdos-renyi or lfr");
  return NULL;
}

/* An option of another model would be ignored: refuse it. */
static gboolean check_options(const Run *run, const Model *model, GError **error)
{
  for (const GvParam *p = params; p->name; p++)
    if (arguments_texts(run->arguments, p->name) && !g_strv_contains(model->options, p->name)) {
      g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, "--%s is not an option of %s",
                  p->name, model->name);
      return FALSE;
    }
  return TRUE;
}

static gboolean write_network(Run *run, GvEdgeList *list, GError **error)
{
  g_autoptr(GvNetwork) network = gv_network_of_edges(list, run->task, error);

  if (network == NULL)
    return FALSE;
  gv_summary_set_graph(run->summary, gv_network_graph(network));
  if (!run_write_network(run, network, error))
    return FALSE;
  g_clear_pointer(&network, gv_network_free);
  known_look_through(run);
  return TRUE;
}

static gboolean run_generate(Run *run, const void *options, GError **error)
{
  const Model *model = find_model(run, error);
  g_auto(GvEdgeList) list = { 0 };
  const Options *o = options;
  double vertices, edges;

  if (model == NULL || !check_options(run, model, error) || !run_check_network(run, error))
    return FALSE;
  if (run->common.dry_run)
    return model->expect(run, o, &vertices, &edges, error) &&
           dry_run_tell_drawing(o->communities, vertices, edges, error);
  run_phase(run, "generate");
  gv_task_set_label(run->task, "generate");
  return model->draw(run, options, &list, error) && write_network(run, &list, error);
}

const Command command_generate = {
  .name = "generate",
  .summary = "benchmark graphs: kronecker, erdos-renyi, lfr",
  .description = "Draws a graph by --seed, the same at any --threads: people are called 1 .. N. "
                 "Undirected\nunless --directed; loops are dropped and duplicates merged.",
  .arguments = "MODEL",
  .operands = model_names,
  .examples = { "grapevine generate kronecker --scale 20 --degree 16 -o kron20.mtx.zst",
                "grapevine generate erdos-renyi --vertices 1000 --edges 5000 --directed -o er.csv",
                "grapevine generate lfr --vertices 10000 --mixing 0.3 --communities truth.csv "
                "-o lfr.csv.gz" },
  .uses = COMMAND_ENDINGS,
  .options_size = sizeof(Options),
  .params = params,
  .more_help = run_help_for_endings,
  .run = run_generate,
};
