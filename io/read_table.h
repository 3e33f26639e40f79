/* One table: its head, and its rows, parsed in parallel and taken in order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_TABLE_H
#define GV_READ_TABLE_H

#include "io/read_cells.h"
#include "io/read_columns.h"
#include "io/read_text.h"

/* What the tables of one reading share. */
typedef struct {
  double max_expand; /* > 0 */
  gboolean hash_inputs;
  GvTask *task;          /* ends the wait for bytes and slow queries; NULL = none */
  uint64_t max_bad, bad; /* rows passed over, of all tables */
  GvRejected rejected;   /* NULL = nobody asks */
  void *rejected_data;
  double done_from, done_share; /* of the whole reading, before and by this table; for progress */
} GvReadLimits;

typedef struct {
  const GvSource *source;
  char *name; /* of the source, for messages: it shows no password */
  GvReadLimits *limits;
  GvText text;
  GvColumns columns;
  gboolean has_header;
  uint64_t line; /* of the next block's first row, from 1; of a database, rows without the header */
  uint64_t rows, rejected; /* rows: rejected ones too */
} GvReadTable;

/* The source's bytes; errors name the file. */
GvByteStream *gv_read_open(const GvSource *source, const GvReadLimits *limits, GError **error);
/* Takes over the stream and reads comments, header and the first row's shape. */
GvReadTable *gv_read_table_new(const GvSource *source, gboolean list, GvReadLimits *limits,
                               GvByteStream *stream, GError **error);
void gv_read_table_free(GvReadTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvReadTable, gv_read_table_free)

void gv_read_table_report(const GvReadTable *table, GvInputReport *report);

/* Who understands the rows of a kind of table. A batch holds what was parsed
 * from the rows of one block; it begins as zeros. */
typedef struct {
  size_t batch_size;
  /* Adds the row to the batch, in parallel with other batches and with taking
   * earlier rows: it must read nothing that `take` changes. FALSE: problem set (a bad row, nothing was added), or error set. */
  gboolean (*parse)(const void *reader, void *batch, const GvRow *row, GvProblem *problem,
                    GError **error);
  /* Takes row i of the batch; in order. FALSE: error set. A PARSE error is the
   * row's own, without file and line, and the row counts as a bad one. */
  gboolean (*take)(void *reader, void *batch, size_t i, uint64_t line, GError **error);
  void (*reset)(void *batch); /* no rows, memory kept */
  void (*clear)(void *batch);
  /* For blocks of nothing but the simplest rows; both may be NULL. FALSE: it is
   * no such block (then it is parsed row by row), or error set. */
  gboolean (*parse_block)(const void *reader, void *batch, const GvTextBlock *text, size_t *rows,
                          GError **error);
  /* Takes all rows of such a batch, on consecutive lines from `line` on. FALSE:
   * error set, the end; *bad says at which row. */
  gboolean (*take_block)(void *reader, void *batch, uint64_t line, size_t *bad, GError **error);
  /* After the last row of a block that was parsed row by row, in parallel as that is; may be
   * NULL. FALSE: error set. */
  gboolean (*finish)(const void *reader, void *batch, GError **error);
} GvRowHandler;

/* Errors name the file, and the line where one is meant. */
gboolean gv_read_table_run(GvReadTable *table, const GvRowHandler *handler, void *reader,
                           GvTask *task, GError **error);

/* "FILE:LINE: " (line 0: "FILE: ") in front of the message. */
void gv_read_prefix(GError **error, const char *path, uint64_t line);
#endif
