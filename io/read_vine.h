/* The packed graph, .vine: its layout (docs/vine.md), and opening it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_VINE_H
#define GV_READ_VINE_H

#include <grapevine/read.h>

#include "graph/network.h"
#include "io/read_vine_known.h"

#define GV_VINE_MAGIC "\x89VINE\r\n\x1a"

enum { GV_VINE_ORDER = 0x01020304, GV_VINE_VERSION = 1, GV_VINE_ALIGN = 64 };
enum { GV_VINE_DIRECTED = 1, GV_VINE_TIMED = 2 }; /* flags */

/* At the beginning of the file. All numbers are little-endian. */
typedef struct {
  char magic[8];
  uint32_t order; /* GV_VINE_ORDER, as a machine of the same byte order reads it */
  uint32_t version;
  uint64_t length; /* of the file, bytes */
  uint32_t blocks; /* entries of the table behind this header */
  uint32_t flags;
  uint32_t vertices, layers, tags;
  uint8_t duplicates[4]; /* by GvTieKind, GvDuplicates; the last is 0 */
  uint64_t edges;        /* arcs, or pairs */
  uint64_t parts;
  double first_time, last_time; /* seconds since 1970; 0 unless TIMED */
  uint8_t zero[44];
  uint32_t checksum; /* CRC-32 of header and table, this field taken as 0 */
} GvVineHeader;

/* An array. Blocks lie in the order of the table, each at the next multiple of
 * GV_VINE_ALIGN, the last one ending the file. */
typedef struct {
  uint32_t kind;           /* GvVineKind, ascending within the same tag */
  uint32_t tag;            /* 0, then 1 .. tags, ascending */
  uint64_t offset, length; /* bytes */
  uint64_t elements;
  uint32_t checksum; /* CRC-32 */
  uint32_t zero;
} GvVineBlock;

typedef enum {
  GV_VINE_NAME_STARTS, /* u64 [vertices + 1], in the text */
  GV_VINE_NAME_TEXT,   /* bytes, each name with a NUL behind it */
  GV_VINE_NAME_ORDER,  /* u32 [vertices], ids in the byte order of names */
  GV_VINE_OUT_OFFSETS, /* u64 [vertices + 1] */
  GV_VINE_OUT_TARGETS, /* u32 [edges], undirected [2 edges] */
  GV_VINE_OUT_WEIGHTS, /* f64, as many */
  GV_VINE_IN_OFFSETS,  /* directed only */
  GV_VINE_IN_TARGETS,
  GV_VINE_IN_WEIGHTS,
  GV_VINE_PAIR_OFFSETS, /* undirected only: each pair at its smaller end */
  GV_VINE_PAIR_TARGETS,
  GV_VINE_PAIR_WEIGHTS,
  GV_VINE_PART_OFFSETS, /* u64 [edges + 1] */
  GV_VINE_PART_LAYERS,  /* u16 [parts] */
  GV_VINE_PART_WEIGHTS, /* f64 [parts] */
  GV_VINE_PART_COUNTS,  /* u32 [parts] */
  GV_VINE_PART_LAST,    /* f64 [parts], seconds since 1970 or NaN */
  GV_VINE_LAYERS,       /* GvVineLayer [layers] */
  GV_VINE_TAG_NAMES,    /* u32 [tags], in the strings */
  GV_VINE_STRINGS,      /* bytes, texts with a NUL behind each */
  GV_VINE_LISTED,       /* u8 [vertices] */
  GV_VINE_STAGE,        /* u8 [vertices], GvStage */
  GV_VINE_OFFICIAL,
  GV_VINE_OPT_IN,
  GV_VINE_FOLLOWERS, /* f64 [vertices] or NaN */
  GV_VINE_COST,
  GV_VINE_VALUE,
  GV_VINE_TAG_CODES,  /* u32 [vertices], 0 or a value + 1; from here on one for each tag */
  GV_VINE_TAG_STARTS, /* u64 [values + 1] */
  GV_VINE_TAG_TEXT,
  GV_VINE_TAG_ORDER, /* u32 [values] */
  GV_VINE_KINDS,
} GvVineKind;

enum { GV_VINE_TAG_KINDS = GV_VINE_KINDS - GV_VINE_TAG_CODES };

typedef struct {
  uint32_t kind;          /* GvTieKind */
  uint32_t type, channel; /* in the strings */
  uint32_t zero;
  double scale;
} GvVineLayer;

/* Bytes of an element of a kind of block. */
size_t gv_vine_element(GvVineKind kind);
/* The checksum that a header and its table should carry. */
uint32_t gv_vine_header_checksum(const GvVineHeader *header, const GvVineBlock *blocks);
uint32_t gv_vine_checksum(const void *data, size_t length);

/* A file whose header and table have been checked. */
typedef struct {
  const char *path;
  GBytes *bytes;
  const char *base;
  const GvVineHeader *header;
  const GvVineBlock *blocks;                /* [header->blocks] */
  const GvVineBlock *single[GV_VINE_KINDS]; /* those without a tag; NULL = not there */
  const GvVineBlock *tagged;                /* [GV_VINE_TAG_KINDS x header->tags] */
} GvVine;

/* Checks header and table. Errors: PARSE. */
gboolean gv_vine_init(GvVine *vine, const char *path, GBytes *bytes, GError **error);
/* The elements of a block, NULL where it is not there. tag from 1; 0 = none. */
const void *gv_vine_array(const GvVine *vine, GvVineKind kind, uint32_t tag);
const GvVineBlock *gv_vine_block(const GvVine *vine, GvVineKind kind, uint32_t tag);
gboolean gv_vine_damaged(const GvVine *vine, const char *what, GError **error);

/* What can be wrong inside of blocks: shapes, from which memory safety follows,
 * and with `all` checksums and texts. */
gboolean gv_vine_check(const GvVine *vine, const GvNetworkView *view, gboolean all, GvTask *task,
                       GError **error);

/* TRUE where the path names a regular file that is, or by its name should be, a
 * packed graph. */
gboolean gv_vine_is(const char *path);

/* A packed graph's bytes: mapped, or unpacked where it is compressed. */
typedef struct {
  GBytes *bytes;
  gboolean can_be_noted; /* mapped, and its note has settled */
  GvVineNote note;       /* of the file that is mapped, checksum still 0 */
} GvVineLoad;

gboolean gv_vine_load(const char *path, const GvReadOptions *options, GvVineLoad *load,
                      GvInputReport *report, GvTask *task, GError **error);
/* Waits until the note of the path's file has settled, at most 50 ms. FALSE where it does
 * not, or there can be none. */
gboolean gv_vine_settle(const char *path);

/* The header alone, unpacked where the file is compressed. Errors as of gv_vine_open. */
gboolean gv_vine_read_header(const char *path, GvVineHeader *header, gboolean *compressed,
                             GError **error);

/* Opens a packed graph in place; a compressed one is unpacked into memory.
 * report: bytes, sha256, rows, known. Errors: PARSE ("FILE: ..."), IO, LIMIT, NO_MEMORY. */
GvNetwork *gv_vine_open(const char *path, const GvReadOptions *options, GvInputReport *report,
                        GvTask *task, GError **error);

/* Looks through a packed graph that was just written, and keeps in the folder that it is as
 * it must be: whoever opens it next need not look. Waits until its time of change
 * has passed, at most 50 ms. A file that cannot be noted is left alone. */
void gv_vine_look_through(const char *path, const char *folder, GvTask *task);
#endif
