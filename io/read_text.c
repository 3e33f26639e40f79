/* A stream in blocks of whole rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_text.h"

#include <string.h>

#include "graph/base/array.h"

gboolean gv_text_init(GvText *text, GvByteStream *stream, GError **error)
{
  text->stream = stream;
  text->rest = gv_array_new_raw(GV_BLOCK_ROOM, 1, error);
  return text->rest != NULL;
}

void gv_text_clear(GvText *text)
{
  gv_byte_stream_free(text->stream);
  g_free(text->rest);
  g_clear_error(&text->failure);
  *text = (GvText){ 0 };
}

/* Up to `want` bytes in all. A failure ends the stream as its end does; it is
 * told when the rows before it are done. */
static void fill(GvText *text, char *buffer, size_t *length, size_t want)
{
  size_t got;

  while (*length < want && !text->over) {
    gboolean read =
        gv_byte_stream_read(text->stream, buffer + *length, want - *length, &got, &text->failure);
    text->over = !read || got == 0;
    *length += got;
  }
}

void gv_text_peek(GvText *text)
{
  fill(text, text->rest, &text->length, text->length + GV_BLOCK_SIZE);
}

void gv_text_drop(GvText *text, size_t length)
{
  text->length -= length;
  memmove(text->rest, text->rest + length, text->length);
}

static void look(const GvText *text, GvTextBlock *block)
{
  unsigned char any = 0;

  memset(block->text + block->length, '\n', GV_BLOCK_SLACK);
  for (size_t i = 0; i < block->length; i++)
    any |= (unsigned char)block->text[i];
  block->ascii = any < 128;
  block->nuls = memchr(block->text, '\0', block->length) != NULL;
  block->quotes =
      gv_delimiter_quotes(text->delimiter) && memchr(block->text, '"', block->length) != NULL;
}

/* Keeps what stands behind the last whole row for the next block. */
static void cut(GvText *text, GvTextBlock *block)
{
  const char *end = block->text + block->length;
  gboolean quotes =
      gv_delimiter_quotes(text->delimiter) && memchr(block->text, '"', block->length) != NULL;
  const char *at = gv_rows_cut(block->text, end, text->delimiter, quotes);

  text->length = (size_t)(end - at);
  memcpy(text->rest, at, text->length);
  block->length = (size_t)(at - block->text);
}

/* A block that is one piece of a row: its reader sees what is wrong with it. */
static void set_too_long(GvText *text)
{
  text->over = text->drained = TRUE;
  text->length = 0;
  g_clear_error(&text->failure);
  g_set_error_literal(&text->failure, GV_ERROR, GV_ERROR_PARSE,
                      "line too long (over 1 MiB); is this a table?");
}

/* Whole rows; what ends the file is a row too, unless the stream broke there. */
static void read_block(GvText *text, GvTextBlock *block)
{
  const size_t had = text->length;

  memcpy(block->text, text->rest, had);
  block->length = had;
  text->length = 0;
  fill(text, block->text, &block->length, MIN(had + GV_BLOCK_SIZE, GV_BLOCK_ROOM));
  text->drained = text->over;
  if (text->over && text->failure == NULL)
    return;
  cut(text, block);
  if (block->length == 0 && text->length > GV_LINE_MAX) {
    block->length = text->length; /* the block's own bytes are still in place */
    set_too_long(text);
  }
}

gboolean gv_text_next(GvText *text, GvTextBlock *block)
{
  if (block->text == NULL && !text->drained &&
      !(block->text = gv_array_new_raw(GV_BLOCK_ROOM + GV_BLOCK_SLACK, 1, &text->failure)))
    text->drained = TRUE;
  block->length = 0;
  while (!text->drained && block->length == 0)
    read_block(text, block);
  if (block->length == 0)
    return FALSE;
  look(text, block);
  return TRUE;
}
