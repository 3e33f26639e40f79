/* Reading the tables that the command line names.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/campaign.h"
#include "cli/dry_run.h"
#include "cli/known.h"
#include "cli/rejects.h"
#include "cli/run.h"
#include "graph/base/number.h"

static gboolean parse_times(const InputOptions *input, GvReadOptions *options, GError **error)
{
  if (input->half_life &&
      !gv_duration_parse(input->half_life, strlen(input->half_life), &options->half_life)) {
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--half-life must be a duration such as 30d, 12h or 90m, not \"%s\"",
                input->half_life);
    return FALSE;
  }
  if (input->as_of && !gv_time_parse(input->as_of, strlen(input->as_of), &options->as_of)) {
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--as-of must be seconds since 1970 or a time such as 2026-11-21T18:00:00Z, "
                "not \"%s\"",
                input->as_of);
    return FALSE;
  }
  return TRUE;
}

static gboolean has_edges(const GArray *sources, GvTableKind kind)
{
  for (guint i = 0; i < sources->len; i++)
    if (g_array_index(sources, GvSource, i).kind == kind)
      return TRUE;
  return FALSE;
}

static gboolean check_sources(const Run *run, GError **error)
{
  const GArray *sources = run->arguments->sources;
  const gboolean edges = has_edges(sources, GV_TABLE_EDGES);

  if (run->needs_no_ties && has_edges(sources, GV_TABLE_USERS) && !run->input.reverse)
    return TRUE;
  if (!edges && !has_edges(sources, GV_TABLE_FOLLOWS) &&
      !has_edges(sources, GV_TABLE_INTERACTIONS)) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "no network; name at least one of --follows, --interactions, --edges");
    return FALSE;
  }
  if (run->input.reverse && !edges) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--reverse turns --edges round; follows and interactions have one "
                        "meaning only");
    return FALSE;
  }
  return TRUE;
}

/* A packed graph of follows or interactions is given with --edges as well. */
gboolean run_check_reverse(const Run *run, const GvNetwork *network, GError **error)
{
  size_t count;
  const GvLayer *layers = gv_network_layers(network, &count);

  if (!run->input.reverse || count == 0 || layers[0].kind == GV_TIE_EDGE)
    return TRUE;
  g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                      "--reverse turns plain edges round; this graph was packed from follows or "
                      "interactions, which have one meaning only");
  return FALSE;
}

gboolean run_has_edges(const Run *run)
{
  return has_edges(run->arguments->sources, GV_TABLE_EDGES);
}

/* No calendar goes beyond the year 9999; in milliseconds since 1970 everything is there. */
static void warn_of_times(const Run *run, const GvNetwork *network)
{
  double first, last;

  if (gv_network_time_span(network, &first, &last) && first >= 253402300800.0)
    run_warn(run, "all times are later than the year 9999; are they milliseconds? Times are "
                  "seconds since 1970: divide them by 1000");
}

/* A bare number is seconds, which nobody means who has days in mind. */
static void warn_of_faded(const Run *run)
{
  const char *text = run->input.half_life;
  const guint64 faded = run->report.faded;
  double seconds = 0;

  if (faded == 0 || !gv_duration_parse(text, strlen(text), &seconds))
    return;
  if (g_ascii_isalpha(text[strlen(text) - 1]))
    run_warn(run, "%" G_GUINT64_FORMAT " ties have faded to nothing and are left out; is "
                  "--half-life %s (%g seconds) long enough?", faded, text, seconds);
  else
    run_warn(run, "%" G_GUINT64_FORMAT " ties have faded to nothing and are left out; --half-life "
                  "%s has no unit, so it is %g seconds: write %sd for days",
             faded, text, seconds, text);
}

static void warn_of_inputs(const Run *run, const GvNetwork *network)
{
  for (size_t i = 0; i < run->report.input_count; i++) {
    const GvInputReport *r = &run->report.inputs[i];
    if (r->rejected)
      run_warn(run, "%s: %" G_GUINT64_FORMAT " bad rows passed over", r->path, r->rejected);
  }
  for (guint i = 0; run->report.warnings && i < run->report.warnings->len; i++)
    run_warn(run, "%s", (const char *)run->report.warnings->pdata[i]);
  warn_of_times(run, network);
  warn_of_faded(run);
  if (run->report.later && gv_graph_edges(gv_network_graph(network)) == 0)
    run_warn(run, "no tie is left: all of them are later than --as-of");
}

static GvDirection direction_of(const InputOptions *input)
{
  if (input->undirected)
    return GV_UNDIRECTED;
  return input->directed ? GV_DIRECTED : GV_DIRECTION_DEFAULT;
}

static GvCheck check_of(const InputOptions *input)
{
  if (input->verify)
    return GV_CHECK_ALL;
  return input->trust ? GV_CHECK_HEADER : GV_CHECK_SHAPE;
}

void run_report(Run *run, const GvNetwork *network)
{
  for (size_t i = 0; i < run->report.input_count; i++) {
    const GvInputReport *r = &run->report.inputs[i];
    gv_summary_add_input(run->summary, r->path, r->bytes, r->sha256, r->rows, r->rejected,
                         r->self_loops, r->duplicates);
  }
  if (run->report.faded)
    gv_summary_result_int(run->summary, "ties_faded", (int64_t)run->report.faded);
  if (run->report.later)
    gv_summary_result_int(run->summary, "ties_later_than_as_of", (int64_t)run->report.later);
  gv_summary_set_graph(run->summary, gv_network_graph(network));
}

gboolean run_wants_rows(const Run *run)
{
  const char *const *texts = arguments_texts(run->arguments, "probability");

  for (; texts && *texts; texts++)
    if (g_str_has_prefix(*texts, "learned"))
      return TRUE;
  return (run->command->uses & COMMAND_HISTORY) != 0 || run_writes_rows(run);
}

static GvReadOptions read_options(const Run *run)
{
  const InputOptions *input = &run->input;
  GvReadOptions options = GV_READ_OPTIONS_INIT;

  options.direction = direction_of(input);
  options.check = check_of(input);
  /* attention runs against influence */
  options.reverse = input->reverse != ((run->command->uses & COMMAND_INFLUENCE) != 0);
  options.duplicates = (GvDuplicates)input->duplicates;
  options.type_weights = input->type_weights;
  options.channel_weights = input->channel_weights;
  options.max_vertices = (uint64_t)input->max_vertices;
  options.max_expand = input->max_expand;
  options.max_bad = (uint64_t)input->max_bad;
  options.keep_acts = run->keeps_rows || run_wants_rows(run);
  options.hash_inputs = run->common.summary != NULL;
  options.known_folder = known_folder();
  if (run->restrictions.id_key)
    options.id_key = g_bytes_get_data(run->restrictions.id_key, &options.id_key_length);
  return options;
}

static GvNetwork *read_sources(Run *run, GvReadOptions *options, GError **error)
{
  const GArray *sources = run->arguments->sources;
  g_autoptr(Rejects) rejects = rejects_open(run, options, error);
  g_autoptr(GvNetwork) network = NULL;

  if (run->input.rejects && rejects == NULL)
    return NULL;
  network = gv_network_read((const GvSource *)(const void *)sources->data, sources->len, options,
                            &run->report, run->task, error);
  if (network == NULL || !run_check_reverse(run, network, error) ||
      (rejects && !rejects_commit(rejects, error)))
    return NULL;
  return g_steal_pointer(&network);
}

GvNetwork *run_load(Run *run, GError **error)
{
  GvReadOptions options = read_options(run);
  GvNetwork *network;

  if (!check_sources(run, error) || !parse_times(&run->input, &options, error))
    return NULL;
  if (run->common.dry_run) {
    dry_run_tell(run, &options, error);
    return NULL;
  }
  run_phase(run, "load");
  network = read_sources(run, &options, error);
  if (network)
    warn_of_inputs(run, network);
  return network;
}

GvNetwork *run_read_network(Run *run, GError **error)
{
  GvNetwork *network = run->campaign ? campaign_network(run, error) : run_load(run, error);

  if (network)
    run_report(run, network);
  return network;
}
