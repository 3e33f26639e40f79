/* What the formats of a table share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_WRITE_TABLE_H
#define GV_WRITE_TABLE_H

#include <grapevine/write.h>

/* A table, and for the aligned format its columns' widths. */
typedef struct {
  const GvTable *table;
  size_t *widths;  /* [column_count], cells; NULL in other formats */
  gboolean disarm; /* CSV, TSV: no cell begins like a formula */
} GvLayout;

/* Appends one line with its end. The header's line has no index. */
typedef void (*GvHeaderWriter)(GString *to, const GvLayout *layout);
typedef void (*GvRowWriter)(GString *to, const GvLayout *layout, size_t index);

void gv_csv_header(GString *to, const GvLayout *layout);
void gv_csv_row(GString *to, const GvLayout *layout, size_t index);
void gv_tsv_header(GString *to, const GvLayout *layout);
void gv_tsv_row(GString *to, const GvLayout *layout, size_t index);
void gv_jsonl_row(GString *to, const GvLayout *layout, size_t index);
void gv_aligned_header(GString *to, const GvLayout *layout);
void gv_aligned_row(GString *to, const GvLayout *layout, size_t index);

/* Fills layout->widths; each column by one thread. */
void gv_aligned_measure(const GvLayout *layout, int threads);

/* The index that stands in a row. */
static inline size_t gv_table_index(const GvTable *table, size_t row)
{
  return table->order ? table->order[row] : row;
}

static inline double gv_cell_real(const GvColumn *column, size_t index)
{
  return ((const double *)column->values)[index];
}

static inline int64_t gv_cell_int(const GvColumn *column, size_t index)
{
  return ((const int64_t *)column->values)[index];
}

const char *gv_table_cell(const GvColumn *column, size_t index); /* TEXT, NAME; never NULL */
void gv_append_int(GString *to, int64_t value);
#endif
