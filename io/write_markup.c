/* Text as XML 1.0 holds it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write_markup.h"

static gboolean is_holdable(gunichar c)
{
  return (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0xfffe && c != 0xffff;
}

static void append(GString *to, gunichar c)
{
  switch (c) {
  case '&':
    g_string_append(to, "&amp;");
    break;
  case '<':
    g_string_append(to, "&lt;");
    break;
  case '>':
    g_string_append(to, "&gt;");
    break;
  case '"':
    g_string_append(to, "&quot;");
    break;
  case '\t':
  case '\n':
  case '\r':
    g_string_append_printf(to, "&#%u;", c);
    break;
  default:
    g_string_append_unichar(to, c);
  }
}

gboolean gv_text_append_xml(GString *to, const char *text, gunichar *character)
{
  for (; *text; text += g_utf8_skip[(guchar)*text]) {
    *character = g_utf8_get_char(text);
    if (!is_holdable(*character))
      return FALSE;
    append(to, *character);
  }
  return TRUE;
}

gboolean gv_text_append_xml_of(GString *to, const char *text, const char *what, uint64_t person,
                               GError **error)
{
  gunichar character;

  if (gv_text_append_xml(to, text, &character))
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
              "%s of person %" G_GUINT64_FORMAT
              " holds the character U+%04X, which XML cannot hold; write .gml or .csv instead",
              what, person, character);
  return FALSE;
}
