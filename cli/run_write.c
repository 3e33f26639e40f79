/* Writing a result where --output says, in the format that --format says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/run.h"
#include "graph/base/array.h"

typedef struct {
  double value;
  GvVertex row;
} Row;

static const char *output_path(const Run *run)
{
  return run->common.output ? run->common.output : "-";
}

static gboolean to_terminal(const Run *run)
{
  return strcmp(output_path(run), "-") == 0 && isatty(STDOUT_FILENO);
}

static GvFormat output_format(const Run *run)
{
  GvFormat format;

  if (run->common.format != FORMAT_AUTO)
    return (GvFormat)run->common.format;
  if (gv_format_of_path(output_path(run), &format))
    return format;
  return to_terminal(run) ? GV_FORMAT_TABLE : GV_FORMAT_CSV;
}

gboolean run_wants_json(const Run *run)
{
  const char *path = output_path(run);

  return run->common.format == GV_FORMAT_JSONL ||
         (run->common.format == FORMAT_AUTO &&
          (strstr(path, ".json") != NULL || (strcmp(path, "-") == 0 && !to_terminal(run))));
}

gboolean run_wants_prose(const Run *run)
{
  return run->common.format == GV_FORMAT_TABLE ||
         (run->common.format == FORMAT_AUTO && !run_wants_json(run) && to_terminal(run));
}

/* What stands in front of an error of an output whose reader went away. */
static void mark_closed_pipe(const GvOutput *output, GError **error)
{
  if (error && *error && output && gv_output_is_closed_pipe(output))
    (*error)->code = GV_ERROR_CLOSED_PIPE;
}

gboolean run_write_table(Run *run, const GvTable *table, GError **error)
{
  g_autoptr(GvOutput) output = gv_output_open(output_path(run), error);
  gboolean done;

  run_phase(run, "write");
  gv_task_set_label(run->task, "write");
  done = output && gv_table_write(table, output_format(run), output, run->task, error) &&
         gv_output_commit(output, error);
  mark_closed_pipe(output, error);
  return done;
}

/* A path whose ending says what is to be written. */
static const char *network_format(const Run *run)
{
  static const char *const by_format[] = { ".csv", ".tsv", ".jsonl", ".csv" };

  if (run->common.format != FORMAT_AUTO)
    return by_format[run->common.format];
  return strcmp(output_path(run), "-") == 0 ? ".csv" : output_path(run);
}

gboolean run_write_network(Run *run, const GvNetwork *network, GError **error)
{
  g_autoptr(GvOutput) output = NULL;
  gboolean done;

  run_phase(run, "write");
  gv_task_set_label(run->task, "write");
  output = gv_output_open(output_path(run), error);
  done = output && gv_network_write(network, network_format(run), output, run->task, error) &&
         gv_output_commit(output, error);
  mark_closed_pipe(output, error);
  return done;
}

gboolean run_write_text(Run *run, const char *text, GError **error)
{
  g_autoptr(GvOutput) output = gv_output_open(output_path(run), error);
  gboolean done;

  run_phase(run, "write");
  done = output && gv_output_write(output, text, strlen(text), error) &&
         gv_output_commit(output, error);
  mark_closed_pipe(output, error);
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
