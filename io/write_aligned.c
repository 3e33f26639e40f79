/* A table for people: columns straight on a terminal, numbers to six
 * significant digits at the right, texts at the left.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "io/write_table.h"
#include "io/write_text.h"

static gboolean is_number(const GvColumn *column)
{
  return column->type == GV_COLUMN_REAL || column->type == GV_COLUMN_INT;
}

static void append_cell(GString *to, const GvColumn *column, size_t index)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (column->type == GV_COLUMN_INT) {
    gv_append_int(to, gv_cell_int(column, index));
  } else if (column->type == GV_COLUMN_REAL) {
    double value = gv_cell_real(column, index);
    g_string_append(to, isnan(value) ? "-" : g_ascii_formatd(number, sizeof number, "%.6g", value));
  } else {
    gv_text_append_visible(to, gv_table_cell(column, index));
  }
}

static void pad(GString *to, size_t cells)
{
  for (; cells > 0; cells--)
    g_string_append_c(to, ' ');
}

/* Moves the text from `begin` on to its side of column c. */
static void align(GString *to, const GvLayout *layout, size_t c, size_t begin)
{
  const size_t cells = gv_text_cells(to->str + begin);
  const size_t blank = layout->widths[c] - MIN(cells, layout->widths[c]);

  if (is_number(&layout->table->columns[c])) {
    g_autofree char *text = g_strdup(to->str + begin);
    g_string_truncate(to, begin);
    pad(to, blank);
    g_string_append(to, text);
  } else {
    pad(to, blank);
  }
}

/* Nothing trails a line. */
static void end_line(GString *to)
{
  gsize length = to->len;

  while (length > 0 && to->str[length - 1] == ' ')
    length--;
  g_string_truncate(to, length);
  g_string_append_c(to, '\n');
}

void gv_aligned_header(GString *to, const GvLayout *layout)
{
  for (size_t c = 0; c < layout->table->column_count; c++) {
    pad(to, c > 0 ? 2 : 0);
    size_t begin = to->len;
    gv_text_append_visible(to, layout->table->columns[c].name);
    align(to, layout, c, begin);
  }
  end_line(to);
}

void gv_aligned_row(GString *to, const GvLayout *layout, size_t index)
{
  for (size_t c = 0; c < layout->table->column_count; c++) {
    pad(to, c > 0 ? 2 : 0);
    size_t begin = to->len;
    append_cell(to, &layout->table->columns[c], index);
    align(to, layout, c, begin);
  }
  end_line(to);
}

static size_t width_of(const GvTable *table, const GvColumn *column)
{
  g_autoptr(GString) cell = g_string_new(NULL);
  size_t width;

  gv_text_append_visible(cell, column->name);
  width = gv_text_cells(cell->str);
  for (size_t r = 0; r < table->rows; r++) {
    g_string_truncate(cell, 0);
    append_cell(cell, column, gv_table_index(table, r));
    width = MAX(width, gv_text_cells(cell->str));
  }
  return width;
}

void gv_aligned_measure(const GvLayout *layout, int threads)
{
  const GvTable *table = layout->table;

#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
  for (size_t c = 0; c < table->column_count; c++)
    layout->widths[c] = width_of(table, &table->columns[c]);
}
