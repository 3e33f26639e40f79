/* Writing a whole network, and telling what its format has no room for.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/run.h"
#include "graph/base/address.h"
#include "graph/base/refuse.h"
#include "io/write_network.h"

/* A path whose ending says what is to be written. */
static const char *network_format(const Run *run)
{
  static const char *const by_format[] = { ".csv", ".tsv", ".jsonl", ".csv" /* refused */ };
  const char *path = run_output_path(run);

  if (run->common.format != FORMAT_AUTO)
    return by_format[run->common.format];
  return strcmp(path, "-") == 0 || g_str_has_prefix(path, "/dev/") ? ".csv" : path;
}

char *run_help_for_endings(void)
{
  g_autofree char *endings = gv_network_endings();

  return g_strdup_printf("The ending of --output picks the format:\n%s (each with .gz or .zst);\n"
                         "a table also to sqlite:FILE?table=NAME or postgres://…?table=NAME.\n",
                         endings);
}

/* What makes ties of rows: a table of rows that are weighed or merged is one of ties. */
static gboolean wants_ties(const Run *run)
{
  const InputOptions *input = &run->input;

  return arguments_texts(run->arguments, "ties") || input->duplicates != 0 || input->undirected ||
         input->type_weights || input->channel_weights || input->half_life;
}

gboolean run_writes_rows(const Run *run)
{
  const char *format = network_format(run);
  GvFormat rows;

  return run->command->uses & COMMAND_NETWORK && !wants_ties(run) &&
         (gv_path_is_database(format) || gv_format_of_path(format, &rows));
}

gboolean run_check_network(const Run *run, GError **error)
{
  g_autofree char *endings = gv_network_endings();
  const char *path = run_output_path(run);
  GvFormat rows;

  if (gv_path_is_database(path))
    return TRUE; /* run_check_outputs has looked at it */
  if (run->common.format == GV_FORMAT_TABLE)
    return gv_refuse(error, "--format table is for results; a network is written as csv, tsv or "
                            "jsonl, or as the ending of --output says");
  if (run->common.format != FORMAT_AUTO && gv_network_format_is_known(path) &&
      !gv_format_of_path(path, &rows))
    return run_set_contradiction(error);
  if (gv_network_format_is_known(network_format(run)))
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
              "--output: %s has an ending that is not known; there are %s, each with .gz or .zst",
              path, endings);
  return FALSE;
}

/* In the summary a list, on stderr a sentence. */
static void warn_of_losses(const Run *run, const GvNetwork *network, gboolean rows)
{
  const unsigned losses = gv_network_losses(network, network_format(run), rows);
  const char *path = run_output_path(run);
  g_autofree char *shown = gv_address_shown(strcmp(path, "-") == 0 ? "stdout" : path);
  g_autoptr(GString) text = g_string_new(NULL);

  for (unsigned loss = 1; loss < GV_LOSSES_END; loss *= 2)
    if (losses & loss) {
      gv_summary_result_append(run->summary, "left_out", gv_loss_name((GvLoss)loss));
      g_string_append_printf(text, "%s%s", text->len ? ", " : "", gv_loss_text((GvLoss)loss));
    }
  if (losses)
    run_warn(run, "%s: this format has no room for %s%s", shown, text->str,
             losses == GV_LOSS_EVENTS  ? ""
             : losses & GV_LOSS_EVENTS ? "; .vine keeps everything but the events"
                                       : "; .vine keeps everything");
}

/* Hashing is for identifiers; what else is said of people may name them too. */
static void warn_of_columns(const Run *run, const GvNetwork *network)
{
  const GvPeople *people = gv_network_people(network);
  g_autoptr(GString) text = g_string_new(NULL);

  if (!run->restrictions.id_key || !gv_network_keeps_columns(network_format(run)))
    return;
  for (size_t t = 0; t < people->tag_count; t++)
    g_string_append_printf(text, "%s%s", t ? ", " : "", people->tags[t].name);
  if (people->tag_count > 0)
    run_warn(run, "--hash-ids hashes identifiers; written as they are: %s", text->str);
}

static gboolean write_file(Run *run, const GvNetwork *network, gboolean rows, GError **error)
{
  g_autoptr(GvOutput) output = run_open_output(run, error);
  gboolean done = output &&
                  (rows ? gv_network_write_rows : gv_network_write)(network, network_format(run),
                                                                    output, run->task, error) &&
                  gv_output_commit(output, error);

  run_mark_closed_pipe(output, error);
  return done;
}

gboolean run_write_network(Run *run, const GvNetwork *network, GError **error)
{
  const gboolean rows = run_writes_rows(run) && gv_network_has_rows(network);
  const char *path = run_output_path(run);

  if (!gv_path_is_database(path)) {
    if (!write_file(run, network, rows, error))
      return FALSE;
  } else if (!run_begin_store(run, error) ||
             !gv_network_store(network, rows, path, run->task, error)) {
    return FALSE;
  }
  warn_of_losses(run, network, rows);
  warn_of_columns(run, network);
  return TRUE;
}
