/* Tables into one network: edge tables first, users after them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "graph/base/address.h"
#include "graph/base/array.h"
#include "graph/hashed_names.h"
#include "graph/network.h"
#include "io/read_edges.h"
#include "io/read_graph.h"
#include "io/read_options.h"
#include "io/read_users.h"

enum { KINDS = 3, EXPAND = 1000 };

/* Everything while it is being read. */
typedef struct {
  const GvSource *sources;
  size_t count;
  const GvReadOptions *options;
  GvReadReport *report;
  GvReadLimits limits;
  GvNames *names;
  GvTies ties;
  GvLayerIndex index;
  GvUsers users;
  const char **paths;      /* [count], as messages show them; of the report */
  GvEdge *duplicates;      /* [count] */
  gboolean weights[KINDS]; /* by GvTieKind: some table has a weight column */
  GvDirection own;         /* what the edge tables so far say; DEFAULT = none was read */
  size_t own_from;         /* the first of them */
} Reading;

static void reading_clear(Reading *r)
{
  gv_names_free(r->names);
  gv_ties_clear(&r->ties);
  gv_layer_index_clear(&r->index);
  gv_users_clear(&r->users);
  g_free(r->paths);
  g_free(r->duplicates);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

void gv_read_report_clear(GvReadReport *report)
{
  for (size_t i = 0; i < report->input_count; i++)
    g_free(report->inputs[i].path);
  g_free(report->inputs);
  g_clear_pointer(&report->warnings, g_ptr_array_unref);
  *report = (GvReadReport){ 0 };
}

static void report_init(GvReadReport *report, const GvSource *sources, size_t count)
{
  *report = (GvReadReport){ .inputs = g_new0(GvInputReport, count),
                            .input_count = count,
                            .warnings = g_ptr_array_new_with_free_func(g_free) };
  for (size_t i = 0; i < count; i++)
    report->inputs[i].path = gv_address_shown(sources[i].path);
}

static gboolean reading_init(Reading *r, GError **error)
{
  const GvReadOptions *o = r->options;
  const GvVertex most = o->max_vertices ? (GvVertex)o->max_vertices : GV_VERTEX_NONE;

  r->limits = (GvReadLimits){ .max_expand = o->max_expand > 0 ? o->max_expand : EXPAND,
                              .hash_inputs = o->hash_inputs,
                              .max_bad = o->max_bad,
                              .rejected = o->rejected,
                              .rejected_data = o->rejected_data,
                              .done_share = r->count ? 1.0 / (double)r->count : 1 };
  r->ties.with_lines = o->duplicates == GV_DUPLICATES_ERROR;
  r->paths = g_new0(const char *, r->count + 1);
  r->duplicates = g_new0(GvEdge, r->count + 1);
  for (size_t i = 0; i < r->count; i++)
    r->paths[i] = r->report->inputs[i].path;
  r->names = gv_names_new(most, error);
  r->users.names = r->names;
  r->users.paths = r->paths;
  r->users.secret = o->id_key != NULL;
  return r->names && gv_layer_index_init(&r->index, o->type_weights, o->channel_weights, error);
}

static void warn(Reading *r, char *text)
{
  g_ptr_array_add(r->report->warnings, text);
}

/* Inputs agree on what a tie is, or the caller decides. */
static gboolean note_direction(Reading *r, size_t i, GvDirection own, GError **error)
{
  if (r->own == GV_DIRECTION_DEFAULT) {
    r->own = own;
    r->own_from = i;
  }
  if (own == GV_DIRECTION_DEFAULT || own == r->own || r->options->direction != GV_DIRECTION_DEFAULT)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
              "%s: is %s, while %s is not; choose --directed or --undirected", r->paths[i],
              own == GV_DIRECTED ? "directed" : "undirected", r->paths[r->own_from]);
  return FALSE;
}

static GvEdgeTarget target_of(Reading *r, size_t i)
{
  return (GvEdgeTarget){ .input = (unsigned)i,
                         .reverse = r->sources[i].kind == GV_TABLE_EDGES && r->options->reverse,
                         .names = r->names,
                         .ties = &r->ties,
                         .index = &r->index,
                         .report = &r->report->inputs[i] };
}

static void warn_timeless(Reading *r, size_t i, const GvEdgeTarget *target)
{
  if (r->options->half_life > 0 && !target->timed)
    warn(r, g_strdup_printf("%s: no row has a time, so its ties do not age", r->paths[i]));
}

static gboolean read_edges(Reading *r, size_t i, GvReadTable *table, GvTask *task, GError **error)
{
  GvEdgeTarget target = target_of(r, i);

  if (table->columns.place[GV_CELL_WEIGHT] >= 0)
    r->weights[r->sources[i].kind] = TRUE;
  if (!note_direction(r, i, GV_DIRECTED, error) || !gv_read_edges(table, &target, task, error))
    return FALSE;
  warn_timeless(r, i, &target);
  return TRUE;
}

/* Takes over the stream. */
static gboolean read_graph(Reading *r, size_t i, const GvGraphFormat *format, GvByteStream *stream,
                           GvTask *task, GError **error)
{
  GvEdgeTarget target = target_of(r, i);
  g_auto(GvGraphFile) file = { .source = &r->sources[i],
                               .stream = stream,
                               .limits = &r->limits,
                               .target = &target,
                               .users = &r->users,
                               .warnings = r->report->warnings,
                               .wanted = r->options->direction,
                               .task = task };

  if (!gv_graph_file_read(&file, format, error) || !note_direction(r, i, file.own, error))
    return FALSE;
  if (file.weighted)
    r->weights[GV_TIE_EDGE] = TRUE;
  warn_timeless(r, i, &target);
  return TRUE;
}

/* A column that means nothing is worth a word: it may be a slip of the pen. */
static void warn_unused(Reading *r, size_t i, const GvReadTable *table)
{
  g_autoptr(GString) unused = g_string_new(NULL);

  if (!table->has_header || r->sources[i].columns)
    return;
  for (size_t c = 0; c < table->columns.count; c++)
    if (table->columns.cells[c] == GV_CELL_SKIP)
      g_string_append_printf(unused, "%s%" G_GSIZE_FORMAT, unused->len ? ", " : "", c + 1);
  if (unused->len)
    warn(r, g_strdup_printf("%s: not used, as their names are not known: columns %s", r->paths[i],
                            unused->str));
}

/* Takes over the stream. */
static gboolean read_table(Reading *r, size_t i, GvByteStream *stream, GvTask *task, GError **error)
{
  g_autoptr(GvReadTable) table =
      gv_read_table_new(&r->sources[i], FALSE, &r->limits, stream, error);
  gboolean done;

  if (table == NULL)
    return FALSE;
  warn_unused(r, i, table);
  done = r->sources[i].kind == GV_TABLE_USERS
             ? gv_read_users(table, (unsigned)i, &r->users, task, error)
             : read_edges(r, i, table, task, error);
  gv_read_table_report(table, &r->report->inputs[i]);
  return done;
}

static gboolean read_source(Reading *r, size_t i, GvTask *task, GError **error)
{
  const GvSource *source = &r->sources[i];
  GvByteStream *stream = gv_read_open(source, &r->limits, error);

  if (stream == NULL)
    return FALSE;
  const GvGraphFormat *format =
      source->kind == GV_TABLE_EDGES ? gv_graph_format_find(source->path, stream) : NULL;
  const gboolean done = format ? read_graph(r, i, format, stream, task, error)
                               : read_table(r, i, stream, task, error);
  r->limits.done_from += r->limits.done_share;
  return done;
}

/* All edge tables, or all users' tables. */
static gboolean read_sources(Reading *r, gboolean users, GvTask *task, GError **error)
{
  for (size_t i = 0; i < r->count; i++)
    if ((r->sources[i].kind == GV_TABLE_USERS) == users && !read_source(r, i, task, error))
      return FALSE;
  return TRUE;
}

static void warn_matches(Reading *r)
{
  const GvUsers *u = &r->users;

  if (u->before > 0 && u->matched * 2 < u->rows)
    warn(r, g_strdup_printf("only %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                            " users occur in the ties; are the identifiers written the same way?",
                            u->matched, u->rows));
}

static GvDuplicates rule_of(const Reading *r, GvTieKind kind)
{
  if (r->options->duplicates != GV_DUPLICATES_DEFAULT)
    return r->options->duplicates;
  return kind == GV_TIE_INTERACTION || r->weights[kind] ? GV_DUPLICATES_SUM : GV_DUPLICATES_FIRST;
}

/* Once, when all are there, rather than row by row. */
static gboolean hash_names(Reading *r, GvTask *task, GError **error)
{
  const GvReadOptions *o = r->options;
  GvNames *hashed;

  if (o->id_key == NULL)
    return TRUE;
  if (!(hashed = gv_names_hashed(r->names, o->id_key, o->id_key_length, task, error)))
    return FALSE;
  gv_names_free(r->names);
  r->names = r->users.names = hashed;
  return TRUE;
}

static gboolean is_directed(const Reading *r)
{
  const GvDirection asked = r->options->direction;

  return (asked == GV_DIRECTION_DEFAULT ? r->own : asked) != GV_UNDIRECTED;
}

static GvNetwork *build(Reading *r, GvTask *task, GError **error)
{
  const GvMergeRules rules = {
    .directed = is_directed(r),
    .duplicates = { rule_of(r, GV_TIE_FOLLOW), rule_of(r, GV_TIE_INTERACTION),
                    rule_of(r, GV_TIE_EDGE) },
    .half_life = r->options->half_life,
    .as_of = r->options->as_of,
    .inputs = r->paths,
  };
  GvEdge later = 0;
  GvNetwork *network = gv_network_new(&r->ties, &r->names, &r->index.layers, &r->users.columns,
                                      &rules, r->duplicates, &later, task, error);

  r->report->later = later;
  for (size_t i = 0; i < r->count; i++)
    r->report->inputs[i].duplicates = r->duplicates[i];
  return network;
}

static GvNetwork *read_all(Reading *r, GvTask *task, GError **error)
{
  if (!gv_read_check(r->sources, r->count, r->options, error) || !reading_init(r, error))
    return NULL;
  r->limits.task = task;
  gv_task_set_label(task, "load");
  if (!read_sources(r, FALSE, task, error))
    return NULL;
  r->users.before = gv_names_count(r->names);
  if (!read_sources(r, TRUE, task, error) || !gv_users_finish(&r->users, error))
    return NULL;
  warn_matches(r);
  gv_scales_warn(&r->index.types, "--type-weights", "type", r->report->warnings);
  gv_scales_warn(&r->index.channels, "--channel-weights", "channel", r->report->warnings);
  return hash_names(r, task, error) ? build(r, task, error) : NULL;
}

GvNetwork *gv_network_read(const GvSource *sources, size_t count, const GvReadOptions *options,
                           GvReadReport *report, GvTask *task, GError **error)
{
  static const GvReadOptions defaults = GV_READ_OPTIONS_INIT;
  g_auto(GvReadReport) own = { 0 };
  g_auto(Reading) reading = { .sources = sources,
                              .count = count,
                              .options = options ? options : &defaults,
                              .report = report ? report : &own };

  g_return_val_if_fail(sources != NULL || count == 0, NULL);
  report_init(reading.report, sources, count);
  return read_all(&reading, task, error);
}
