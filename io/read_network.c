/* Sources into one network: those of edges first, users and events after them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/address.h"
#include "graph/base/array.h"
#include "graph/hashed_names.h"
#include "graph/network.h"
#include "io/read_options.h"
#include "io/read_sources.h"
#include "io/read_table.h"

enum { EXPAND = 1000 };

static void reading_clear(GvReading *r)
{
  gv_names_free(r->names);
  gv_ties_clear(&r->ties);
  gv_layer_index_clear(&r->index);
  gv_users_clear(&r->users);
  gv_history_clear(&r->history);
  g_free(r->paths);
  g_free(r->duplicates);
  gv_packed_sources_clear(&r->packed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvReading, reading_clear)

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

static GvVertex most_vertices(const GvReadOptions *o)
{
  return o->max_vertices ? (GvVertex)o->max_vertices : GV_VERTEX_NONE;
}

static gboolean reading_init(GvReading *r, GError **error)
{
  const GvReadOptions *o = r->options;

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
  r->names = gv_names_new(most_vertices(o), error);
  r->users.names = r->names;
  r->users.paths = r->paths;
  r->users.secret = o->id_key != NULL;
  return r->names && gv_layer_index_init(&r->index, o->type_weights, o->channel_weights, error);
}

static void warn_matches(GvReading *r)
{
  const GvUsers *u = &r->users;

  if (u->before > 0 && u->matched * 2 < u->rows)
    g_ptr_array_add(
        r->report->warnings,
        g_strdup_printf("only %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                        " users occur in the ties; are the identifiers written the same way?",
                        u->matched, u->rows));
}

static GvDuplicates rule_of(const GvReading *r, GvTieKind kind)
{
  if (r->options->duplicates != GV_DUPLICATES_DEFAULT)
    return r->options->duplicates;
  if (r->packed.rules[kind] != GV_DUPLICATES_DEFAULT)
    return r->packed.rules[kind];
  return kind == GV_TIE_INTERACTION || r->weights[kind] ? GV_DUPLICATES_SUM : GV_DUPLICATES_FIRST;
}

/* Packed edges remember their latest times only. */
static void widen_times(const GvReading *r, GvNetwork *network)
{
  double first, last;

  for (size_t i = 0; network && i < r->count; i++)
    if (gv_packed_at(&r->packed, i) &&
        gv_network_time_span(gv_packed_at(&r->packed, i), &first, &last))
      gv_network_widen_times(network, first, last);
}

/* Once, when all are there, rather than row by row. */
static gboolean hash_names(GvReading *r, GvTask *task, GError **error)
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

static gboolean is_directed(const GvReading *r)
{
  const GvDirection asked = r->options->direction;

  return (asked == GV_DIRECTION_DEFAULT ? r->own : asked) != GV_UNDIRECTED;
}

static gboolean has_plain_edges(const GvReading *r)
{
  for (size_t i = 0; i < r->count; i++)
    if (r->sources[i].kind == GV_TABLE_EDGES)
      return TRUE;
  return FALSE;
}

static GvNetwork *build(GvReading *r, GvTask *task, GError **error)
{
  const GvMergeRules rules = {
    .directed = is_directed(r),
    .duplicates = { rule_of(r, GV_TIE_FOLLOW), rule_of(r, GV_TIE_INTERACTION),
                    rule_of(r, GV_TIE_EDGE) },
    .half_life = r->options->half_life,
    .as_of = r->options->as_of,
    .inputs = r->paths,
  };
  GvDropped dropped = { 0 };
  g_autoptr(GvNetwork) network =
      gv_network_new(&r->ties, &r->names, &r->index.layers, &r->users.columns, &rules,
                     r->duplicates, &dropped, task, error);

  widen_times(r, network);
  r->report->later = dropped.later;
  r->report->faded = dropped.faded;
  for (size_t i = 0; i < r->count; i++)
    r->report->inputs[i].duplicates = r->duplicates[i];
  r->history.rules = rules;
  r->history.rules.inputs = NULL;
  r->history.turned = r->options->reverse && has_plain_edges(r);
  if (network == NULL || !gv_network_take_history(network, &r->history, error))
    return NULL;
  return g_steal_pointer(&network);
}

/* Users, events or hashes are to come: what the file says of people is not all. */
static gboolean changes_people(const GvReading *r)
{
  return gv_read_has_more(r) || r->options->id_key != NULL;
}

static const char *packed_path(const GvReading *r)
{
  size_t i = 0;

  while (gv_packed_at(&r->packed, i) == NULL)
    i++;
  return r->paths[i];
}

/* The names and columns of a packed graph that is used as it lies, to be changed. */
static gboolean prepare_packed(GvReading *r, GError **error)
{
  const GvNetwork *network = gv_packed_only(&r->packed);
  const GvNames *names = gv_network_names(network);
  GvUnpackTarget target = { .people = gv_names_count(names), .users = &r->users };

  gv_names_free(r->names);
  r->users.names = target.names = r->names = gv_names_copy(names, most_vertices(r->options), error);
  if (r->names)
    return gv_unpack_people(gv_network_people(network), NULL, &target, error);
  gv_read_prefix(error, packed_path(r), 0);
  return FALSE;
}

static GvNetwork *finish_packed(GvReading *r, GError **error)
{
  g_autoptr(GvNetwork) network = gv_packed_take(&r->packed);

  if (r->options->reverse && !gv_packed_is_attention(network) && !gv_network_turn(network, error))
    return NULL;
  if (changes_people(r) && !gv_network_set_people(network, &r->names, &r->users.columns, error))
    return NULL;
  if (!gv_network_take_history(network, &r->history, error))
    return NULL;
  return g_steal_pointer(&network);
}

/* All rows or none: a packed graph has none to give. */
static void keep_history(GvReading *r)
{
  r->history.packed = gv_packed_only(&r->packed) != NULL;
  r->history.kept = r->options->keep_acts && !r->history.packed;
  r->users.mentions = r->history.kept ? &r->history.mentions : NULL;
}

static GvNetwork *read_all(GvReading *r, GvTask *task, GError **error)
{
  if (!gv_read_check(r->sources, r->count, r->options, error) || !reading_init(r, error))
    return NULL;
  r->limits.task = task;
  gv_task_set_label(task, "load");
  if (!gv_packed_sources_open(&r->packed, r->sources, r->count, r->options, r->report, task,
                              error))
    return NULL;
  keep_history(r);
  if (!gv_read_sources(r, GV_STEP_EDGES, task, error))
    return NULL;
  if (r->packed.in_place && changes_people(r) && !prepare_packed(r, error))
    return NULL;
  r->users.before = gv_names_count(r->names);
  if (!gv_read_sources(r, GV_STEP_USERS, task, error) ||
      !gv_read_sources(r, GV_STEP_EVENTS, task, error) || !gv_users_finish(&r->users, error))
    return NULL;
  warn_matches(r);
  gv_scales_warn(&r->index.types, "--type-weights", "type", r->report->warnings);
  gv_scales_warn(&r->index.channels, "--channel-weights", "channel", r->report->warnings);
  if (!hash_names(r, task, error))
    return NULL;
  return r->packed.in_place ? finish_packed(r, error) : build(r, task, error);
}

GvNetwork *gv_network_read(const GvSource *sources, size_t count, const GvReadOptions *options,
                           GvReadReport *report, GvTask *task, GError **error)
{
  static const GvReadOptions defaults = GV_READ_OPTIONS_INIT;
  g_auto(GvReadReport) own = { 0 };
  g_auto(GvReading) reading = { .sources = sources,
                                .count = count,
                                .options = options ? options : &defaults,
                                .report = report ? report : &own };

  g_return_val_if_fail(sources != NULL || count == 0, NULL);
  report_init(reading.report, sources, count);
  return read_all(&reading, task, error);
}
