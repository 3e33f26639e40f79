/* Rows of a shortlist while it is read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_SHORTLIST_ROWS_H
#define GV_READ_SHORTLIST_ROWS_H

#include "io/read_rows.h"
#include "io/read_shortlist.h"
#include "io/read_stream.h"

typedef struct {
  GvShortlist *list;
  GvNames *names;
  GHashTable *seen; /* of users + 1 */
} GvShortlistTarget;

typedef struct {
  GvField name, reasons; /* reasons.text NULL = no such column */
  double rank, score;    /* NaN = not said */
  const double *cells;   /* [features] */
} GvShortlistLine;

/* TRUE for why.NAME and value.NAME. */
gboolean gv_shortlist_is_feature(const char *column);
/* Errors, without file and line: PARSE, NO_MEMORY, LIMIT. */
gboolean gv_shortlist_add(GvShortlistTarget *to, const GvShortlistLine *line, GError **error);
/* Objects, a line each. Errors name file and line. */
gboolean gv_shortlist_read_jsonl(GvShortlistTarget *to, const char *path, GvByteStream *stream,
                                 GvInputReport *report, GvTask *task, GError **error);
#endif
