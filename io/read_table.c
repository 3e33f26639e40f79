/* The rows of a table.
 *
 * Text is read in waves of blocks. While one wave is parsed, block by block in
 * parallel, one thread reads the next; then its rows are taken in order. So
 * what is taken, and which error comes first, is the same at any thread count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_table.h"

#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"
#include "io/read_problem.h"

enum { BLOCKS_PER_THREAD = 2, MOST_BLOCKS = 64 };

typedef struct {
  GvTextBlock text;
  uint32_t lines;      /* in it */
  uint32_t *row_lines; /* [row_count], of each parsed row, from 0 */
  size_t row_count, row_room;
  GvProblem *problems; /* [problem_count], in order of lines */
  size_t problem_count, problem_room;
  void *batch;
  GError *error; /* memory */
} Block;

typedef struct {
  Block *blocks; /* [room] */
  size_t count, room;
} Wave;

typedef struct {
  GvReadTable *table;
  const GvRowHandler *handler;
  void *reader;
  Wave waves[2];
} Run;

void gv_read_table_free(GvReadTable *table)
{
  if (table == NULL)
    return;
  gv_text_clear(&table->text);
  gv_columns_clear(&table->columns);
  g_free(table->name);
  g_free(table);
}

void gv_read_table_report(const GvReadTable *table, GvInputReport *report)
{
  report->rows = table->rows;
  report->rejected = table->rejected;
  report->bytes = gv_byte_stream_raw_bytes(table->text.stream);
  gv_byte_stream_sha256(table->text.stream, report->sha256);
}

void gv_read_prefix(GError **error, const char *path, uint64_t line)
{
  if (g_error_matches(*error, GV_ERROR, GV_ERROR_CANCELLED) ||
      g_error_matches(*error, GV_ERROR, GV_ERROR_TIMEOUT))
    return; /* it is not the file's fault */
  if (line)
    g_prefix_error(error, "%s:%" G_GUINT64_FORMAT ": ", path, line);
  else
    g_prefix_error(error, "%s: ", path);
}

static void wave_clear(Wave *wave, const GvRowHandler *handler)
{
  for (size_t i = 0; i < wave->room; i++) {
    Block *block = &wave->blocks[i];
    if (block->batch)
      handler->clear(block->batch);
    g_free(block->batch);
    g_free(block->text.text);
    g_free(block->row_lines);
    g_free(block->problems);
    g_clear_error(&block->error);
  }
  g_free(wave->blocks);
}

static void run_clear(Run *run)
{
  wave_clear(&run->waves[0], run->handler);
  wave_clear(&run->waves[1], run->handler);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

static void wave_read(GvReadTable *table, Wave *wave)
{
  for (wave->count = 0; wave->count < wave->room; wave->count++)
    if (!gv_text_next(&table->text, &wave->blocks[wave->count].text))
      return;
}

static gboolean add_problem(Block *block, GvProblem problem)
{
  if (!gv_array_reserve(&block->problems, &block->problem_room, block->problem_count + 1,
                        sizeof *block->problems, &block->error))
    return FALSE;
  block->problems[block->problem_count++] = problem;
  return TRUE;
}

static gboolean add_line(Block *block, uint32_t line)
{
  if (!gv_array_reserve(&block->row_lines, &block->row_room, block->row_count + 1,
                        sizeof *block->row_lines, &block->error))
    return FALSE;
  block->row_lines[block->row_count++] = line;
  return TRUE;
}

/* One row, or what is wrong with it. FALSE where memory is out. */
static gboolean parse_row(const Run *run, Block *block, const GvRows *rows, GvProblem problem)
{
  const GvRow row = { rows->fields, block->text.ascii };

  if (problem.kind == GV_PROBLEM_NONE &&
      run->handler->parse(run->reader, block->batch, &row, &problem, &block->error))
    return add_line(block, rows->row_line);
  return block->error == NULL && add_problem(block, problem);
}

static gboolean block_start(const Run *run, Block *block)
{
  block->row_count = block->problem_count = 0;
  if (block->batch == NULL)
    block->batch = gv_array_new(1, run->handler->batch_size, &block->error);
  else
    run->handler->reset(block->batch);
  return block->batch != NULL;
}

static void block_parse(const Run *run, Block *block)
{
  const size_t count = run->table->columns.count;
  g_autofree GvField *fields = gv_array_new_raw(count + 1, sizeof *fields, &block->error);
  GvRows rows = { .at = block->text.text,
                  .end = block->text.text + block->text.length,
                  .delimiter = run->table->text.delimiter,
                  .field_count = count,
                  .quotes = block->text.quotes,
                  .nuls = block->text.nuls,
                  .records = run->table->text.records,
                  .fields = fields,
                  .room = count + 1 };
  GvProblem problem;

  if (fields == NULL || !block_start(run, block))
    return;
  while (gv_rows_next(&rows, &problem))
    if (!parse_row(run, block, &rows, problem))
      break;
  block->lines = rows.line;
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

static gboolean take_row(const Run *run, const Block *block, size_t i, GError **error)
{
  const uint64_t line = run->table->line + block->row_lines[i];
  GError *failure = NULL;

  run->table->rows++;
  if (run->handler->take(run->reader, block->batch, i, line, &failure))
    return TRUE;
  return reject(run->table, failure, failure->code != GV_ERROR_PARSE, line, error);
}

/* Rows and problems in order of lines. */
static gboolean block_take(const Run *run, Block *block, GError **error)
{
  size_t p = 0;

  if (block->error) {
    g_propagate_error(error, g_steal_pointer(&block->error));
    return FALSE;
  }
  for (size_t i = 0; i <= block->row_count; i++) {
    for (; p < block->problem_count &&
           (i == block->row_count || block->problems[p].line < block->row_lines[i]);
         p++)
      if (!take_problem(run->table, &block->problems[p], error))
        return FALSE;
    if (i < block->row_count && !take_row(run, block, i, error))
      return FALSE;
  }
  run->table->line += block->lines;
  return TRUE;
}

/* How the stream ended, once all before it is taken. */
static gboolean check_end(GvReadTable *table, GError **error)
{
  GvText *text = &table->text;
  uint64_t line =
      table->line + (text->records ? 0 : gv_count_lines(text->rest, text->rest + text->length));

  if (text->failure) {
    gboolean data = text->failure->code == GV_ERROR_PARSE || text->failure->code == GV_ERROR_LIMIT;
    gv_read_prefix(&text->failure, table->name, data ? line : 0);
    g_propagate_error(error, g_steal_pointer(&text->failure));
    return FALSE;
  }
  if (table->rows > 0)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE, "%s: %s", table->name,
              text->records ? "no rows; a table has at least one"
                            : "file is empty; it has a header, but a table has at least one row");
  return FALSE;
}

static gboolean run_init(Run *run, int threads, GError **error)
{
  const size_t room = MIN((size_t)threads * BLOCKS_PER_THREAD, MOST_BLOCKS);

  for (size_t w = 0; w < 2; w++) {
    if (!(run->waves[w].blocks = gv_array_new(room, sizeof(Block), error)))
      return FALSE;
    run->waves[w].room = room;
  }
  return TRUE;
}

/* Parses a wave while the next one is read. */
static void wave_parse(const Run *run, Wave *wave, Wave *next, int threads)
{
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1) if (wave->count > 1)
  for (size_t i = 0; i <= wave->count; i++)
    if (i == 0)
      wave_read(run->table, next);
    else
      block_parse(run, &wave->blocks[i - 1]);
}

static gboolean step(const GvReadTable *table, GvTask *task, GError **error)
{
  const GvReadLimits *limits = table->limits;
  double done = gv_byte_stream_done(table->text.stream);

  return gv_task_step(task, limits->done_from + limits->done_share * done, error);
}

gboolean gv_read_table_run(GvReadTable *table, const GvRowHandler *handler, void *reader,
                           GvTask *task, GError **error)
{
  const int threads = gv_task_threads(task);
  g_auto(Run) run = { .table = table, .handler = handler, .reader = reader };
  size_t now = 0;

  if (!run_init(&run, threads, error))
    return FALSE;
  wave_read(table, &run.waves[now]);
  while (run.waves[now].count > 0) {
    Wave *wave = &run.waves[now], *next = &run.waves[!now];
    wave_parse(&run, wave, next, threads);
    for (size_t b = 0; b < wave->count; b++)
      if (!block_take(&run, &wave->blocks[b], error))
        return FALSE;
    if (!step(table, task, error))
      return FALSE;
    now = !now;
  }
  return check_end(table, error);
}
