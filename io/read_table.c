/* The rows of a table.
 *
 * Text is read in waves of blocks. While one wave is parsed, block by block in
 * parallel, one thread reads the next and one takes the rows of the one before,
 * in order. So what is taken, and which error comes first, is the same at any
 * thread count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_table.h"

#include "graph/base/array.h"
#include "graph/base/task.h"
#include "io/read_blocks.h"

enum { WAVES = 3, BLOCKS_PER_THREAD = 2, MOST_BLOCKS = 64 };

typedef struct {
  GvReadBlock *blocks; /* [room] */
  size_t count, room;
} Wave;

typedef struct {
  GvReadTable *table;
  const GvRowHandler *handler;
  void *reader;
  Wave waves[WAVES];
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

static void run_clear(Run *run)
{
  for (size_t w = 0; w < WAVES; w++) {
    for (size_t i = 0; i < run->waves[w].room; i++)
      gv_read_block_clear(&run->waves[w].blocks[i], run->handler);
    g_free(run->waves[w].blocks);
  }
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

static void wave_read(GvReadTable *table, Wave *wave)
{
  for (wave->count = 0; wave->count < wave->room; wave->count++)
    if (!gv_text_next(&table->text, &wave->blocks[wave->count].text))
      return;
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
  const size_t room = MIN((size_t)(threads - 1) * BLOCKS_PER_THREAD + 1, MOST_BLOCKS);

  for (size_t w = 0; w < WAVES; w++) {
    if (!(run->waves[w].blocks = gv_array_new(room, sizeof(GvReadBlock), error)))
      return FALSE;
    run->waves[w].room = room;
  }
  return TRUE;
}

/* Leaves nothing to be taken. */
static gboolean wave_take(const Run *run, Wave *wave, GError **error)
{
  const size_t count = wave->count;

  wave->count = 0;
  for (size_t b = 0; b < count; b++)
    if (!gv_read_block_take(run->table, run->handler, run->reader, &wave->blocks[b], error))
      return FALSE;
  return TRUE;
}

/* Takes one wave, parses the next and reads the one after. Rows are taken by the
 * thread that called, as those who hear of them may expect. */
static gboolean turn(const Run *run, Wave *taken, Wave *parsed, Wave *read, int threads,
                     GError **error)
{
  GError *failure = NULL;

#pragma omp parallel num_threads(threads) if (parsed->count + taken->count > 1)
  {
#pragma omp master
    (void)wave_take(run, taken, &failure);
#pragma omp for schedule(dynamic, 1)
    for (size_t i = 0; i <= parsed->count; i++)
      if (i == 0)
        wave_read(run->table, read);
      else
        gv_read_block_parse(run->table, run->handler, run->reader, &parsed->blocks[i - 1]);
  }
  if (failure)
    g_propagate_error(error, failure);
  return failure == NULL;
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
  Wave *w = run.waves;

  if (!run_init(&run, threads, error))
    return FALSE;
  wave_read(table, &w[0]);
  for (size_t now = 0; w[now].count + w[(now + 2) % WAVES].count > 0; now = (now + 1) % WAVES)
    if (!turn(&run, &w[(now + 2) % WAVES], &w[now], &w[(now + 1) % WAVES], threads, error) ||
        !step(table, task, error))
      return FALSE;
  return check_end(table, error);
}
