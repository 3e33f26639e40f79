/* Our side of every kernel, with default options and the run's seed. What a
 * result needs is allocated here, as a user has to, and so is measured.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "benchmarks/kernel_runs.h"

#include "graph/base/array.h"

/* Options of an algorithm: its defaults, and the seed where it draws. Caller
 * frees. NULL: the seed is beyond what it takes. */
static void *options_of(const GvParam *params, size_t size, int64_t seed, GError **error)
{
  g_autofree void *options = g_malloc0(size + 1);
  g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, seed);
  const GvParam *param = gv_params_find(params, "seed");

  gv_options_init(options, params);
  if (param && !gv_options_set(options, param, text, error))
    return NULL;
  return g_steal_pointer(&options);
}

/* Those that make a measure the peer's. value: NULL = the default. */
static gboolean take_option(void *options, const GvParam *params, const char *name,
                            const char *value, GError **error)
{
  return value == NULL || gv_options_set(options, gv_params_find(params, name), value, error);
}

gboolean kernel_centrality(const Kernel *kernel, const Subject *s, Outcome *o, GvTask *task,
                           GError **error)
{
  const GvCentrality *c = kernel->centrality;
  g_autofree void *options = options_of(c->params, c->options_size, s->seed, error);
  const PeerMeasure *m = kernel->measure;

  return options && (m == NULL || (take_option(options, c->params, "mode", m->mode, error) &&
                                   take_option(options, c->params, "length", m->length, error))) &&
         (o->scores = gv_array_new(gv_graph_vertices(s->graph), sizeof *o->scores, error)) &&
         gv_centrality_run(c, s->graph, options, o->scores, task, error);
}

/* All four measures; igraph has the first. */
gboolean kernel_holes(const Kernel *kernel, const Subject *s, Outcome *o, GvTask *task,
                      GError **error)
{
  const size_t n = gv_graph_vertices(s->graph);
  GvHoles holes;
  (void)kernel;

  if (!(o->scores = gv_array_new(n, 4 * sizeof *o->scores, error)))
    return FALSE;
  holes = (GvHoles){ o->scores, o->scores + n, o->scores + 2 * n, o->scores + 3 * n };
  return gv_holes_run(s->graph, holes, task, error);
}

gboolean kernel_communities(const Kernel *kernel, const Subject *s, Outcome *o, GvTask *task,
                            GError **error)
{
  const GvCommunityMethod *m = kernel->method;
  g_autofree void *options = options_of(m->params, m->options_size, s->seed, error);
  GvPartition partition;

  return options &&
         (o->labels = gv_array_new(gv_graph_vertices(s->graph), sizeof *o->labels, error)) &&
         gv_community_method_run(m, s->graph, options, o->labels, &partition, task, error);
}

static gboolean read_graph(const char *path, GvReadOptions options, Outcome *o, GvTask *task,
                           GError **error)
{
  const GvSource source = { .kind = GV_TABLE_EDGES, .path = path };
  GvNetwork *network = gv_network_read(&source, 1, &options, NULL, task, error);

  if (network == NULL)
    return FALSE;
  o->graph = gv_network_graph(network); /* which the process keeps to its end */
  return TRUE;
}

gboolean kernel_load(const Kernel *kernel, const Subject *s, Outcome *o, GvTask *task,
                     GError **error)
{
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  (void)kernel;

  options.direction = gv_graph_is_directed(s->graph) ? GV_DIRECTED : GV_UNDIRECTED;
  return read_graph(s->text, options, o, task, error);
}

gboolean kernel_open(const Kernel *kernel, const Subject *s, Outcome *o, GvTask *task,
                     GError **error)
{
  const GvReadOptions options = GV_READ_OPTIONS_INIT;
  (void)kernel;

  return read_graph(s->packed, options, o, task, error);
}

/* A file that has been checked before, which subject_write_files saw to. */
gboolean kernel_open_known(const Kernel *kernel, const Subject *s, Outcome *o, GvTask *task,
                           GError **error)
{
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  (void)kernel;

  options.known_folder = s->known;
  return read_graph(s->packed, options, o, task, error);
}

gboolean kernel_open_trusted(const Kernel *kernel, const Subject *s, Outcome *o, GvTask *task,
                             GError **error)
{
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  (void)kernel;

  options.check = GV_CHECK_HEADER;
  return read_graph(s->packed, options, o, task, error);
}

gboolean kernel_symmetrise(const Kernel *kernel, const Subject *s, Outcome *o, GvTask *task,
                           GError **error)
{
  (void)kernel;
  return (o->graph = gv_graph_symmetrised(s->graph, task, error)) != NULL;
}

gboolean kernel_reach(const Kernel *kernel, const Subject *s, Outcome *o, GvTask *task,
                      GError **error)
{
  const GvSpread spread = { .kind = GV_SPREAD_WEIGHTED_CASCADE };
  GvReachOptions options = GV_REACH_OPTIONS_INIT;
  GvReachFigures figures;
  (void)kernel;

  options.seed = s->seed;
  return (o->scores = gv_array_new(gv_graph_vertices(s->graph), sizeof *o->scores, error)) &&
         gv_reach_run(s->graph, &spread, &options, o->scores, &figures, task, error);
}

/* The shortlist's whole ranking, without reading and writing. */
gboolean kernel_nominate(const Kernel *kernel, const Subject *s, Outcome *o, GvTask *task,
                         GError **error)
{
  g_autofree GvNominateOptions *options =
      options_of(gv_nominate_params, sizeof *options, s->seed, error);
  const GvNominateChoice choice = { .excluded = NULL };
  g_autoptr(GvNomination) nomination = NULL;
  (void)kernel;
  (void)o;

  if (options)
    nomination = gv_nominate(s->network, options, &choice, task, error);
  return nomination != NULL;
}
