/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rejects.h"

#include <string.h>

#include "io/write_text.h"

enum { LONGEST = 64 * 1024 }; /* bytes of a row that are written; a line may have 1 MiB */

/* Written as they come: there may be more of them than fit in memory. */
struct Rejects {
  GvOutput *output;
  GString *row;
  gboolean excel_safe, secret; /* secret: names are hashed, and rows as read hold plain ones */
  GError *error; /* of the first write that failed */
};

static void add_text(const Rejects *r, const char *text)
{
  g_autofree char *disarmed =
      r->excel_safe && gv_text_begins_formula(text) ? g_strconcat("'", text, NULL) : NULL;

  gv_text_append_csv(r->row, disarmed ? disarmed : text);
}

/* The longest beginning that is written; no character is cut in two. */
static size_t kept_length(const GvBadRow *bad)
{
  size_t length = MIN(bad->length, LONGEST);

  for (int back = 0; length < bad->length && back < 3 && (bad->text[length] & 0xc0) == 0x80; back++)
    length--;
  return length;
}

/* As it was read, whatever bytes it has. */
static void add_source(const Rejects *r, const GvBadRow *bad)
{
  const size_t length = kept_length(bad);

  g_string_append_c(r->row, '"');
  if (r->excel_safe && length > 0 && memchr("=+-@\t\r", *bad->text, 6))
    g_string_append_c(r->row, '\'');
  for (size_t i = 0; i < length; i++) {
    if (bad->text[i] == '"')
      g_string_append_c(r->row, '"');
    g_string_append_c(r->row, bad->text[i]);
  }
  if (length < bad->length)
    g_string_append_printf(r->row, " [cut: %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " bytes]",
                           length, bad->length);
  g_string_append_c(r->row, '"');
}

static void add_row(const GvBadRow *bad, void *data)
{
  Rejects *r = data;

  g_string_truncate(r->row, 0);
  add_text(r, bad->path);
  g_string_append_printf(r->row, ",%" G_GUINT64_FORMAT ",", bad->line);
  add_text(r, bad->reason);
  g_string_append_c(r->row, ',');
  if (bad->text && !r->secret)
    add_source(r, bad);
  g_string_append_c(r->row, '\n');
  if (r->error == NULL)
    gv_output_write(r->output, r->row->str, r->row->len, &r->error);
}

Rejects *rejects_open(const Run *run, GvReadOptions *options, GError **error)
{
  static const char header[] = "path,line,reason,row\n";
  g_autoptr(Rejects) r = g_new0(Rejects, 1);

  if (run->input.rejects == NULL)
    return NULL;
  r->row = g_string_new(NULL);
  r->excel_safe = run->common.excel_safe;
  r->secret = run->restrictions.id_key != NULL;
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
