/* A shortlist as JSON Lines, by jansson.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "graph/base/task.h"
#include "io/read_cells.h"
#include "io/read_problem.h"
#include "io/read_shortlist_rows.h"
#include "io/read_table.h"

enum { BLOCK = 64 * 1024 };

typedef struct {
  GvShortlistTarget *to;
  GArray *cells; /* of double, of the line at hand */
  uint64_t lines, rows;
} Reader;

static gboolean fail(GError **error, const char *text)
{
  g_set_error_literal(error, GV_ERROR, GV_ERROR_PARSE, text);
  return FALSE;
}

/* A number; null and what is not there are nothing said. */
static gboolean real_of(const json_t *object, const char *key, double *value, GError **error)
{
  const json_t *json = json_object_get(object, key);

  *value = json_is_number(json) ? json_number_value(json) : NAN;
  if (json == NULL || json_is_null(json) || json_is_number(json))
    return TRUE;
  g_autofree char *shown = gv_text_shown(key);
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE, "%s is not a number; write it like 12 or 0.5",
              shown);
  return FALSE;
}

static gboolean take_name(const json_t *object, GvShortlistLine *line, GError **error)
{
  const json_t *user = json_object_get(object, "user");
  const GvRow row = { &line->name, FALSE };
  GvProblem problem = { .kind = GV_PROBLEM_NONE };
  char *names[] = { (char *)(gintptr) "user", NULL };
  const GvColumns columns = { .kind = GV_TABLE_USERS, .count = 1, .names = names };

  if (!json_is_string(user))
    return fail(error, "an object without \"user\", a text; is this a shortlist?");
  line->name = (GvField){ (char *)(gintptr)json_string_value(user), json_string_length(user) };
  if (gv_cell_name(&row, 0, &problem))
    return TRUE;
  g_autofree char *text = gv_problem_text(&problem, &columns);
  return fail(error, text);
}

/* The first object says which features there are. */
static void find_features(Reader *r, json_t *object)
{
  const char *key;
  json_t *value;

  json_object_foreach(object, key, value) if (gv_shortlist_is_feature(key))
      g_ptr_array_add(r->to->list->features, g_strdup(key));
  g_array_set_size(r->cells, r->to->list->features->len);
}

static gboolean take_object(Reader *r, json_t *object, GError **error)
{
  const json_t *reasons = json_object_get(object, "reasons");
  GvShortlistLine line = { .cells = (const double *)(void *)r->cells->data };

  if (r->rows++ == 0)
    find_features(r, object);
  if (!take_name(object, &line, error) || !real_of(object, "rank", &line.rank, error) ||
      !real_of(object, "score", &line.score, error))
    return FALSE;
  for (guint f = 0; f < r->cells->len; f++)
    if (!real_of(object, r->to->list->features->pdata[f], &g_array_index(r->cells, double, f),
                 error))
      return FALSE;
  line.cells = (const double *)(void *)r->cells->data;
  if (json_is_string(reasons))
    line.reasons =
        (GvField){ (char *)(gintptr)json_string_value(reasons), json_string_length(reasons) };
  return gv_shortlist_add(r->to, &line, error);
}

static gboolean take_line(Reader *r, const char *text, size_t length, GError **error)
{
  json_error_t said;

  r->lines++;
  if (length > GV_LINE_MAX)
    return fail(error, "line too long (over 1 MiB); is this JSON Lines?");
  if (strspn(text, " \t\r") >= length)
    return TRUE;
  json_t *object = json_loadb(text, length, JSON_REJECT_DUPLICATES, &said);
  gboolean done = json_is_object(object);
  if (done)
    done = take_object(r, object, error);
  else
    fail(error, "not a JSON object; a shortlist has one a line");
  json_decref(object);
  return done;
}

/* Takes the whole lines of the text, at the end all of it. */
static gboolean take_lines(Reader *r, GString *text, gboolean over, GError **error)
{
  size_t at = 0;

  for (;;) {
    const char *newline = memchr(text->str + at, '\n', text->len - at);
    if (newline == NULL && (!over || at == text->len) && text->len - at <= GV_LINE_MAX)
      break;
    const size_t length = newline ? (size_t)(newline - text->str) - at : text->len - at;
    if (!take_line(r, text->str + at, length, error))
      return FALSE;
    at = MIN(text->len, at + length + 1);
  }
  g_string_erase(text, 0, (gssize)at);
  return TRUE;
}

static gboolean read_lines(Reader *r, GvByteStream *stream, GvTask *task, GError **error)
{
  g_autoptr(GString) text = g_string_new(NULL);
  g_autofree char *block = g_malloc(BLOCK);
  size_t got;

  do {
    if (!gv_byte_stream_read(stream, block, BLOCK, &got, error) ||
        !gv_task_step(task, gv_byte_stream_done(stream), error))
      return FALSE;
    g_string_append_len(text, block, (gssize)got);
    if (!take_lines(r, text, got == 0, error))
      return FALSE;
  } while (got > 0);
  return TRUE;
}

gboolean gv_shortlist_read_jsonl(GvShortlistTarget *to, const char *path, GvByteStream *stream,
                                 GvInputReport *report, GvTask *task, GError **error)
{
  g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(double));
  Reader reader = { .to = to, .cells = cells };
  GError *failure = NULL;

  if (read_lines(&reader, stream, task, &failure)) {
    report->rows = reader.rows;
    report->bytes = gv_byte_stream_raw_bytes(stream);
    gv_byte_stream_sha256(stream, report->sha256);
    return TRUE;
  }
  if (failure->code != GV_ERROR_CANCELLED)
    gv_read_prefix(&failure, path, failure->code == GV_ERROR_PARSE ? reader.lines : 0);
  g_propagate_error(error, failure);
  return FALSE;
}
