/* The text of graph files: blocks, lines, and checked pieces of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"
#include "io/read_graph.h"
#include "io/read_problem.h"

enum { BLOCK = 64 * 1024, ROOM = GV_LINE_MAX + 2 * BLOCK };

void gv_graph_file_prefix(const GvGraphFile *file, GError **error)
{
  const int code = error && *error ? (*error)->code : GV_ERROR_CANCELLED;

  if (code != GV_ERROR_CANCELLED)
    gv_read_prefix(error, file->source->path,
                   code == GV_ERROR_PARSE || code == GV_ERROR_LIMIT ? file->line : 0);
}

gboolean gv_graph_file_fail(const GvGraphFile *file, GError **error, const char *format, ...)
{
  va_list list;
  GError *failure;

  va_start(list, format);
  failure = g_error_new_valist(GV_ERROR, GV_ERROR_PARSE, format, list);
  va_end(list);
  gv_read_prefix(&failure, file->source->path, file->line);
  g_propagate_error(error, failure);
  return FALSE;
}

/* The message without file and line, which gv_graph_file_fail put in front. */
static const char *reason_of(const GvGraphFile *file, const GError *failure)
{
  g_autofree char *prefix =
      g_strdup_printf("%s:%" G_GUINT64_FORMAT ": ", file->source->path, file->line);

  return failure->message + (g_str_has_prefix(failure->message, prefix) ? strlen(prefix) : 0);
}

gboolean gv_graph_file_reject(GvGraphFile *file, GError *failure, GError **error)
{
  GvReadLimits *limits = file->limits;

  if (!g_error_matches(failure, GV_ERROR, GV_ERROR_PARSE)) {
    g_propagate_error(error, failure);
    return FALSE;
  }
  file->rejected++;
  if (limits->bad >= limits->max_bad) {
    g_propagate_error(error, failure);
    return FALSE;
  }
  limits->bad++;
  if (limits->rejected) {
    const GString *kept = file->kept;
    const GvBadRow bad = { file->source->path, file->line, reason_of(file, failure),
                           kept ? kept->str : NULL, kept ? kept->len : 0 };
    limits->rejected(&bad, limits->rejected_data);
  }
  g_error_free(failure);
  return TRUE;
}

gboolean gv_graph_file_twice(const GvGraphFile *file, const char *node, uint64_t before,
                             GError **error)
{
  g_autofree char *shown = gv_text_shown(node);
  const gboolean secret = file->users->secret;

  return gv_graph_file_fail(
      file, error, "duplicate node%s%s, first on line %" G_GUINT64_FORMAT "; keep one of them",
      secret ? "" : " ", secret ? "" : shown, before);
}

gboolean gv_graph_file_problem(const GvGraphFile *file, const GvProblem *problem,
                               const char *column, GError **error)
{
  g_autofree char *name = g_strdup(column);
  char *names[] = { name, NULL };
  const GvColumns columns = { .kind = GV_TABLE_USERS, .count = 1, .names = names };
  g_autofree char *text = gv_problem_text(problem, &columns);

  return gv_graph_file_fail(file, error, "%s", text);
}

static gboolean step(GvGraphFile *file, GError **error)
{
  const GvReadLimits *limits = file->limits;

  return gv_task_step(file->task,
                      limits->done_from + limits->done_share * gv_byte_stream_done(file->stream),
                      error);
}

gboolean gv_graph_file_fill(GvGraphFile *file, GError **error)
{
  size_t got = 0;

  if (file->block == NULL && !(file->block = gv_array_new_raw(ROOM + 1, 1, error)))
    return FALSE;
  memmove(file->block, file->block + file->at, file->end - file->at);
  file->end -= file->at;
  file->at = 0;
  const size_t room = MIN(ROOM - file->end, BLOCK);
  if (!gv_byte_stream_read(file->stream, file->block + file->end, room, &got, error)) {
    gv_graph_file_prefix(file, error);
    return FALSE;
  }
  file->over = got == 0;
  file->end += got;
  file->block[file->end] = '\0';
  return step(file, error);
}

/* The newline that ends what is unread, after as many reads as that takes; the
 * end of the block where there is none. */
static gboolean find_end(GvGraphFile *file, const char **newline, GError **error)
{
  *newline = NULL;
  while (!*newline && file->end - file->at <= GV_LINE_MAX) {
    if (file->block)
      *newline = memchr(file->block + file->at, '\n', file->end - file->at);
    if (*newline || file->over)
      break;
    if (!gv_graph_file_fill(file, error))
      return FALSE;
  }
  if (*newline == NULL && file->block)
    *newline = file->block + file->end;
  return TRUE;
}

/* Readers split lines where they lie. */
static void keep(GvGraphFile *file, const char *text, size_t length)
{
  if (!file->by_lines || !file->limits->rejected)
    return;
  if (file->kept == NULL)
    file->kept = g_string_new(NULL);
  g_string_truncate(file->kept, 0);
  g_string_append_len(file->kept, text, (gssize)length);
}

gboolean gv_graph_file_line(GvGraphFile *file, char **text, size_t *length, GError **error)
{
  const char *newline;

  *text = NULL;
  if (!find_end(file, &newline, error))
    return FALSE;
  if (file->at == file->end)
    return TRUE;
  file->line++;
  *text = file->block + file->at;
  *length = (size_t)(newline - *text);
  if (*length > GV_LINE_MAX)
    return gv_graph_file_fail(file, error, "line too long (over %d bytes); is this a graph file?",
                              GV_LINE_MAX);
  if (memchr(*text, '\0', *length))
    return gv_graph_file_fail(file, error, "NUL byte, this is not text; give a file in UTF-8");
  file->at = MIN(file->end, file->at + *length + 1);
  if (*length > 0 && (*text)[*length - 1] == '\r')
    --*length;
  (*text)[*length] = '\0';
  if (file->line == 1 && g_str_has_prefix(*text, "\xef\xbb\xbf")) {
    *text += 3;
    *length -= 3;
  }
  keep(file, *text, *length);
  return TRUE;
}

/* A row of one field; the checks of cells do not change it. */
static GvField field_of(const char *text, size_t length)
{
  return (GvField){ (char *)(gintptr)text, length };
}

gboolean gv_graph_file_name(const GvGraphFile *file, const char *name, size_t length,
                            GError **error)
{
  const GvField field = field_of(name, length);
  const GvRow row = { &field, FALSE };
  GvProblem problem = { .kind = GV_PROBLEM_NONE };

  return gv_cell_name(&row, 0, &problem) ||
         gv_graph_file_problem(file, &problem, "the identifier", error);
}

/* A graph file's people are known whatever the time. Those whom it named before
 * need no second word. */
static gboolean mention(const GvGraphFile *file, GvVertex v, GvVertex known, GError **error)
{
  GvHistory *history = file->target->history;

  return history == NULL || (v < known && v >= file->before) ||
         gv_mentions_add(&history->mentions, v, history->acts.count, error);
}

gboolean gv_graph_file_vertex(GvGraphFile *file, const char *name, size_t length, GvVertex *v,
                              GError **error)
{
  GvNames *names = file->target->names;
  const GvField field = field_of(name, length);

  if (!gv_graph_file_name(file, name, length, error))
    return FALSE;
  const GvVertex before = gv_names_count(names);
  if (gv_read_intern(names, &field, gv_names_hash(names, name, length), v, error) &&
      mention(file, *v, before, error))
    return TRUE;
  gv_graph_file_prefix(file, error);
  return FALSE;
}

gboolean gv_graph_file_weight(GvGraphFile *file, const char *text, double *weight, GError **error)
{
  const GvField field = field_of(text, strlen(text));
  const GvRow row = { &field, FALSE };
  GvProblem problem = { .kind = GV_PROBLEM_NONE };

  return gv_cell_weight(&row, 0, weight, &problem) ||
         gv_graph_file_problem(file, &problem, "weight", error);
}

gboolean gv_graph_file_time(GvGraphFile *file, const char *text, double *time, GError **error)
{
  const GvField field = field_of(text, strlen(text));
  const GvRow row = { &field, FALSE };
  GvProblem problem = { .kind = GV_PROBLEM_NONE };

  return gv_cell_time(&row, 0, time, &problem) ||
         gv_graph_file_problem(file, &problem, "time", error);
}
