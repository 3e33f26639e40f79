/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_blocks.h"

#include "graph/base/array.h"
#include "io/read_problem.h"

void gv_read_block_clear(GvReadBlock *block, const GvRowHandler *handler)
{
  if (block->batch)
    handler->clear(block->batch);
  g_free(block->batch);
  g_free(block->text.text);
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
  const size_t count = table->columns.count;
  g_autofree GvField *fields = NULL;
  GvRows rows = { .at = block->text.text,
                  .end = block->text.text + block->text.length,
                  .delimiter = table->text.delimiter,
                  .field_count = count,
                  .quotes = block->text.quotes,
                  .nuls = block->text.nuls,
                  .records = table->text.records,
                  .room = count + 1 };
  GvProblem problem;

  if (!block_start(handler, block) || parse_whole(handler, reader, block) || block->error ||
      !(fields = gv_array_new_raw(count + 1, sizeof *fields, &block->error)))
    return;
  block->row_count = 0;
  rows.fields = fields;
  while (gv_rows_next(&rows, &problem))
    if (!parse_row(handler, reader, block, &rows, problem))
      break;
  block->lines = rows.line;
  if (handler->finish && !block->error)
    (void)handler->finish(reader, block->batch, &block->error);
}

/* A bad row: tolerated, or the end. Takes the failure. */
static gboolean reject(GvReadTable *table, GError *failure, gboolean fatal, uint64_t line,
                       GError **error)
{
  table->rejected++;
  if (!fatal && table->limits->bad < table->limits->max_bad) {
    table->limits->bad++;
    if (table->limits->rejected)
      table->limits->rejected(table->name, line, failure->message, table->limits->rejected_data);
    g_error_free(failure);
    return TRUE;
  }
  gv_read_prefix(&failure, table->name, line);
  g_propagate_error(error, failure);
  return FALSE;
}

static gboolean take_problem(GvReadTable *table, const GvProblem *problem, GError **error)
{
  g_autofree char *text = gv_problem_text(problem, &table->columns);

  table->rows++;
  return reject(table, g_error_new_literal(GV_ERROR, GV_ERROR_PARSE, text),
                gv_problem_is_fatal(problem->kind), table->line + problem->line, error);
}

static gboolean take_row(GvReadTable *table, const GvRowHandler *handler, void *reader,
                         const GvReadBlock *block, size_t i, GError **error)
{
  const uint64_t line = table->line + block->row_lines[i];
  GError *failure = NULL;

  table->rows++;
  if (handler->take(reader, block->batch, i, line, &failure))
    return TRUE;
  return reject(table, failure, failure->code != GV_ERROR_PARSE, line, error);
}

static gboolean take_rows(GvReadTable *table, const GvRowHandler *handler, void *reader,
                          const GvReadBlock *block, GError **error)
{
  size_t p = 0;

  for (size_t i = 0; i <= block->row_count; i++) {
    for (; p < block->problem_count &&
           (i == block->row_count || block->problems[p].line < block->row_lines[i]);
         p++)
      if (!take_problem(table, &block->problems[p], error))
        return FALSE;
    if (i < block->row_count && !take_row(table, handler, reader, block, i, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean take_whole(GvReadTable *table, const GvRowHandler *handler, void *reader,
                           const GvReadBlock *block, GError **error)
{
  GError *failure = NULL;
  size_t bad = 0;

  table->rows += block->row_count;
  if (handler->take_block(reader, block->batch, table->line, &bad, &failure))
    return TRUE;
  return reject(table, failure, TRUE, table->line + bad, error);
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
