/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rejects.h"

#include "io/write_text.h"

/* Written as they come: there may be more of them than fit in memory. */
struct Rejects {
  GvOutput *output;
  GString *row;
  gboolean excel_safe;
  GError *error; /* of the first write that failed */
};

static void add_text(const Rejects *r, const char *text)
{
  g_autofree char *disarmed =
      r->excel_safe && gv_text_begins_formula(text) ? g_strconcat("'", text, NULL) : NULL;

  gv_text_append_csv(r->row, disarmed ? disarmed : text);
}

static void add_row(const char *path, uint64_t line, const char *reason, void *data)
{
  Rejects *r = data;

  g_string_truncate(r->row, 0);
  add_text(r, path);
  g_string_append_printf(r->row, ",%" G_GUINT64_FORMAT ",", line);
  add_text(r, reason);
  g_string_append_c(r->row, '\n');
  if (r->error == NULL)
    gv_output_write(r->output, r->row->str, r->row->len, &r->error);
}

Rejects *rejects_open(const Run *run, GvReadOptions *options, GError **error)
{
  static const char header[] = "path,line,reason\n";
  g_autoptr(Rejects) r = g_new0(Rejects, 1);

  if (run->input.rejects == NULL)
    return NULL;
  r->row = g_string_new(NULL);
  r->excel_safe = run->common.excel_safe;
  if (!(r->output = gv_output_open(run->input.rejects, error)) ||
      !gv_output_write(r->output, header, sizeof header - 1, error))
    return NULL;
  gv_output_set_task(r->output, run->task);
  options->rejected = add_row;
  options->rejected_data = r;
  return g_steal_pointer(&r);
}

gboolean rejects_commit(Rejects *r, GError **error)
{
  if (r->error == NULL)
    return gv_output_commit(r->output, error);
  g_propagate_error(error, g_steal_pointer(&r->error));
  return FALSE;
}

void rejects_free(Rejects *r)
{
  if (r == NULL)
    return;
  gv_output_free(r->output);
  if (r->row)
    g_string_free(r->row, TRUE);
  g_clear_error(&r->error);
  g_free(r);
}
