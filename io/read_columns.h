/* Which column of a table says what.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_COLUMNS_H
#define GV_READ_COLUMNS_H

#include <grapevine/read.h>

#include "io/read_rows.h"

typedef enum {
  GV_CELL_SKIP,
  GV_CELL_FIRST,  /* the end that pays attention; of other tables, the person */
  GV_CELL_SECOND, /* the end that is paid attention to */
  GV_CELL_TYPE,
  GV_CELL_CHANNEL,
  GV_CELL_WEIGHT,
  GV_CELL_TIME,
  GV_CELL_STAGE,
  GV_CELL_FOLLOWERS,
  GV_CELL_OFFICIAL,
  GV_CELL_COST,
  GV_CELL_VALUE,
  GV_CELL_OPT_IN,
  GV_CELL_EVENT,
  GV_CELL_ITEM,
  GV_CELL_CAMPAIGN,
  GV_CELL_PARENT,
  GV_CELL_ACCOUNT,
  GV_CELL_TAG,
  GV_CELLS,
} GvCell;

enum { GV_NO_COLUMN = -1 };

/* TRUE where rows of the kind are ties. */
gboolean gv_table_has_ties(GvTableKind kind);

typedef struct {
  GvTableKind kind;
  gboolean list;       /* only the person matters, and any column may be that */
  size_t count;        /* columns */
  GvCell *cells;       /* [count] */
  char **names;        /* [count] + NULL, canonical; of tags as written, unquoted */
  int place[GV_CELLS]; /* where each cell stands, or GV_NO_COLUMN; not for SKIP, TAG */
} GvColumns;

void gv_columns_clear(GvColumns *columns);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvColumns, gv_columns_clear)

/* TRUE where one of the fields is a column name that the kind knows. */
gboolean gv_columns_is_header(const GvColumns *columns, const GvField *fields, size_t count);

/* From --columns ("a,b,-"); count must be `count`. kind and list are set.
 * Errors, without file and line: INVALID_ARGUMENT for the text itself, PARSE
 * where it does not fit the table. */
gboolean gv_columns_from_text(GvColumns *columns, const char *text, size_t count, GError **error);
gboolean gv_columns_from_header(GvColumns *columns, const GvField *fields, size_t count,
                                GError **error);
gboolean gv_columns_from_positions(GvColumns *columns, size_t count, GError **error);
#endif
