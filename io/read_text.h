/* A stream in blocks of whole rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_TEXT_H
#define GV_READ_TEXT_H

#include "io/read_rows.h"
#include "io/read_stream.h"

enum {
  GV_BLOCK_SIZE = 512 * 1024,
  GV_BLOCK_ROOM = GV_LINE_MAX + 2 * GV_BLOCK_SIZE, /* a line that is too long fits in, to be seen */
  GV_BLOCK_SLACK = 64, /* bytes behind a block that may be read, the first a newline */
};

/* The bytes that no block holds yet, and how the stream ended. Blocks depend on
 * the bytes alone, so they are the same at any thread count. */
typedef struct {
  GvByteStream *stream;
  char *rest; /* [GV_BLOCK_ROOM] */
  size_t length;
  gboolean over;    /* the stream has no more */
  gboolean drained; /* nor have we */
  GError *failure;  /* to be reported when the blocks before it are done */
  char delimiter;
  gboolean records; /* of a database, see GvRows */
} GvText;

typedef struct {
  char *text; /* [GV_BLOCK_ROOM + GV_BLOCK_SLACK] once used */
  size_t length;
  gboolean quotes; /* it may hold quoted fields */
  gboolean nuls;   /* it holds NUL bytes */
  gboolean ascii;  /* it holds no byte above 127 */
} GvTextBlock;

gboolean gv_text_init(GvText *text, GvByteStream *stream, GError **error); /* takes the stream */
void gv_text_clear(GvText *text);

/* Adds to the rest, up to GV_BLOCK_SIZE bytes, for a look at the head. */
void gv_text_peek(GvText *text);
void gv_text_drop(GvText *text, size_t length); /* the first bytes of the rest */

/* FALSE at the end, and where text->failure says why there is no more. */
gboolean gv_text_next(GvText *text, GvTextBlock *block);
#endif
