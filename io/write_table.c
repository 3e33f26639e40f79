/* Tables: blocks of rows are formatted side by side by the threads and written
 * in order, so the bytes do not depend on the number of threads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write_table.h"

#include <string.h>

#include "graph/base/address.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum { ROWS_PER_BLOCK = 2048 };

static const struct {
  GvHeaderWriter header; /* NULL = none */
  GvRowWriter row;
} formats[] = {
  [GV_FORMAT_CSV] = { gv_csv_header, gv_csv_row },
  [GV_FORMAT_TSV] = { gv_tsv_header, gv_tsv_row },
  [GV_FORMAT_JSONL] = { NULL, gv_jsonl_row },
  [GV_FORMAT_TABLE] = { gv_aligned_header, gv_aligned_row },
};

/* Behind the first `length` bytes of path, in any case. */
static gboolean ends_in(const char *path, size_t length, const char *ending)
{
  const size_t tail = strlen(ending);

  return length >= tail && g_ascii_strncasecmp(path + length - tail, ending, tail) == 0;
}

gboolean gv_format_of_path(const char *path, GvFormat *format)
{
  static const char *const endings[] = { ".csv", ".tsv", ".jsonl" };
  size_t length = strlen(path);

  if (gv_address_kind(path) != GV_ADDRESS_FILE) /* its ending is a table's name */
    return FALSE;
  if (ends_in(path, length, ".gz"))
    length -= strlen(".gz");
  else if (ends_in(path, length, ".zst"))
    length -= strlen(".zst");
  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
    if (ends_in(path, length, endings[i])) {
      *format = (GvFormat)i;
      return TRUE;
    }
  return FALSE;
}

const char *gv_table_cell(const GvColumn *column, size_t index)
{
  const char *text;

  if (column->type == GV_COLUMN_NAME) {
    GvVertex v = column->values ? ((const GvVertex *)column->values)[index] : (GvVertex)index;
    return v == GV_VERTEX_NONE ? "" : gv_names_get(column->names, v);
  }
  text = ((const char *const *)column->values)[index];
  return text ? text : "";
}

/* printf would take most of the time of a table of counts. */
void gv_append_int(GString *to, int64_t value)
{
  uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  char digits[20];
  size_t at = sizeof digits;

  do
    digits[--at] = (char)('0' + left % 10);
  while ((left /= 10) > 0);
  if (value < 0)
    g_string_append_c(to, '-');
  g_string_append_len(to, digits + at, (gssize)(sizeof digits - at));
}

static void fill_block(GString *to, const GvLayout *layout, GvRowWriter row, size_t first)
{
  const size_t end = MIN(layout->table->rows, first + ROWS_PER_BLOCK);

  g_string_truncate(to, 0);
  for (size_t r = first; r < end; r++)
    row(to, layout, gv_table_index(layout->table, r));
}

static gboolean write_rows(const GvLayout *layout, GvRowWriter row, GvOutput *output, GvTask *task,
                           GError **error)
{
  const size_t rows = layout->table->rows;
  const size_t blocks = (rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
  const int most = (int)MIN((size_t)gv_task_threads(task), MAX(blocks, 1));
  g_autoptr(GPtrArray) texts = g_ptr_array_new();
  gboolean good = TRUE;

  for (int t = 0; t < most; t++)
    g_ptr_array_add(texts, g_string_new(NULL));
  for (size_t block = 0; good && block < blocks; block += (size_t)most) {
    const int count = (int)MIN((size_t)most, blocks - block);
#pragma omp parallel for num_threads(count) schedule(static, 1)
    for (int t = 0; t < count; t++)
      fill_block(texts->pdata[t], layout, row, (block + (size_t)t) * ROWS_PER_BLOCK);
    for (int t = 0; good && t < count; t++) {
      const GString *text = texts->pdata[t];
      good = gv_output_write(output, text->str, text->len, error);
    }
    good = good && gv_task_step(task, (double)block / (double)blocks, error);
  }
  for (int t = 0; t < most; t++)
    g_string_free(texts->pdata[t], TRUE);
  return good;
}

static gboolean write_table(GvLayout layout, GvFormat format, GvOutput *output, GvTask *task,
                            GError **error)
{
  const GvTable *table = layout.table;
  g_autofree size_t *widths = NULL;

  if (format == GV_FORMAT_TABLE) {
    if (!(widths = gv_array_new(table->column_count, sizeof *widths, error)))
      return FALSE;
    layout.widths = widths;
    gv_aligned_measure(&layout, gv_task_threads(task));
  }
  if (formats[format].header) {
    g_autoptr(GString) header = g_string_new(NULL);
    formats[format].header(header, &layout);
    if (!gv_output_write(output, header->str, header->len, error))
      return FALSE;
  }
  return write_rows(&layout, formats[format].row, output, task, error);
}

gboolean gv_table_write(const GvTable *table, GvFormat format, GvOutput *output, GvTask *task,
                        GError **error)
{
  g_return_val_if_fail((size_t)format < G_N_ELEMENTS(formats), FALSE);
  return write_table((GvLayout){ .table = table }, format, output, task, error);
}

gboolean gv_table_write_disarmed(const GvTable *table, GvFormat format, GvOutput *output,
                                 GvTask *task, GError **error)
{
  g_return_val_if_fail(format == GV_FORMAT_CSV || format == GV_FORMAT_TSV, FALSE);
  return write_table((GvLayout){ .table = table, .disarm = TRUE }, format, output, task, error);
}
