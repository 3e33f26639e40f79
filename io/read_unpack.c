/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_unpack.h"

#include <string.h>
#include <zstd_errors.h>

enum { EXPAND_FREE = 64 * 1024 * 1024, GZIP_ONLY = 31 };

static gboolean set_damaged(const char *what, GError **error)
{
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE, "%s; copy or download the file again", what);
  return FALSE;
}

static gboolean set_no_memory(const char *what, GError **error)
{
  g_set_error(error, GV_ERROR, GV_ERROR_NO_MEMORY, "out of memory for %s", what);
  return FALSE;
}

/* A zstd file may begin with a skippable frame. */
GvPacking gv_packing_of(const unsigned char *first, size_t length)
{
  static const unsigned char gzip[] = { 0x1f, 0x8b }, zstd[] = { 0x28, 0xb5, 0x2f, 0xfd };

  if (length >= sizeof gzip && memcmp(first, gzip, sizeof gzip) == 0)
    return GV_PACKING_GZIP;
  if (length >= sizeof zstd && (memcmp(first, zstd, sizeof zstd) == 0 ||
                                (first[0] >> 4 == 5 && memcmp(first + 1, "\x2a\x4d\x18", 3) == 0)))
    return GV_PACKING_ZSTD;
  return GV_PACKING_NONE;
}

gboolean gv_unpacker_init(GvUnpacker *u, GvPacking packing, double max_expand, GError **error)
{
  u->packing = packing;
  u->max_expand = max_expand;
  if (packing == GV_PACKING_ZSTD)
    return (u->zstd = ZSTD_createDStream()) != NULL || set_no_memory("zstd", error);
  u->zip_ready = inflateInit2(&u->zip, GZIP_ONLY) == Z_OK;
  return u->zip_ready || set_no_memory("zlib", error);
}

void gv_unpacker_clear(GvUnpacker *u)
{
  if (u->zip_ready)
    inflateEnd(&u->zip);
  ZSTD_freeDStream(u->zstd);
}

static gboolean check_expansion(const GvUnpacker *u, GError **error)
{
  if (u->produced <= EXPAND_FREE || (double)u->produced <= u->max_expand * (double)u->consumed)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_LIMIT,
              "expands to more than %g times its size; raise --max-expand if you trust the file",
              u->max_expand);
  return FALSE;
}

/* What inflate's answer means; first: nothing of this member has come out yet. */
static gboolean gzip_answer(const GvUnpacker *u, int answer, gboolean first, GError **error)
{
  const char *said = u->zip.msg ? u->zip.msg : "";

  if (answer == Z_OK || answer == Z_STREAM_END || answer == Z_BUF_ERROR)
    return TRUE;
  if (answer == Z_MEM_ERROR)
    return set_no_memory("zlib", error);
  if (strcmp(said, "incorrect data check") == 0 || strcmp(said, "incorrect length check") == 0)
    return set_damaged("gzip checksum mismatch", error);
  if (first && u->produced > 0 && strcmp(said, "incorrect header check") == 0)
    return set_damaged("something that is not gzip follows the gzip stream", error);
  return set_damaged("damaged gzip stream", error);
}

static gboolean gzip_step(GvUnpacker *u, GvPackedBytes *in, char *buffer, size_t room,
                          size_t *length, GError **error)
{
  if (!u->open) {
    inflateReset(&u->zip);
    u->open = TRUE;
  }
  u->zip.next_in = (z_const Bytef *)(gintptr)(in->bytes + in->used);
  u->zip.avail_in = (uInt)(in->length - in->used);
  u->zip.next_out = (unsigned char *)buffer;
  u->zip.avail_out = (uInt)MIN(room, G_MAXINT);
  const uInt offered = u->zip.avail_out;
  int answer = inflate(&u->zip, Z_NO_FLUSH);

  in->used = in->length - u->zip.avail_in;
  *length = offered - u->zip.avail_out;
  u->open = answer != Z_STREAM_END;
  return gzip_answer(u, answer, u->zip.total_out == 0, error);
}

static gboolean zstd_step(GvUnpacker *u, GvPackedBytes *from, char *buffer, size_t room,
                          size_t *length, GError **error)
{
  ZSTD_inBuffer in = { from->bytes, from->length, from->used };
  ZSTD_outBuffer out = { buffer, room, 0 };
  size_t answer = ZSTD_decompressStream(u->zstd, &out, &in);

  from->used = in.pos;
  *length = out.pos;
  if (!ZSTD_isError(answer)) {
    u->open = answer != 0;
    return TRUE;
  }
  if (ZSTD_getErrorCode(answer) == ZSTD_error_checksum_wrong)
    return set_damaged("zstd checksum mismatch", error);
  if (ZSTD_getErrorCode(answer) == ZSTD_error_prefix_unknown)
    return set_damaged("something that is not zstd follows the zstd stream", error);
  return set_damaged("damaged zstd stream", error);
}

gboolean gv_unpacker_step(GvUnpacker *u, GvPackedBytes *in, char *buffer, size_t room,
                          size_t *length, GError **error)
{
  const size_t before = in->used;

  if (!(u->packing == GV_PACKING_GZIP ? gzip_step : zstd_step)(u, in, buffer, room, length, error))
    return FALSE;
  u->consumed += in->used - before;
  u->produced += *length;
  return check_expansion(u, error);
}

gboolean gv_unpacker_truncated(const GvUnpacker *u, GError **error)
{
  return set_damaged(
      u->packing == GV_PACKING_GZIP ? "truncated gzip stream" : "truncated zstd stream", error);
}
