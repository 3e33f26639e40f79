/* The bytes of a file or of stdin, unpacked, or those of another source.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_STREAM_H
#define GV_READ_STREAM_H

#include <grapevine/base.h>

/* Plain, gzip or zstd, told apart by the first bytes. Several gzip members or
 * zstd frames follow each other; a stream that is cut, damaged or followed by
 * something else is an error. Messages do not name the file: the caller knows
 * its path and line. */
typedef struct GvByteStream GvByteStream;

/* max_expand: output / input that a compressed file may reach beyond 64 MiB of
 * output; > 0. hash: gv_byte_stream_sha256 will be asked for. task: ends the
 * wait for a pipe or a terminal where nothing comes. Errors: IO, CANCELLED. */
GvByteStream *gv_byte_stream_open(const char *path, double max_expand, gboolean hash,
                                  const GvTask *task, GError **error);
void gv_byte_stream_free(GvByteStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvByteStream, gv_byte_stream_free)

/* Where bytes come from that lie in no file. read is as gv_byte_stream_read;
 * it is called by one thread at a time, not always the same one. */
typedef struct {
  void *data;
  gboolean (*read)(void *data, char *buffer, size_t room, size_t *length, GError **error);
  void (*free)(void *data);
} GvByteSource;

/* Taken as they are, never unpacked. Takes the source, on error too. */
GvByteStream *gv_byte_stream_over(GvByteSource source, gboolean hash, GError **error);

/* The first bytes, some thousand where there are as many, without reading them:
 * to tell what this is. Before the first read. Borrowed until then. */
size_t gv_byte_stream_peek(GvByteStream *stream, const char **bytes);

/* *length is 0 at the end only. Errors: IO, PARSE, LIMIT, CANCELLED; what was unpacked
 * before one has been handed out. */
gboolean gv_byte_stream_read(GvByteStream *stream, char *buffer, size_t room, size_t *length,
                             GError **error);

uint64_t
gv_byte_stream_raw_bytes(const GvByteStream *stream);   /* read so far, as the file has them */
double gv_byte_stream_done(const GvByteStream *stream); /* 0 .. 1; 0 where unknown */
/* Of the bytes read so far; "" unless asked for. */
void gv_byte_stream_sha256(const GvByteStream *stream, char sha256[65]);
#endif
