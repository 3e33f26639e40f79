/* Which of the sources are packed graphs, and how they are to be used.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_packed_sources.h"

#include <math.h>

#include "graph/base/array.h"

#define NEEDS_ROWS                                                                                 \
  "%s: %s needs the rows, and a packed graph has none any more; give it to grapevine convert "     \
  "when packing"

static gboolean refuse(GError **error, const char *path, const char *text)
{
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, "%s: %s", path, text);
  return FALSE;
}

/* What only rows can answer has been answered when the graph was packed. */
static gboolean check_options(const GvSource *source, const GvReadOptions *o, GError **error)
{
  const char *name = NULL;

  if (source->columns || source->delimiter || source->header != GV_HEADER_AUTO)
    return refuse(error, source->path,
                  "--columns, --delimiter and --header are for tables; this is a packed graph");
  if (o->half_life > 0)
    name = "--half-life";
  else if (!isnan(o->as_of))
    name = "--as-of";
  else if (o->type_weights)
    name = "--type-weights";
  else if (o->channel_weights)
    name = "--channel-weights";
  else if (o->duplicates != GV_DUPLICATES_DEFAULT)
    name = "--duplicates";
  if (name == NULL)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, NEEDS_ROWS, source->path, name);
  return FALSE;
}

static gboolean check_kind(const GvSource *source, const GvNetwork *network, GError **error)
{
  if (source->kind == GV_TABLE_EDGES || gv_packed_is_attention(network))
    return TRUE;
  return refuse(error, source->path, "was packed from --edges; name it with --edges");
}

static gboolean check_size(const GvSource *source, const GvNetwork *network, const GvReadOptions *o,
                           GError **error)
{
  const GvVertex n = gv_graph_vertices(gv_network_graph(network));

  if (o->max_vertices == 0 || n <= o->max_vertices)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_LIMIT,
              "%s: %u people; raise --max-vertices if there is memory for them", source->path, n);
  return FALSE;
}

static gboolean open_source(GvPackedSources *p, size_t i, const GvSource *source,
                            const GvReadOptions *options, GvInputReport *report, GvTask *task,
                            GError **error)
{
  if (!gv_vine_is(source->path))
    return TRUE;
  if (!gv_table_has_ties(source->kind))
    return refuse(error, source->path, "is a packed graph, not a table; name it with --edges");
  if (!check_options(source, options, error) ||
      !(p->networks[i] = gv_vine_open(source->path, options, report, task, error)))
    return FALSE;
  return check_kind(source, p->networks[i], error) &&
         check_size(source, p->networks[i], options, error);
}

/* Counting has been done; a rule that merged nothing says nothing. */
static void note_rules(GvPackedSources *p, const GvNetwork *network)
{
  const GvNetworkView view = gv_network_view(network);
  size_t count;
  const GvLayer *layers = gv_network_layers(network, &count);

  for (size_t l = 0; l < count; l++) {
    const GvDuplicates rule = view.duplicates[layers[l].kind];
    const gboolean adds = rule == GV_DUPLICATES_SUM || rule == GV_DUPLICATES_COUNT ||
                          (rule == GV_DUPLICATES_ERROR && view.out.weights);
    if (rule == GV_DUPLICATES_MAX || adds)
      p->rules[layers[l].kind] = adds ? GV_DUPLICATES_SUM : GV_DUPLICATES_MAX;
  }
}

/* Several sources of edges become one network: they must mean the same. */
static gboolean check_mixture(const GvPackedSources *p, const GvSource *sources, GError **error)
{
  gboolean edges = FALSE;
  const char *attention = NULL;

  for (size_t i = 0; i < p->count; i++) {
    const GvNetwork *network = p->networks[i];
    if (network && gv_packed_is_scaled(network))
      return refuse(error, sources[i].path,
                    "was packed with --type-weights or --channel-weights, so it is read alone; "
                    "pack all together");
    if (network && gv_packed_is_attention(network))
      attention = sources[i].kind == GV_TABLE_EDGES ? sources[i].path : attention;
    else
      edges = edges || sources[i].kind == GV_TABLE_EDGES;
  }
  if (edges && attention)
    return refuse(error, attention,
                  "was packed from --follows or --interactions; it cannot be used together with "
                  "--edges of another kind");
  return TRUE;
}

/* Who is whom must be known while rows are read; other tables may have some. */
static gboolean check_identities(const GvPackedSources *p, const GvSource *sources, GError **error)
{
  const char *path = NULL;
  gboolean identities = FALSE, rows = FALSE;

  for (size_t i = p->count; i-- > 0;) {
    path = p->networks[i] ? sources[i].path : path;
    identities = identities || sources[i].kind == GV_TABLE_IDENTITIES;
    rows = rows || (!p->networks[i] && sources[i].kind != GV_TABLE_IDENTITIES);
  }
  if (path == NULL || !identities || rows)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, NEEDS_ROWS, path, "--identities");
  return FALSE;
}

static gboolean lies_right(const GvNetwork *network, GvDirection wanted)
{
  return wanted == GV_DIRECTION_DEFAULT ||
         gv_graph_is_directed(gv_network_graph(network)) == (wanted == GV_DIRECTED);
}

static gboolean decide(GvPackedSources *p, const GvSource *sources, const GvReadOptions *o,
                       GError **error)
{
  const GvNetwork *one = NULL;
  size_t edge_sources = 0;

  for (size_t i = 0; i < p->count; i++) {
    edge_sources += gv_table_has_ties(sources[i].kind) ? 1 : 0;
    if (p->networks[i] == NULL)
      continue;
    one = p->networks[i];
    note_rules(p, one);
  }
  p->in_place = one && edge_sources == 1 && lies_right(one, o->direction);
  return check_identities(p, sources, error) &&
         (one == NULL || edge_sources == 1 || check_mixture(p, sources, error));
}

gboolean gv_packed_sources_open(GvPackedSources *p, const GvSource *sources, size_t count,
                                const GvReadOptions *options, GvReadReport *report, GvTask *task,
                                GError **error)
{
  *p = (GvPackedSources){ .networks = g_new0(GvNetwork *, count + 1), .count = count };
  for (size_t i = 0; i < count; i++)
    if (!open_source(p, i, &sources[i], options, &report->inputs[i], task, error))
      return FALSE;
  return decide(p, sources, options, error);
}

void gv_packed_sources_clear(GvPackedSources *p)
{
  for (size_t i = 0; i < p->count; i++)
    gv_network_free(p->networks[i]);
  g_free(p->networks);
  *p = (GvPackedSources){ 0 };
}

GvNetwork *gv_packed_at(const GvPackedSources *packed, size_t i)
{
  return packed->networks[i];
}

GvNetwork *gv_packed_only(const GvPackedSources *p)
{
  for (size_t i = 0; i < p->count; i++)
    if (p->networks[i])
      return p->networks[i];
  return NULL;
}

GvNetwork *gv_packed_take(GvPackedSources *p)
{
  for (size_t i = 0; i < p->count; i++)
    if (p->networks[i])
      return g_steal_pointer(&p->networks[i]);
  return NULL;
}
