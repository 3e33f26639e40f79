/* Rows and fields of delimited text: RFC 4180 for comma and semicolon, no
 * quoting for the others. A quote counts only at the beginning of a field.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_rows.h"

#include <string.h>

gboolean gv_delimiter_quotes(char delimiter)
{
  return delimiter == ',' || delimiter == ';';
}

static const char *line_end(const char *text, const char *end)
{
  const char *newline = memchr(text, '\n', (size_t)(end - text));

  return newline ? newline : end;
}

/* Behind the quote that closes the one at text, or NULL. */
static const char *quoted_end(const char *text, const char *end)
{
  const char *p = text + 1;

  while (p < end && (p = memchr(p, '"', (size_t)(end - p)))) {
    if (p + 1 == end || p[1] != '"')
      return p + 1;
    p += 2;
  }
  return NULL;
}

const char *gv_row_end(const char *text, const char *end, char delimiter, const char **open)
{
  const char *p = text;

  if (open)
    *open = NULL;
  while (p < end) {
    if (*p == '"') {
      const char *after = quoted_end(p, end);
      if (after == NULL) {
        if (open)
          *open = p;
        return end;
      }
      p = after;
    }
    while (p < end && *p != delimiter && *p != '\n')
      p++;
    if (p < end && *p == '\n')
      return p;
    p += p < end;
  }
  return end;
}

const char *gv_rows_cut(const char *text, const char *end, char delimiter, gboolean quotes)
{
  const char *cut = text, *p = end;

  if (!quotes) {
    while (p > text && p[-1] != '\n')
      p--;
    return p;
  }
  while (cut < end && (p = gv_row_end(cut, end, delimiter, NULL)) < end)
    cut = p + 1;
  return cut;
}

uint32_t gv_count_lines(const char *text, const char *end)
{
  uint32_t lines = 0;

  while (text < end && (text = memchr(text, '\n', (size_t)(end - text)))) {
    lines++;
    text++;
  }
  return lines;
}

static gboolean is_blank(const char *p, const char *end, char delimiter)
{
  while (p < end && (*p == ' ' || (*p == '\t' && delimiter != '\t')))
    p++;
  return p == end;
}

/* Fields beyond the room are counted, not kept. */
static void push(GvRows *rows, char *text, const char *end)
{
  if (rows->count < rows->room)
    rows->fields[rows->count] = (GvField){ text, (size_t)(end - text) };
  rows->count++;
}

static void split_spaces(GvRows *rows, char *p, const char *end)
{
  for (;;) {
    while (p < end && (*p == ' ' || *p == '\t'))
      p++;
    if (p == end)
      return;
    char *first = p;
    while (p < end && *p != ' ' && *p != '\t')
      p++;
    push(rows, first, p);
  }
}

static void split_plain(GvRows *rows, char *p, const char *end)
{
  for (char *next; (next = memchr(p, rows->delimiter, (size_t)(end - p))); p = next + 1)
    push(rows, p, next);
  push(rows, p, end);
}

/* Closes the gaps of doubled quotes between the quote at text and the one
 * before `after`; the field keeps its place. */
static char *unquote(char *text, const char *after)
{
  char *to = text + 1;

  for (const char *from = text + 1; from < after - 1; from++) {
    from += *from == '"';
    *to++ = *from;
  }
  return to;
}

/* FALSE where text stands behind a closing quote. */
static gboolean split_quoted(GvRows *rows, char *p, const char *end)
{
  for (;; p++) {
    char *first = p;
    if (p < end && *p == '"') {
      const char *after = quoted_end(p, end);
      if (after == NULL || (after < end && *after != rows->delimiter))
        return FALSE;
      p += after - p;
      push(rows, first + 1, unquote(first, after));
    } else {
      while (p < end && *p != rows->delimiter)
        p++;
      push(rows, first, p);
    }
    if (p == end)
      return TRUE;
  }
}

static void split(GvRows *rows, char *text, const char *end, GvProblem *problem)
{
  rows->count = 0;
  if (rows->delimiter == ' ')
    split_spaces(rows, text, end);
  else if (!rows->quotes || !memchr(text, '"', (size_t)(end - text)))
    split_plain(rows, text, end);
  else if (!split_quoted(rows, text, end))
    problem->kind = GV_PROBLEM_QUOTE_TAIL;
  if (rows->field_count == 0)
    rows->field_count = rows->count;
  if (problem->kind == GV_PROBLEM_NONE && rows->count != rows->field_count)
    *problem = (GvProblem){ GV_PROBLEM_FIELDS, problem->line, 0, (uint32_t)rows->count };
}

/* The row's end; where it has none that can be trusted, the problem says so. */
static const char *find_end(GvRows *rows, GvProblem *problem)
{
  const char *open = NULL;
  const char *end = rows->quotes ? gv_row_end(rows->at, rows->end, rows->delimiter, &open)
                                 : line_end(rows->at, rows->end);

  const char *nul = rows->nuls ? memchr(rows->at, '\0', (size_t)(end - rows->at)) : NULL;
  if (nul) {
    problem->kind = GV_PROBLEM_NUL;
    problem->line += rows->records ? 0 : gv_count_lines(rows->at, nul);
    return open ? line_end(nul, rows->end) : end;
  }
  if (open) {
    problem->kind = GV_PROBLEM_QUOTE_OPEN;
    problem->line += gv_count_lines(rows->at, open);
  } else if (end - rows->at > GV_LINE_MAX) {
    problem->kind = GV_PROBLEM_LONG;
  }
  return end;
}

/* Steps over one row, blank or not. Returns where its text ends, without the line end. */
static inline const char *pass(GvRows *rows, GvProblem *problem)
{
  *problem = (GvProblem){ .line = rows->line };
  rows->row_line = rows->line;
  char *text = rows->at;
  const char *end = find_end(rows, problem);

  rows->line += 1 + (rows->quotes && !rows->records ? gv_count_lines(text, end) : 0);
  rows->at += end - text + (end < rows->end);
  return end > text && end[-1] == '\r' ? end - 1 : end;
}

GvField gv_rows_find(GvRows *rows, uint32_t line)
{
  GvField row = { rows->at, 0 };
  GvProblem problem;

  while (rows->at < rows->end && rows->line <= line) {
    row.text = rows->at;
    row.length = (size_t)(pass(rows, &problem) - row.text);
  }
  return row;
}

gboolean gv_rows_next(GvRows *rows, GvProblem *problem)
{
  while (rows->at < rows->end) {
    char *text = rows->at;
    const char *stop = pass(rows, problem);

    if (problem->kind == GV_PROBLEM_NONE && !rows->records && is_blank(text, stop, rows->delimiter))
      continue;
    if (problem->kind == GV_PROBLEM_NONE)
      split(rows, text, stop, problem);
    return TRUE;
  }
  return FALSE;
}
