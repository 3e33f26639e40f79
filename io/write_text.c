/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write_text.h"

#include <string.h>

/* The character that follows; g_utf8_next_char casts const away. */
static const char *next_char(const char *text)
{
  return text + g_utf8_skip[(unsigned char)*text];
}

void gv_text_append_csv(GString *to, const char *text)
{
  const char *quote;

  if (text[strcspn(text, "\",\r\n")] == '\0') {
    g_string_append(to, text);
    return;
  }
  g_string_append_c(to, '"');
  for (; (quote = strchr(text, '"')) != NULL; text = quote + 1) {
    g_string_append_len(to, text, quote - text);
    g_string_append(to, "\"\"");
  }
  g_string_append(to, text);
  g_string_append_c(to, '"');
}

gboolean gv_text_begins_formula(const char *text)
{
  return *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
}

void gv_text_append_tsv(GString *to, const char *text)
{
  for (;;) {
    size_t plain = strcspn(text, "\t\n\\");
    g_string_append_len(to, text, (gssize)plain);
    if (text[plain] == '\0')
      return;
    g_string_append_c(to, '\\');
    g_string_append_c(to, text[plain] == '\t' ? 't' : text[plain] == '\n' ? 'n' : '\\');
    text += plain + 1;
  }
}

static void append_json_escape(GString *to, char c)
{
  static const char special[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
  const char *found = strchr(special, c);

  if (found)
    g_string_append_printf(to, "\\%c", letters[found - special]);
  else
    g_string_append_printf(to, "\\u%04x", (unsigned)c);
}

void gv_text_append_json(GString *to, const char *text)
{
  g_autofree char *valid = g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
  const char *begin = valid ? valid : text, *at = begin;

  g_string_append_c(to, '"');
  for (; *at; at++)
    if ((unsigned char)*at < 0x20 || *at == '"' || *at == '\\') {
      g_string_append_len(to, begin, at - begin);
      append_json_escape(to, *at);
      begin = at + 1;
    }
  g_string_append_len(to, begin, at - begin);
  g_string_append_c(to, '"');
}

/* C0, C1, line separators, and what turns the direction of what follows: such
 * a name could drive the terminal or pass for another. */
static gboolean is_disruptive(gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200e || c == 0x200f ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

void gv_text_append_visible(GString *to, const char *text)
{
  while (*text) {
    gunichar c = g_utf8_get_char_validated(text, -1);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
      g_string_append_printf(to, "\\x%02x", (unsigned)(unsigned char)*text++);
      continue;
    }
    if (is_disruptive(c))
      g_string_append_printf(to, "\\u%04x", c);
    else
      g_string_append_unichar(to, c);
    text = next_char(text);
  }
}

size_t gv_text_cells(const char *text)
{
  size_t cells = 0;

  for (; *text; text = next_char(text)) {
    gunichar c = g_utf8_get_char(text);
    cells += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
  }
  return cells;
}
