/* Compressing a stream of bytes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_WRITE_COMPRESS_H
#define GV_WRITE_COMPRESS_H

#include <grapevine/base.h>

typedef enum { GV_COMPRESSION_NONE, GV_COMPRESSION_GZIP, GV_COMPRESSION_ZSTD } GvCompression;

GvCompression gv_compression_of_path(const char *path);

typedef gboolean (*GvSink)(void *data, const void *bytes, size_t length, GError **error);

typedef struct GvCompressor GvCompressor;

/* Hands what it makes to sink. kind is not NONE. The same bytes in give the
 * same bytes out: the gzip header carries no time. */
GvCompressor *gv_compressor_new(GvCompression kind, GvSink sink, void *data, GError **error);
gboolean gv_compressor_write(GvCompressor *compressor, const void *bytes, size_t length,
                             GError **error);
gboolean gv_compressor_finish(GvCompressor *compressor, GError **error);
void gv_compressor_free(GvCompressor *compressor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvCompressor, gv_compressor_free)
#endif
