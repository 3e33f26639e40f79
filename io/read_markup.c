/* XML as it streams past, by GLib's GMarkup.
 *
 * GMarkup gathers an element, a comment or a text until it ends, and remembers
 * the elements that are open: both are bounded here.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_markup.h"

#include <string.h>

#include "io/read_problem.h"

enum { DEEPEST = 1000, LONGEST = GV_LINE_MAX };

typedef struct {
  GvGraphFile *file;
  GMarkupParseContext *context;
  const GvMarkupHandler *handler;
  void *data;
  uint64_t depth;  /* elements open */
  uint64_t silent; /* bytes since GMarkup last called us */
} Markup;

/* GMarkup has looked at the character behind; a newline there is not passed yet. */
static void note_line(Markup *m)
{
  int line, character;

  g_markup_parse_context_get_position(m->context, &line, &character);
  m->file->line = (uint64_t)(character == 1 && line > 1 ? line - 1 : line);
}

static void hear(Markup *m)
{
  note_line(m);
  m->silent = 0;
}

static void on_start(GMarkupParseContext *context, const char *element, const char **names,
                     const char **values, gpointer data, GError **error)
{
  Markup *m = data;
  (void)context;

  hear(m);
  if (++m->depth > DEEPEST)
    gv_graph_file_fail(m->file, error, "elements nested more than %d deep", DEEPEST);
  else
    m->handler->start(m->data, element, names, values, error);
}

static void on_end(GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Markup *m = data;
  (void)context;
  (void)element;

  hear(m);
  m->depth--;
  m->handler->end(m->data, error);
}

static void on_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data,
                    GError **error)
{
  Markup *m = data;
  (void)context;

  hear(m);
  m->handler->text(m->data, text, length, error);
}

/* <?xml …?>, comments, and what has no business here. */
static void on_other(GMarkupParseContext *context, const char *text, gsize length, gpointer data,
                     GError **error)
{
  Markup *m = data;
  g_autofree char *copy = g_ascii_strdown(text, (gssize)length);
  const char *encoding = g_str_has_prefix(copy, "<?xml ") ? strstr(copy, "encoding") : NULL;
  (void)context;

  hear(m);
  if (g_str_has_prefix(copy, "<!") && !g_str_has_prefix(copy, "<!--"))
    gv_graph_file_fail(m->file, error, "DOCTYPE and entity declarations are refused; remove them");
  else if (encoding && !strstr(encoding, "utf-8") && !strstr(encoding, "ascii"))
    gv_graph_file_fail(m->file, error, "the file says that it is not in UTF-8; save it as UTF-8");
}

/* What GMarkup says, without its position. */
static char *said_of(const GError *failure)
{
  const char *text = strstr(failure->message, ": ");

  return gv_text_shown(text ? text + 2 : failure->message);
}

/* GMarkup's own errors, in our form; those of ours come through as they are. */
static gboolean explain(Markup *m, GError *failure, gboolean at_end, GError **error)
{
  if (failure->domain == GV_ERROR) {
    g_propagate_error(error, failure);
    return FALSE;
  }
  g_autofree char *said = said_of(failure);
  note_line(m);
  if (g_error_matches(failure, G_MARKUP_ERROR, G_MARKUP_ERROR_EMPTY))
    gv_graph_file_fail(m->file, error, "file is empty; a GraphML file has a graph");
  else if (at_end)
    gv_graph_file_fail(m->file, error, "unexpected end of file; copy or write the file again");
  else
    gv_graph_file_fail(m->file, error, "not well-formed XML (%s); correct the file", said);
  g_error_free(failure);
  return FALSE;
}

/* GMarkup itself goes on behind a comment that is not UTF-8, its error already set, so
 * it is given nothing but UTF-8. */
static gboolean feed(Markup *m, const char *bytes, size_t length, GError **error)
{
  GError *failure = NULL;
  const char *end;
  const gboolean valid = g_utf8_validate_len(bytes, length, &end);

  m->silent += length;
  if (!g_markup_parse_context_parse(m->context, bytes, end - bytes, &failure))
    return explain(m, failure, FALSE, error);
  note_line(m);
  if (!valid)
    return gv_graph_file_fail(m->file, error,
                              *end ? "invalid UTF-8; save the file as UTF-8"
                                   : "NUL byte, this is not text; give XML in UTF-8");
  if (m->silent > LONGEST)
    return gv_graph_file_fail(m->file, error,
                              "an element, a comment or a text longer than %d bytes; is this XML?",
                              LONGEST);
  return TRUE;
}

/* Where to cut what is unread: GMarkup does not count a newline that comes first, and
 * a character must stay whole. 0 = wait for more. */
static size_t piece_of(const GvGraphFile *file)
{
  const unsigned char *bytes = (const unsigned char *)file->block;
  size_t end = file->end, back = 0;

  if (file->over)
    return end;
  while (end > 1 && bytes[end - 1] == '\n')
    end--;
  if (end <= 1)
    return file->end > 1 || bytes[0] < 0x80 ? file->end : 0;
  for (end--; end > 0 && back < 3 && (bytes[end] & 0xc0) == 0x80; back++)
    end--;
  return end;
}

static gboolean read_blocks(Markup *m, GError **error)
{
  GvGraphFile *file = m->file;
  GError *failure = NULL;

  for (gboolean first = TRUE; !file->over; first = FALSE) {
    if (!gv_graph_file_fill(file, error))
      return FALSE;
    const char *bytes = file->block;
    const size_t mark = first && g_str_has_prefix(bytes, "\xef\xbb\xbf") ? 3 : 0;
    file->at = piece_of(file);
    if (!feed(m, bytes + mark, file->at - MIN(mark, file->at), error))
      return FALSE;
  }
  if (g_markup_parse_context_end_parse(m->context, &failure))
    return TRUE;
  return explain(m, failure, TRUE, error);
}

gboolean gv_markup_read(GvGraphFile *file, const GvMarkupHandler *handler, void *data,
                        GError **error)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, on_other, NULL };
  Markup markup = { .file = file, .handler = handler, .data = data };
  gboolean done;

  markup.context = g_markup_parse_context_new(&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &markup, NULL);
  done = read_blocks(&markup, error);
  g_markup_parse_context_free(markup.context);
  return done;
}
