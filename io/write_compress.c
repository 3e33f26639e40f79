/* SPDX-License-Identifier: GPL-3.0-or-later */
#define ZLIB_CONST
#include "io/write_compress.h"

#include <zlib.h>
#include <zstd.h>

enum { GZIP_LEVEL = 6, ZSTD_LEVEL = 3, GZIP_WINDOW = 15 + 16, ROOM = 64 * 1024 };
#define PIECE ((size_t)1 << 30) /* zlib counts in 32 bits */

struct GvCompressor {
  GvCompression kind;
  GvSink sink;
  void *data;
  gboolean gzip_open;
  z_stream gzip;
  ZSTD_CCtx *zstd;
  unsigned char room[ROOM];
};

static gboolean ends_in(const char *path, const char *ending)
{
  const size_t length = strlen(path), tail = strlen(ending);

  return length >= tail && g_ascii_strcasecmp(path + length - tail, ending) == 0;
}

GvCompression gv_compression_of_path(const char *path)
{
  if (ends_in(path, ".gz"))
    return GV_COMPRESSION_GZIP;
  return ends_in(path, ".zst") ? GV_COMPRESSION_ZSTD : GV_COMPRESSION_NONE;
}

static gboolean start(GvCompressor *c)
{
  if (c->kind == GV_COMPRESSION_GZIP) {
    c->gzip_open =
        deflateInit2(&c->gzip, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) == Z_OK;
    return c->gzip_open;
  }
  c->zstd = ZSTD_createCCtx();
  return c->zstd != NULL &&
         !ZSTD_isError(ZSTD_CCtx_setParameter(c->zstd, ZSTD_c_compressionLevel, ZSTD_LEVEL)) &&
         !ZSTD_isError(ZSTD_CCtx_setParameter(c->zstd, ZSTD_c_checksumFlag, 1));
}

GvCompressor *gv_compressor_new(GvCompression kind, GvSink sink, void *data, GError **error)
{
  g_autoptr(GvCompressor) c = g_new0(GvCompressor, 1);

  c->kind = kind;
  c->sink = sink;
  c->data = data;
  if (start(c))
    return g_steal_pointer(&c);
  g_set_error_literal(error, GV_ERROR, GV_ERROR_NO_MEMORY,
                      "out of memory: cannot start the compression");
  return NULL;
}

static gboolean gzip_run(GvCompressor *c, const void *bytes, size_t length, gboolean end,
                         GError **error)
{
  int status;

  c->gzip.next_in = bytes;
  c->gzip.avail_in = (uInt)length;
  do {
    c->gzip.next_out = c->room;
    c->gzip.avail_out = ROOM;
    status = deflate(&c->gzip, end ? Z_FINISH : Z_NO_FLUSH);
    if (status == Z_STREAM_ERROR) {
      g_set_error_literal(error, GV_ERROR, GV_ERROR_INTERNAL, "zlib: stream error");
      return FALSE;
    }
    if (!c->sink(c->data, c->room, ROOM - c->gzip.avail_out, error))
      return FALSE;
  } while (end ? status != Z_STREAM_END : c->gzip.avail_in > 0 || c->gzip.avail_out == 0);
  return TRUE;
}

static gboolean zstd_run(GvCompressor *c, const void *bytes, size_t length, gboolean end,
                         GError **error)
{
  ZSTD_inBuffer in = { bytes, length, 0 };
  size_t left;

  do {
    ZSTD_outBuffer out = { c->room, ROOM, 0 };
    left = ZSTD_compressStream2(c->zstd, &out, &in, end ? ZSTD_e_end : ZSTD_e_continue);
    if (ZSTD_isError(left)) {
      g_set_error(error, GV_ERROR, GV_ERROR_INTERNAL, "zstd: %s", ZSTD_getErrorName(left));
      return FALSE;
    }
    if (!c->sink(c->data, out.dst, out.pos, error))
      return FALSE;
  } while (end ? left > 0 : in.pos < in.size);
  return TRUE;
}

static gboolean run(GvCompressor *c, const void *bytes, size_t length, gboolean end, GError **error)
{
  if (c->kind == GV_COMPRESSION_GZIP)
    return gzip_run(c, bytes, length, end, error);
  return zstd_run(c, bytes, length, end, error);
}

gboolean gv_compressor_write(GvCompressor *compressor, const void *bytes, size_t length,
                             GError **error)
{
  const char *at = bytes;

  while (length > 0) {
    size_t piece = MIN(length, PIECE);
    if (!run(compressor, at, piece, FALSE, error))
      return FALSE;
    at += piece;
    length -= piece;
  }
  return TRUE;
}

gboolean gv_compressor_finish(GvCompressor *compressor, GError **error)
{
  return run(compressor, "", 0, TRUE, error);
}

void gv_compressor_free(GvCompressor *compressor)
{
  if (compressor == NULL)
    return;
  if (compressor->gzip_open)
    deflateEnd(&compressor->gzip);
  ZSTD_freeCCtx(compressor->zstd);
  g_free(compressor);
}
