/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_blocks.h"

#include <string.h>

#include "graph/base/array.h"
#include "io/read_problem.h"

void gv_read_block_clear(GvReadBlock *block, const GvRowHandler *handler)
{
  if (block->batch)
    handler->clear(block->batch);
  g_free(block->batch);
  g_free(block->text.text);
  g_free(block->kept);
  g_free(block->row_lines);
  g_free(block->problems);
  g_clear_error(&block->error);
}

static gboolean add_problem(GvReadBlock *block, GvProblem problem)
{
  if (!gv_array_reserve(&block->problems, &block->problem_room, block->problem_count + 1,
                        sizeof *block->problems, &block->error))
    return FALSE;
  block->problems[block->problem_count++] = problem;
  return TRUE;
}

static gboolean add_line(GvReadBlock *block, uint32_t line)
{
  if (!gv_array_reserve(&block->row_lines, &block->row_room, block->row_count + 1,
                        sizeof *block->row_lines, &block->error))
    return FALSE;
  block->row_lines[block->row_count++] = line;
  return TRUE;
}

static gboolean block_start(const GvRowHandler *handler, GvReadBlock *block)
{
  block->row_count = block->problem_count = 0;
  block->whole = FALSE;
  if (block->batch == NULL)
    block->batch = gv_array_new(1, handler->batch_size, &block->error);
  else
    handler->reset(block->batch);
  return block->batch != NULL;
}

static GvRows rows_of(const GvReadTable *table, const GvTextBlock *text, char *from)
{
  return (GvRows){ .at = from,
                   .end = from + text->length,
                   .delimiter = table->text.delimiter,
                   .field_count = table->columns.count,
                   .quotes = text->quotes,
                   .nuls = text->nuls,
                   .records = table->text.records,
                   .room = table->columns.count + 1 };
}

/* For those who hear of bad rows: what is read must outlast parsing. Only quoted fields
 * are changed by it. */
static gboolean keep(const GvReadTable *table, GvReadBlock *block)
{
  const GvTextBlock *text = &block->text;

  if (table->limits->rejected && text->quotes) {
    if (!gv_array_reserve(&block->kept, &block->kept_room, text->length, 1, &block->error))
      return FALSE;
    memcpy(block->kept, text->text, text->length);
  }
  block->bad = rows_of(table, text, text->quotes && block->kept ? block->kept : text->text);
  return TRUE;
}

/* FALSE: the block wants to be looked at row by row, or memory is out. */
static gboolean parse_whole(const GvRowHandler *handler, const void *reader, GvReadBlock *block)
{
  if (handler->parse_block == NULL)
    return FALSE;
  block->whole = handler->parse_block(reader, block->batch, &block->text, &block->row_count,
                                      &block->error);
  block->lines = (uint32_t)block->row_count;
  return block->whole;
}

/* One row, or what is wrong with it. FALSE where memory is out. */
static gboolean parse_row(const GvRowHandler *handler, const void *reader, GvReadBlock *block,
                          const GvRows *rows, GvProblem problem)
{
  const GvRow row = { rows->fields, block->text.ascii };

  if (problem.kind == GV_PROBLEM_NONE &&
      handler->parse(reader, block->batch, &row, &problem, &block->error))
    return add_line(block, rows->row_line);
  return block->error == NULL && add_problem(block, problem);
}

void gv_read_block_parse(const GvReadTable *table, const GvRowHandler *handler, const void *reader,
                         GvReadBlock *block)
{
  GvRows rows = rows_of(table, &block->text, block->text.text);
  g_autofree GvField *fields = NULL;
  GvProblem problem;

  if (!block_start(handler, block) || parse_whole(handler, reader, block) || block->error ||
      !keep(table, block) || !(fields = gv_array_new_raw(rows.room, sizeof *fields, &block->error)))
    return;
  block->row_count = 0;
  rows.fields = fields;
  while (gv_rows_next(&rows, &problem))
    if (!parse_row(handler, reader, block, &rows, problem))
      break;
  block->lines = rows.line;
}

static void tell(const GvReadTable *table, GvReadBlock *block, const char *reason, uint32_t line)
{
  const GvReadLimits *limits = table->limits;

  if (limits->rejected == NULL)
    return;
  const GvField row = gv_rows_find(&block->bad, line);
  const GvBadRow bad = { table->name, table->line + line, reason, row.text, row.length };
  limits->rejected(&bad, limits->rejected_data);
}

/* The end, by a row `line` lines into the block. Takes the failure. */
static gboolean refuse(GvReadTable *table, GError *failure, uint64_t line, GError **error)
{
  table->rejected++;
  gv_read_prefix(&failure, table->name, table->line + line);
  g_propagate_error(error, failure);
  return FALSE;
}

/* A bad row: tolerated, or the end. Takes the failure. */
static gboolean reject(GvReadTable *table, GvReadBlock *block, GError *failure, uint32_t line,
                       GError **error)
{
  if (table->limits->bad >= table->limits->max_bad)
    return refuse(table, failure, line, error);
  table->rejected++;
  table->limits->bad++;
  tell(table, block, failure->message, line);
  g_error_free(failure);
  return TRUE;
}

static gboolean take_problem(GvReadTable *table, GvReadBlock *block, const GvProblem *problem,
                             GError **error)
{
  g_autofree char *text = gv_problem_text(problem, &table->columns);
  GError *failure = g_error_new_literal(GV_ERROR, GV_ERROR_PARSE, text);

  table->rows++;
  return gv_problem_is_fatal(problem->kind) ? refuse(table, failure, problem->line, error)
                                            : reject(table, block, failure, problem->line, error);
}

static gboolean take_row(GvReadTable *table, const GvRowHandler *handler, void *reader,
                         GvReadBlock *block, size_t i, GError **error)
{
  const uint32_t line = block->row_lines[i];
  GError *failure = NULL;

  table->rows++;
  if (handler->take(reader, block->batch, i, table->line + line, &failure))
    return TRUE;
  return failure->code == GV_ERROR_PARSE ? reject(table, block, failure, line, error)
                                         : refuse(table, failure, line, error);
}

static gboolean take_rows(GvReadTable *table, const GvRowHandler *handler, void *reader,
                          GvReadBlock *block, GError **error)
{
  size_t p = 0;

  for (size_t i = 0; i <= block->row_count; i++) {
    for (; p < block->problem_count &&
           (i == block->row_count || block->problems[p].line < block->row_lines[i]);
         p++)
      if (!take_problem(table, block, &block->problems[p], error))
        return FALSE;
    if (i < block->row_count && !take_row(table, handler, reader, block, i, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean take_whole(GvReadTable *table, const GvRowHandler *handler, void *reader,
                           GvReadBlock *block, GError **error)
{
  GError *failure = NULL;
  size_t bad = 0;

  table->rows += block->row_count;
  if (handler->take_block(reader, block->batch, table->line, &bad, &failure))
    return TRUE;
  return refuse(table, failure, bad, error);
}

gboolean gv_read_block_take(GvReadTable *table, const GvRowHandler *handler, void *reader,
                            GvReadBlock *block, GError **error)
{
  if (block->error) {
    g_propagate_error(error, g_steal_pointer(&block->error));
    return FALSE;
  }
  if (!(block->whole ? take_whole : take_rows)(table, handler, reader, block, error))
    return FALSE;
  table->line += block->lines;
  return TRUE;
}
