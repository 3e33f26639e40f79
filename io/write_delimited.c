/* CSV (RFC 4180, LF) and TSV, on demand disarmed for spreadsheets.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "graph/base/number.h"
#include "io/write_table.h"
#include "io/write_text.h"

typedef struct {
  char delimiter;
  void (*append)(GString *to, const char *text);
} Dialect;

static const Dialect csv = { ',', gv_text_append_csv }, tsv = { '\t', gv_text_append_tsv };

/* Excel and its like compute a cell that begins so, quoted or not, and a formula
 * can send data away. A figure among texts is only a figure. */
static gboolean is_formula(const GvColumn *column, const char *text)
{
  double number;

  return gv_text_begins_formula(text) &&
         (column->type == GV_COLUMN_NAME ||
          gv_number_parse(text, strlen(text), &number) != GV_NUMBER_OK);
}

static void append_disarmed(GString *to, const Dialect *dialect, const char *text)
{
  g_autofree char *disarmed = g_strconcat("'", text, NULL);

  dialect->append(to, disarmed);
}

static void append_text(GString *to, const Dialect *dialect, const GvLayout *layout,
                        const GvColumn *column, size_t index)
{
  const char *text = gv_table_cell(column, index);

  /* An empty name is a name; a line with nothing at all would be no row. */
  if (*text == '\0' && dialect == &csv &&
      (column->type == GV_COLUMN_NAME || layout->table->column_count == 1))
    g_string_append(to, "\"\"");
  else if (layout->disarm && is_formula(column, text))
    append_disarmed(to, dialect, text);
  else
    dialect->append(to, text);
}

static void header(GString *to, const Dialect *dialect, const GvTable *table)
{
  for (size_t c = 0; c < table->column_count; c++) {
    if (c > 0)
      g_string_append_c(to, dialect->delimiter);
    dialect->append(to, table->columns[c].name);
  }
  g_string_append_c(to, '\n');
}

static void row(GString *to, const Dialect *dialect, const GvLayout *layout, size_t index)
{
  char number[GV_NUMBER_LENGTH];

  for (size_t c = 0; c < layout->table->column_count; c++) {
    const GvColumn *column = &layout->table->columns[c];
    if (c > 0)
      g_string_append_c(to, dialect->delimiter);
    if (column->type == GV_COLUMN_REAL)
      g_string_append(to, gv_number_format(number, gv_cell_real(column, index)));
    else if (column->type == GV_COLUMN_INT)
      gv_append_int(to, gv_cell_int(column, index));
    else
      append_text(to, dialect, layout, column, index);
  }
  g_string_append_c(to, '\n');
}

void gv_csv_header(GString *to, const GvLayout *layout)
{
  header(to, &csv, layout->table);
}

void gv_csv_row(GString *to, const GvLayout *layout, size_t index)
{
  row(to, &csv, layout, index);
}

void gv_tsv_header(GString *to, const GvLayout *layout)
{
  header(to, &tsv, layout->table);
}

void gv_tsv_row(GString *to, const GvLayout *layout, size_t index)
{
  row(to, &tsv, layout, index);
}
