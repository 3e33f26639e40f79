/* What the program tells a person, on stderr: messages and progress.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <unistd.h>

#include "cli/progress.h"
#include "cli/run.h"
#include "graph/base/address.h"

/* Control characters of a name must not reach the terminal. */
static void print_escaped(const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char_validated(p, -1);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
      fprintf(stderr, "\\x%02x", (unsigned char)*p);
      for (p++; *p && (*p & 0xc0) == 0x80; p++)
        fprintf(stderr, "\\x%02x", (unsigned char)*p);
      p = p - g_utf8_skip[(guchar)'a'];
      continue;
    }
    if (c != '\n' && (g_unichar_iscntrl(c) || g_unichar_type(c) == G_UNICODE_FORMAT))
      fprintf(stderr, "\\u%04x", c);
    else
      fprintf(stderr, "%.*s", (int)g_utf8_skip[(guchar)*p], p);
  }
}

static void say_list(const char *format, va_list list)
{
  g_autofree char *whole = g_strdup_vprintf(format, list);
  g_autofree char *text = gv_text_without_passwords(whole); /* of a misplaced argument, say */

  progress_clear_line();
  fputs("grapevine: ", stderr);
  print_escaped(text);
  fputc('\n', stderr);
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
