/* gzip and zstd, told apart by the first bytes, unpacked piece by piece.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_UNPACK_H
#define GV_READ_UNPACK_H

#include <grapevine/base.h>
#include <zlib.h>
#include <zstd.h>

typedef enum { GV_PACKING_NONE, GV_PACKING_GZIP, GV_PACKING_ZSTD } GvPacking;

enum { GV_PACKING_BYTES = 4 }; /* of the beginning, that tell */

typedef struct {
  GvPacking packing;
  double max_expand;           /* output / input beyond 64 MiB of output; > 0 */
  gboolean open;               /* inside a gzip member or a zstd frame */
  uint64_t consumed, produced; /* bytes */
  z_stream zip;
  gboolean zip_ready;
  ZSTD_DStream *zstd;
} GvUnpacker;

GvPacking gv_packing_of(const unsigned char *first, size_t length);
/* packing: not NONE. Errors: NO_MEMORY. */
gboolean gv_unpacker_init(GvUnpacker *unpacker, GvPacking packing, double max_expand,
                          GError **error);
void gv_unpacker_clear(GvUnpacker *unpacker); /* of zeros: nothing to do */

typedef struct {
  const unsigned char *bytes; /* [length] */
  size_t length, used;
} GvPackedBytes;

/* Unpacks some of what is not used yet into buffer [room]; *length may be 0 while
 * more input is wanted. Errors: PARSE, LIMIT, NO_MEMORY. */
gboolean gv_unpacker_step(GvUnpacker *unpacker, GvPackedBytes *in, char *buffer, size_t room,
                          size_t *length, GError **error);
/* The input ended where it may not. Returns FALSE. */
gboolean gv_unpacker_truncated(const GvUnpacker *unpacker, GError **error);
#endif
