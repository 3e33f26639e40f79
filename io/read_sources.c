/* The sources of a network: tables, graph files and packed graphs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_sources.h"

#include "io/read_edges.h"
#include "io/read_events.h"
#include "io/read_graph.h"
#include "io/read_identities.h"

static void warn(GvReading *r, char *text)
{
  g_ptr_array_add(r->report->warnings, text);
}

static GvReadStep step_of(const GvSource *source)
{
  if (source->kind == GV_TABLE_IDENTITIES)
    return GV_STEP_IDENTITIES;
  if (source->kind == GV_TABLE_USERS)
    return GV_STEP_USERS;
  return source->kind == GV_TABLE_EVENTS ? GV_STEP_EVENTS : GV_STEP_EDGES;
}

/* Inputs agree on what a tie is, or the caller decides. */
static gboolean note_direction(GvReading *r, size_t i, GvDirection own, GError **error)
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

static GvEdgeTarget target_of(GvReading *r, size_t i)
{
  return (GvEdgeTarget){ .input = (unsigned)i,
                         .reverse = r->sources[i].kind == GV_TABLE_EDGES && r->options->reverse,
                         .names = r->names,
                         .ties = &r->ties,
                         .index = &r->index,
                         .identities = r->identities,
                         .history = r->history.kept ? &r->history : NULL,
                         .report = &r->report->inputs[i] };
}

static void warn_timeless(GvReading *r, size_t i, const GvEdgeTarget *target)
{
  if (r->options->half_life > 0 && !target->timed)
    warn(r, g_strdup_printf("%s: no row has a time, so its ties do not age", r->paths[i]));
}

static gboolean read_edges(GvReading *r, size_t i, GvReadTable *table, GvTask *task, GError **error)
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
static gboolean read_graph(GvReading *r, size_t i, const GvGraphFormat *format,
                           GvByteStream *stream, GvTask *task, GError **error)
{
  GvEdgeTarget target = target_of(r, i);
  g_auto(GvGraphFile) file = { .source = &r->sources[i],
                               .stream = stream,
                               .limits = &r->limits,
                               .target = &target,
                               .users = &r->users,
                               .warnings = r->report->warnings,
                               .wanted = r->options->direction,
                               .task = task,
                               .before = gv_names_count(r->names) };

  if (!gv_graph_file_read(&file, format, error) || !note_direction(r, i, file.own, error))
    return FALSE;
  if (file.weighted)
    r->weights[GV_TIE_EDGE] = TRUE;
  warn_timeless(r, i, &target);
  return TRUE;
}

/* A column that means nothing is worth a word: it may be a slip of the pen. */
static void warn_unused(GvReading *r, size_t i, const GvReadTable *table)
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

static gboolean read_events(GvReading *r, size_t i, GvReadTable *table, GvTask *task,
                            GError **error)
{
  GvEventTarget target = { .names = r->names,
                           .columns = &r->history.events,
                           .identities = r->identities,
                           .before = gv_names_count(r->names) };

  if (!gv_read_events(table, &target, task, error))
    return FALSE;
  const uint64_t good = table->rows - table->rejected;
  if (target.before > 0 && target.matched * 2 < good)
    warn(r, g_strdup_printf("%s: only %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                            " events are of people who occur in the ties or among the users; are "
                            "the identifiers written the same way?",
                            r->paths[i], target.matched, good));
  return TRUE;
}

static gboolean read_rows(GvReading *r, size_t i, GvReadTable *table, GvTask *task, GError **error)
{
  switch (step_of(&r->sources[i])) {
  case GV_STEP_IDENTITIES:
    return gv_read_identities(table, (unsigned)i, r->identities, r->paths, &r->duplicates[i], task,
                              error);
  case GV_STEP_USERS:
    return gv_read_users(table, (unsigned)i, &r->users, task, error);
  case GV_STEP_EVENTS:
    return read_events(r, i, table, task, error);
  default:
    return read_edges(r, i, table, task, error);
  }
}

/* Takes over the stream. */
static gboolean read_table(GvReading *r, size_t i, GvByteStream *stream, GvTask *task,
                           GError **error)
{
  g_autoptr(GvReadTable) table =
      gv_read_table_new(&r->sources[i], FALSE, &r->limits, stream, error);
  gboolean done;

  if (table == NULL)
    return FALSE;
  warn_unused(r, i, table);
  done = read_rows(r, i, table, task, error);
  gv_read_table_report(table, &r->report->inputs[i]);
  return done;
}

static gboolean read_unpacked(GvReading *r, size_t i, GvTask *task, GError **error)
{
  const GvSource *source = &r->sources[i];
  GvByteStream *stream = gv_read_open(source, &r->limits, error);

  if (stream == NULL)
    return FALSE;
  const GvGraphFormat *format =
      source->kind == GV_TABLE_EDGES ? gv_graph_format_find(source->path, stream) : NULL;
  return format ? read_graph(r, i, format, stream, task, error)
                : read_table(r, i, stream, task, error);
}

/* One that is used as it lies waits for the users; others are taken apart. */
static gboolean read_packed(GvReading *r, size_t i, GvTask *task, GError **error)
{
  const GvNetwork *network = gv_packed_at(&r->packed, i);
  const gboolean directed = gv_graph_is_directed(gv_network_graph(network));
  GvUnpackTarget target = { .path = r->paths[i],
                            .input = (unsigned)i,
                            .turn = r->options->reverse && !gv_packed_is_attention(network),
                            .directed = r->options->direction == GV_DIRECTED,
                            .names = r->names,
                            .ties = &r->ties,
                            .index = &r->index,
                            .users = &r->users };

  return note_direction(r, i, directed ? GV_DIRECTED : GV_UNDIRECTED, error) &&
         (r->packed.in_place || gv_unpack(network, &target, task, error));
}

static gboolean read_source(GvReading *r, size_t i, GvTask *task, GError **error)
{
  const gboolean done =
      (gv_packed_at(&r->packed, i) ? read_packed : read_unpacked)(r, i, task, error);

  r->limits.done_from += r->limits.done_share;
  return done;
}

gboolean gv_read_has(const GvReading *r, GvReadStep step)
{
  for (size_t i = 0; i < r->count; i++)
    if (step_of(&r->sources[i]) == step)
      return TRUE;
  return FALSE;
}

gboolean gv_read_sources(GvReading *r, GvReadStep step, GvTask *task, GError **error)
{
  for (size_t i = 0; i < r->count; i++)
    if (step_of(&r->sources[i]) == step && !read_source(r, i, task, error))
      return FALSE;
  return TRUE;
}
