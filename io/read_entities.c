/* Characters that a text spells out, as HTML does.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_entities.h"

#include <string.h>

enum { LATIN = 160, LONGEST = 10, TEN = 10, SIXTEEN = 16 };

static const struct {
  const char *name;
  gunichar character;
} markup[] = { { "amp", '&' }, { "quot", '"' }, { "lt", '<' }, { "gt", '>' }, { "apos", '\'' } };

/* Of the characters from 160 on. */
static const char *const latin[] = {
  "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
  "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
  "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
  "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
  "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
  "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
  "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
  "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
  "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
  "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml",
};

static gunichar by_number(const char *digits)
{
  const gboolean hex = *digits == 'x' || *digits == 'X';
  char *end;
  const guint64 value = g_ascii_strtoull(digits + hex, &end, hex ? SIXTEEN : TEN);

  if (!g_ascii_isxdigit(digits[hex]) || *end || value == 0 || value > 0x10ffff ||
      !g_unichar_validate((gunichar)value))
    return 0;
  return (gunichar)value;
}

static gunichar by_name(const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS(markup); i++)
    if (strcmp(markup[i].name, name) == 0)
      return markup[i].character;
  for (size_t i = 0; i < G_N_ELEMENTS(latin); i++)
    if (strcmp(latin[i], name) == 0)
      return LATIN + (gunichar)i;
  return 0;
}

/* The character that the entity at text is, and its length; 0 for none. */
static gunichar entity_at(const char *text, gboolean named, size_t *length)
{
  char name[LONGEST + 1];
  size_t end = 1;

  while (end <= LONGEST && text[end] && text[end] != ';')
    end++;
  if (end < 2 || end > LONGEST || text[end] != ';')
    return 0;
  memcpy(name, text + 1, end - 1);
  name[end - 1] = '\0';
  *length = end + 1;
  return *name == '#' ? by_number(name + 1) : named ? by_name(name) : 0;
}

void gv_entities_decode(char *text, gboolean named)
{
  char *to = text;
  size_t length = 0;

  if (strchr(text, '&') == NULL)
    return;
  while (*text) {
    const gunichar c = *text == '&' ? entity_at(text, named, &length) : 0;
    if (c) { /* "&#N;" is never shorter than the character itself */
      to += g_unichar_to_utf8(c, to);
      text += length;
    } else {
      *to++ = *text++;
    }
  }
  *to = '\0';
}
