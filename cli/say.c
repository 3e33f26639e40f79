/* What the program tells a person, on stderr: messages and progress.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/progress.h"
#include "cli/run.h"
#include "graph/base/address.h"
#include "io/write_text.h"

static void say_list(const char *format, va_list list)
{
  g_autofree char *whole = g_strdup_vprintf(format, list);
  g_autofree char *text = gv_text_without_passwords(whole); /* of a misplaced argument, say */
  g_autoptr(GString) line = g_string_new("grapevine: ");

  gv_text_append_visible(line, text); /* a name must not drive the terminal */
  g_string_append_c(line, '\n');
  progress_clear_line();
  fputs(line->str, stderr); /* at once: other processes write there too */
}

void say(const char *format, ...)
{
  va_list list;

  va_start(list, format);
  say_list(format, list);
  va_end(list);
}

void run_warn(const Run *run, const char *format, ...)
{
  va_list list;

  if (run->common.quiet)
    return;
  va_start(list, format);
  say_list(format, list);
  va_end(list);
}
