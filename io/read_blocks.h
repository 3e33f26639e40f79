/* Blocks of a table's text: parsed each by itself, taken in order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_BLOCKS_H
#define GV_READ_BLOCKS_H

#include "io/read_rows.h"
#include "io/read_table.h"

typedef struct {
  GvTextBlock text;
  uint32_t lines;      /* in it */
  gboolean whole;      /* parsed by parse_block: a row a line, nothing wrong with any */
  uint32_t *row_lines; /* [row_count], of each parsed row, from 0; none where whole */
  size_t row_count, row_room;
  GvProblem *problems; /* [problem_count], in order of lines */
  size_t problem_count, problem_room;
  char *kept; /* the text as it was read, where parsing unquotes it and somebody asks for
               * bad rows; else unused */
  size_t kept_room;
  GvRows bad; /* stands behind the last bad row that was told, in what was read */
  void *batch;
  GError *error; /* memory */
} GvReadBlock;

/* Reads the table and the reader, changes the block alone. */
void gv_read_block_parse(const GvReadTable *table, const GvRowHandler *handler, const void *reader,
                         GvReadBlock *block);
/* Rows and problems in order of lines. */
gboolean gv_read_block_take(GvReadTable *table, const GvRowHandler *handler, void *reader,
                            GvReadBlock *block, GError **error);
void gv_read_block_clear(GvReadBlock *block, const GvRowHandler *handler);
#endif
