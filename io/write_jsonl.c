/* JSON Lines: an object a row. What is not finite is null.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "graph/base/number.h"
#include "io/write_table.h"
#include "io/write_text.h"

static void append_value(GString *to, const GvColumn *column, size_t index)
{
  char number[GV_NUMBER_LENGTH];

  if (column->type == GV_COLUMN_REAL) {
    double value = gv_cell_real(column, index);
    g_string_append(to, isfinite(value) ? gv_number_format(number, value) : "null");
  } else if (column->type == GV_COLUMN_INT) {
    gv_append_int(to, gv_cell_int(column, index));
  } else {
    gv_text_append_json(to, gv_table_cell(column, index));
  }
}

void gv_jsonl_row(GString *to, const GvLayout *layout, size_t index)
{
  for (size_t c = 0; c < layout->table->column_count; c++) {
    g_string_append_c(to, c == 0 ? '{' : ',');
    gv_text_append_json(to, layout->table->columns[c].name);
    g_string_append_c(to, ':');
    append_value(to, &layout->table->columns[c], index);
  }
  g_string_append(to, "}\n");
}
