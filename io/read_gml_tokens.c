/* The tokens of GML. A line that begins with # is a comment; a text may go on
 * over lines and writes characters as HTML does.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_gml_tokens.h"

#include <string.h>

#include "io/read_entities.h"

static gboolean next_line(GvGmlTokens *t, GError **error)
{
  size_t length;
  char *text;

  if (!gv_graph_file_line(t->file, &text, &length, error))
    return FALSE;
  t->at = text;
  return TRUE;
}

static gboolean is_comment(const char *line)
{
  return line[strspn(line, " \t")] == '#';
}

/* To the next character that is no white space; at NULL where the file ends. */
static gboolean skip_space(GvGmlTokens *t, GError **error)
{
  while (t->at == NULL || t->at[strspn(t->at, " \t")] == '\0') {
    do
      if (!next_line(t, error))
        return FALSE;
    while (t->at && is_comment(t->at));
    if (t->at == NULL)
      return TRUE;
  }
  t->at += strspn(t->at, " \t");
  return TRUE;
}

static gboolean read_text(GvGmlTokens *t, GError **error)
{
  const uint64_t line = t->file->line;

  for (t->at++;;) {
    const size_t length = strcspn(t->at, "\"");
    g_string_append_len(t->text, t->at, (gssize)length);
    t->at += length;
    if (*t->at == '"')
      break;
    g_string_append_c(t->text, '\n');
    if (t->text->len > GV_LINE_MAX)
      return gv_graph_file_fail(t->file, error,
                                "text longer than %d bytes, from line %" G_GUINT64_FORMAT
                                " on; is a quote missing?",
                                GV_LINE_MAX, line);
    if (!next_line(t, error))
      return FALSE;
    if (t->at == NULL)
      return gv_graph_file_fail(t->file, error,
                                "unexpected end of file in a text that begins on line "
                                "%" G_GUINT64_FORMAT "; is a quote missing?",
                                line);
  }
  t->at++;
  gv_entities_decode(t->text->str, TRUE);
  return TRUE;
}

static gboolean read_bare(GvGmlTokens *t, GvGmlKind *kind, GError **error)
{
  const size_t length = strcspn(t->at, " \t[]\"");

  g_string_append_len(t->text, t->at, (gssize)length);
  *kind = strchr("+-.", *t->at) || g_ascii_isdigit(*t->at) ? GV_GML_NUMBER : GV_GML_WORD;
  if (*kind == GV_GML_WORD && !g_ascii_isalpha(*t->at))
    return gv_graph_file_fail(t->file, error,
                              "expected a word, a number, a quoted text or a bracket");
  t->at += length;
  return TRUE;
}

gboolean gv_gml_next(GvGmlTokens *tokens, GvGmlKind *kind, GError **error)
{
  *kind = GV_GML_END;
  g_string_truncate(tokens->text, 0);
  if (!skip_space(tokens, error))
    return FALSE;
  if (tokens->at == NULL)
    return TRUE;
  if (*tokens->at == '"') {
    *kind = GV_GML_TEXT;
    return read_text(tokens, error);
  }
  if (*tokens->at != '[' && *tokens->at != ']')
    return read_bare(tokens, kind, error);
  *kind = *tokens->at++ == '[' ? GV_GML_OPEN : GV_GML_CLOSE;
  return TRUE;
}
