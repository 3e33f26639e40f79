/* What stands in one field.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_cells.h"

#include <math.h>
#include <string.h>

#include "graph/base/number.h"

enum { STAGE_MAX = 63 };

static gboolean fail(GvProblem *problem, GvProblemKind kind, int column, size_t number)
{
  problem->kind = kind;
  problem->column = (uint32_t)column;
  problem->number = (uint32_t)number;
  return FALSE;
}

static gboolean is_utf8(const GvRow *row, GvField field)
{
  return row->ascii || g_utf8_validate_len(field.text, field.length, NULL);
}

/* White space as a person sees it: U+3000 and the like are blank too. */
static gboolean is_blank(const GvRow *row, GvField field)
{
  const char *p = field.text, *end = field.text + field.length;

  if (p<end && * p> ' ')
    return FALSE; /* nearly always */
  while (p < end && g_unichar_isspace(row->ascii ? (gunichar)*p : g_utf8_get_char(p)))
    p += row->ascii ? 1 : g_utf8_skip[(guchar)*p];
  return p >= end;
}

gboolean gv_cell_name(const GvRow *row, int column, GvProblem *problem)
{
  const GvField field = row->fields[column];

  if (field.length == 0)
    return fail(problem, GV_PROBLEM_EMPTY, column, 0);
  if (field.length > GV_NAME_MAX)
    return fail(problem, GV_PROBLEM_NAME_LONG, column, field.length);
  if (!is_utf8(row, field))
    return fail(problem, GV_PROBLEM_UTF8, column, 0);
  if (is_blank(row, field))
    return fail(problem, GV_PROBLEM_BLANK, column, 0);
  return TRUE;
}

gboolean gv_cell_text(const GvRow *row, int column, size_t longest, GvProblem *problem)
{
  const GvField field = row->fields[column];

  if (longest && field.length > longest)
    return fail(problem, GV_PROBLEM_NAME_LONG, column, field.length);
  return is_utf8(row, field) || fail(problem, GV_PROBLEM_UTF8, column, 0);
}

static GvField trimmed(GvField field)
{
  while (field.length && (*field.text == ' ' || *field.text == '\t')) {
    field.text++;
    field.length--;
  }
  while (field.length &&
         (field.text[field.length - 1] == ' ' || field.text[field.length - 1] == '\t'))
    field.length--;
  return field;
}

gboolean gv_cell_weight(const GvRow *row, int column, double *value, GvProblem *problem)
{
  static const GvProblemKind kinds[] = { [GV_NUMBER_EMPTY] = GV_PROBLEM_NUMBER_EMPTY,
                                         [GV_NUMBER_MALFORMED] = GV_PROBLEM_NUMBER_TEXT,
                                         [GV_NUMBER_NOT_FINITE] = GV_PROBLEM_NUMBER_INFINITE };
  if (column < 0)
    return TRUE;
  const GvField field = trimmed(row->fields[column]);
  GvNumberStatus status = gv_number_parse(field.text, field.length, value);

  if (status != GV_NUMBER_OK)
    return fail(problem, kinds[status], column, 0);
  return *value >= 0 || fail(problem, GV_PROBLEM_NUMBER_NEGATIVE, column, 0);
}

gboolean gv_cell_time(const GvRow *row, int column, double *value, GvProblem *problem)
{
  if (column < 0)
    return TRUE;
  const GvField field = trimmed(row->fields[column]);

  *value = GV_TIME_UNKNOWN;
  return field.length == 0 || gv_time_parse(field.text, field.length, value) ||
         fail(problem, GV_PROBLEM_NOT_TIME, column, 0);
}

gboolean gv_cell_moment(const GvRow *row, int column, double *value, GvProblem *problem)
{
  return gv_cell_time(row, column, value, problem) &&
         (!isnan(*value) || fail(problem, GV_PROBLEM_TIME_EMPTY, column, 0));
}

gboolean gv_cell_is_said(const GvRow *row, int column)
{
  return trimmed(row->fields[column]).length > 0;
}

gboolean gv_cell_amount(const GvRow *row, int column, double *value, GvProblem *problem)
{
  if (column < 0)
    return TRUE;
  *value = NAN;
  return !gv_cell_is_said(row, column) || gv_cell_weight(row, column, value, problem);
}

gboolean gv_cell_count(const GvRow *row, int column, double *value, GvProblem *problem)
{
  if (column < 0)
    return TRUE;
  const GvField field = trimmed(row->fields[column]);

  *value = NAN;
  if (field.length == 0)
    return TRUE;
  return (gv_number_parse(field.text, field.length, value) == GV_NUMBER_OK && *value >= 0 &&
          *value == floor(*value)) ||
         fail(problem, GV_PROBLEM_NOT_WHOLE, column, 0);
}

gboolean gv_cell_flag(const GvRow *row, int column, uint8_t *value, GvProblem *problem)
{
  gboolean said = FALSE;

  if (column < 0)
    return TRUE;
  const GvField field = trimmed(row->fields[column]);
  if (field.length && !gv_boolean_parse(field.text, field.length, &said))
    return fail(problem, GV_PROBLEM_NOT_BOOLEAN, column, 0);
  *value = said ? 1 : 0;
  return TRUE;
}

gboolean gv_cell_stage(const GvRow *row, int column, uint8_t *value, GvProblem *problem)
{
  char text[STAGE_MAX + 1];
  GvStage stage;

  if (column < 0)
    return TRUE;
  const GvField field = trimmed(row->fields[column]);
  if (field.length > STAGE_MAX)
    return fail(problem, GV_PROBLEM_NOT_STAGE, column, 0);
  memcpy(text, field.text, field.length);
  text[field.length] = '\0';
  if (!gv_stage_parse(text, &stage))
    return fail(problem, GV_PROBLEM_NOT_STAGE, column, 0);
  *value = (uint8_t)stage;
  return TRUE;
}
