/* Writing a result where --output says, in the format that --format says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/dry_run.h"
#include "cli/endings.h"
#include "cli/places.h"
#include "cli/run.h"
#include "graph/base/array.h"
#include "graph/base/refuse.h"

typedef struct {
  double value;
  GvVertex row;
} Row;

const char *run_output_path(const Run *run)
{
  return run->common.output ? run->common.output : "-";
}

static gboolean to_terminal(const Run *run)
{
  return strcmp(run_output_path(run), "-") == 0 && isatty(STDOUT_FILENO);
}

static GvFormat output_format(const Run *run)
{
  GvFormat format = (GvFormat)run->common.format;

  if (run->common.format != FORMAT_AUTO || gv_format_of_path(run_output_path(run), &format))
    return format;
  return to_terminal(run) ? GV_FORMAT_TABLE : GV_FORMAT_CSV;
}

gboolean run_is_read(const Run *run)
{
  return output_format(run) == GV_FORMAT_TABLE;
}

gboolean run_is_one_line(const Run *run)
{
  return output_format(run) == GV_FORMAT_JSONL;
}

static gboolean is_json(const char *path)
{
  g_autofree char *lower = g_ascii_strdown(path, -1);

  return g_str_has_suffix(lower, ".json") || g_str_has_suffix(lower, ".json.gz") ||
         g_str_has_suffix(lower, ".json.zst");
}

CardForm run_form(const Run *run, CardForm rule)
{
  const char *path = run_output_path(run);
  GvFormat format = (GvFormat)run->common.format;

  if (gv_path_is_database(path))
    return FORM_ROWS;
  if (run->common.format == FORMAT_AUTO && is_json(path))
    return FORM_JSON;
  if (run->common.format == FORMAT_AUTO && !gv_format_of_path(path, &format))
    return rule == FORM_JSON && to_terminal(run) ? FORM_ROWS : rule;
  if (format == GV_FORMAT_JSONL)
    return FORM_JSON;
  return format == GV_FORMAT_TABLE && rule == FORM_PROSE ? FORM_PROSE : FORM_ROWS;
}

gboolean run_set_contradiction(GError **error)
{
  return gv_refuse(error, "--format and the ending of --output say different things; give one of "
                          "them");
}

static gboolean check_ending(const Run *run, GError **error)
{
  const char *path = run_output_path(run);
  const int asked = run->common.format;
  GvFormat format;

  if (is_json(path) && !(run->command->uses & COMMAND_CARD))
    return gv_refuse(error, "--output: rows go to .csv, .tsv or .jsonl (a JSON object a line), "
                            "not to .json");
  if (asked == FORMAT_AUTO || (is_json(path) && asked == GV_FORMAT_JSONL))
    return TRUE;
  if (is_json(path) || (gv_format_of_path(path, &format) && (int)format != asked))
    return run_set_contradiction(error);
  return TRUE;
}

static gboolean check_database(const Run *run, GError **error)
{
  if (run->common.format == FORMAT_AUTO)
    return gv_table_address_check(run_output_path(run), error);
  return gv_refuse(error, "--format is for files; a database has its own, leave it out");
}

/* A device or a pipe is opened when there is something to write. */
gboolean run_check_place(const char *path, GError **error)
{
  struct stat status;

  if (strcmp(path, "-") == 0 || (stat(path, &status) == 0 && !S_ISREG(status.st_mode)))
    return TRUE;
  g_autoptr(GvOutput) output = gv_output_open(path, error);
  return output != NULL;
}

static gboolean check_excel_safe(const Run *run, GError **error)
{
  const GvFormat format = output_format(run);
  const gboolean rows =
      !(run->command->uses & COMMAND_CARD) || run_form(run, FORM_PROSE) == FORM_ROWS;

  if (!run->common.excel_safe || (rows && !gv_path_is_database(run_output_path(run)) &&
                                  (format == GV_FORMAT_CSV || format == GV_FORMAT_TSV)))
    return TRUE;
  return gv_refuse(error, "--excel-safe is for CSV and TSV; add --format csv, or an --output "
                          "that ends in .csv or .tsv");
}

static gboolean check_rejects(const Run *run, GError **error)
{
  const char *path = run->input.rejects;
  GvFormat format = GV_FORMAT_CSV;

  if (path == NULL)
    return TRUE;
  if (run->input.max_bad == 0)
    return gv_refuse(error, "--rejects writes the rows that --max-bad passes over; give "
                            "--max-bad too");
  if (is_json(path) || (gv_format_of_path(path, &format) && format != GV_FORMAT_CSV))
    return gv_refuse(error, "--rejects is written as CSV; let the name end in .csv");
  return TRUE;
}

gboolean run_check_outputs(const Run *run, GError **error)
{
  const char *path = run_output_path(run), *summary = run->common.summary;
  const char *rejects = run->input.rejects;
  const gboolean database = gv_path_is_database(path);

  if (!(database ? check_database : check_ending)(run, error) || !check_excel_safe(run, error) ||
      !check_rejects(run, error) || !endings_check(run, error))
    return FALSE;
  return places_check(run, error) && (database || run_check_place(path, error)) &&
         (!summary || run_check_place(summary, error)) &&
         (!rejects || run_check_place(rejects, error));
}

void run_mark_closed_pipe(const GvOutput *output, GError **error)
{
  if (error && *error && output && gv_output_is_closed_pipe(output))
    (*error)->code = GV_ERROR_CLOSED_PIPE;
}

/* The last phase. */
static void begin_writing(Run *run)
{
  run_phase(run, "write");
  gv_task_set_label(run->task, "write");
}

GvOutput *run_open_output(Run *run, GError **error)
{
  GvOutput *output;

  if (run->common.dry_run && !dry_run_end(error)) /* a command that reads no tables */
    return NULL;
  output = gv_output_open(run_output_path(run), error);
  begin_writing(run);
  if (output)
    gv_output_set_task(output, run->task);
  return output;
}

static gboolean write_table_file(Run *run, const GvTable *table, GError **error)
{
  g_autoptr(GvOutput) output = run_open_output(run, error);
  gboolean done = output &&
                  (run->common.excel_safe ? gv_table_write_disarmed : gv_table_write)(
                      table, output_format(run), output, run->task, error) &&
                  gv_output_commit(output, error);

  run_mark_closed_pipe(output, error);
  return done;
}

gboolean run_begin_store(Run *run, GError **error)
{
  if (run->common.dry_run && !dry_run_end(error))
    return FALSE;
  begin_writing(run);
  return TRUE;
}

gboolean run_write_table(Run *run, const GvTable *table, GError **error)
{
  if (!gv_path_is_database(run_output_path(run)))
    return write_table_file(run, table, error);
  return run_begin_store(run, error) &&
         gv_table_store(table, run_output_path(run), run->task, error);
}

gboolean run_write_text(Run *run, const char *text, GError **error)
{
  g_autoptr(GvOutput) output = run_open_output(run, error);
  gboolean done = output && gv_output_write(output, text, strlen(text), error) &&
                  gv_output_commit(output, error);

  run_mark_closed_pipe(output, error);
  return done;
}

static int by_value(const void *a, const void *b)
{
  const Row *x = a, *y = b;

  if (isnan(x->value) != isnan(y->value))
    return isnan(x->value) ? 1 : -1;
  if (x->value != y->value && !isnan(x->value))
    return x->value > y->value ? -1 : 1;
  return (x->row > y->row) - (x->row < y->row);
}

GvVertex *run_top_rows(const Run *run, const double *values, gboolean ascending, GvVertex n,
                       size_t *count, GError **error)
{
  g_autofree Row *rows = gv_array_new_raw(n, sizeof *rows, error);
  g_autofree GvVertex *order = gv_array_new_raw(n, sizeof *order, error);

  if (rows == NULL || order == NULL)
    return NULL;
  for (GvVertex v = 0; v < n; v++)
    rows[v] = (Row){ ascending ? -values[v] : values[v], v };
  if (run->common.top > 0)
    qsort(rows, n, sizeof *rows, by_value);
  for (GvVertex v = 0; v < n; v++)
    order[v] = rows[v].row;
  *count = run->common.top > 0 ? MIN((size_t)run->common.top, n) : n;
  return g_steal_pointer(&order);
}
