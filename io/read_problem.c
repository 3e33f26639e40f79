/* What a table's errors say. Names of people stay out of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_problem.h"

enum { SHOWN = 60 }; /* characters of a text in a message */

static gboolean is_harmless(gunichar c)
{
  return g_unichar_isprint(c) && !(c >= 0x200b && c <= 0x200f) && !(c >= 0x2028 && c <= 0x202e) &&
         !(c >= 0x2060 && c <= 0x206f) && c != 0xfeff;
}

char *gv_text_shown(const char *text)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *shown = g_string_new(NULL);
  size_t characters = 0;

  for (const char *p = valid; *p && characters < SHOWN;
       p += g_utf8_skip[(guchar)*p], characters++) {
    gunichar c = g_utf8_get_char(p);
    if (is_harmless(c))
      g_string_append_unichar(shown, c);
    else
      g_string_append_printf(shown, "\\u{%x}", c);
  }
  if (characters == SHOWN)
    g_string_append(shown, "…");
  return g_string_free(shown, FALSE);
}

gboolean gv_problem_is_fatal(GvProblemKind kind)
{
  return kind == GV_PROBLEM_LONG || kind == GV_PROBLEM_QUOTE_OPEN;
}

/* Problems of a cell: %s is the column's name. */
static const char *const cell_texts[] = {
  [GV_PROBLEM_UTF8] = "invalid UTF-8 in %s; save the file as UTF-8",
  [GV_PROBLEM_NUMBER_EMPTY] = "%s is empty; give a number >= 0",
  [GV_PROBLEM_NUMBER_TEXT] = "%s is not a number; write it like 12 or 0.5",
  [GV_PROBLEM_NUMBER_INFINITE] = "%s is not finite; give a number >= 0",
  [GV_PROBLEM_NUMBER_NEGATIVE] = "%s must be >= 0; correct or remove the row",
  [GV_PROBLEM_NOT_WHOLE] = "%s is not a whole number; write it like 12000, or leave it empty",
  [GV_PROBLEM_NOT_BOOLEAN] = "%s is not a yes or no; write 1, 0, true, false, yes or no",
  [GV_PROBLEM_NOT_TIME] = "%s is not a time; write seconds since 1970 or 2024-05-01T12:00:00Z",
  [GV_PROBLEM_TIME_EMPTY] = "%s is empty; every event has one, in seconds since 1970 or like "
                            "2024-05-01T12:00:00Z",
  [GV_PROBLEM_NOT_STAGE] = "%s is unknown; write public, fan, prospect, member, loyalist or "
                           "advocate, or leave it empty",
  [GV_PROBLEM_POSITION] = "the third field is not a number, so it is not a %s; name the columns "
                          "with --columns",
  [GV_PROBLEM_POSITION + 1] = NULL,
};

static char *structure_text(const GvProblem *problem, const GvColumns *columns)
{
  switch (problem->kind) {
  case GV_PROBLEM_NUL:
    return g_strdup("NUL byte, this is not text; give a table in UTF-8");
  case GV_PROBLEM_LONG:
    return g_strdup_printf("line too long (over %d bytes); is this a table?", GV_LINE_MAX);
  case GV_PROBLEM_QUOTE_OPEN:
    return g_strdup("quote not closed; close it, or double a quote that belongs to the text");
  case GV_PROBLEM_QUOTE_TAIL:
    return g_strdup("text behind a closing quote; double a quote that belongs to the text");
  case GV_PROBLEM_FIELDS:
    return g_strdup_printf("expected %" G_GSIZE_FORMAT
                           " fields, got %u; every row must have as many as the first",
                           columns->count, problem->number);
  default:
    return NULL;
  }
}

/* What a row owes in a column that names something. */
static const char *must_say(const GvColumns *columns, uint32_t column)
{
  if (columns->kind == GV_TABLE_IDENTITIES)
    return "name a channel, an account and its user";
  if (columns->kind != GV_TABLE_EVENTS)
    return columns->kind == GV_TABLE_USERS ? "name a person" : "name two people";
  if (columns->cells[column] == GV_CELL_FIRST)
    return "name a person";
  return columns->cells[column] == GV_CELL_EVENT ? "say what was done" : "say something there, or leave it empty";
}

static char *name_text(const GvProblem *problem, const GvColumns *columns, const char *name)
{
  const char *what = problem->kind == GV_PROBLEM_EMPTY ? "empty" : "blank";

  if (problem->kind == GV_PROBLEM_NAME_LONG)
    return g_strdup_printf("handle too long: %s has %u bytes; at most 1024 are allowed", name,
                           problem->number);
  return g_strdup_printf("%s is %s; every row must %s", name, what,
                         must_say(columns, problem->column));
}

static char *cell_text(const GvProblem *problem, const char *name)
{
  g_auto(GStrv) around = g_strsplit(cell_texts[problem->kind], "%s", 2);

  return g_strconcat(around[0], name, around[1], NULL);
}

char *gv_problem_text(const GvProblem *problem, const GvColumns *columns)
{
  char *text = structure_text(problem, columns);

  if (text)
    return text;
  g_autofree char *name = gv_text_shown(columns->names[problem->column]);
  if (problem->kind == GV_PROBLEM_EMPTY || problem->kind == GV_PROBLEM_BLANK ||
      problem->kind == GV_PROBLEM_NAME_LONG)
    return name_text(problem, columns, name);
  return cell_text(problem, name);
}
