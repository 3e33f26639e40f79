/* Header and table of a packed graph: nothing here depends on how large it is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>
#include <zlib.h>

#include "io/read_vine.h"

_Static_assert(sizeof(GvVineHeader) == 128, "a header has 128 bytes");
_Static_assert(sizeof(GvVineBlock) == 40, "an entry of the table has 40 bytes");
_Static_assert(sizeof(GvVineLayer) == 24, "a layer has 24 bytes");

/* How many elements a block has, by the header. */
typedef enum { ANY, N, N_AND_1, OUT, EDGES, EDGES_AND_1, PARTS, LAYERS, TAGS } Count;

static const struct {
  uint8_t size;
  Count count;
} shapes[GV_VINE_KINDS] = {
  [GV_VINE_NAME_STARTS] = { 8, N_AND_1 },
  [GV_VINE_NAME_TEXT] = { 1, ANY },
  [GV_VINE_NAME_ORDER] = { 4, N },
  [GV_VINE_OUT_OFFSETS] = { 8, N_AND_1 },
  [GV_VINE_OUT_TARGETS] = { 4, OUT },
  [GV_VINE_OUT_WEIGHTS] = { 8, OUT },
  [GV_VINE_IN_OFFSETS] = { 8, N_AND_1 },
  [GV_VINE_IN_TARGETS] = { 4, EDGES },
  [GV_VINE_IN_WEIGHTS] = { 8, EDGES },
  [GV_VINE_PAIR_OFFSETS] = { 8, N_AND_1 },
  [GV_VINE_PAIR_TARGETS] = { 4, EDGES },
  [GV_VINE_PAIR_WEIGHTS] = { 8, EDGES },
  [GV_VINE_PART_OFFSETS] = { 8, EDGES_AND_1 },
  [GV_VINE_PART_LAYERS] = { 2, PARTS },
  [GV_VINE_PART_WEIGHTS] = { 8, PARTS },
  [GV_VINE_PART_COUNTS] = { 4, PARTS },
  [GV_VINE_PART_LAST] = { 8, PARTS },
  [GV_VINE_LAYERS] = { sizeof(GvVineLayer), LAYERS },
  [GV_VINE_TAG_NAMES] = { 4, TAGS },
  [GV_VINE_STRINGS] = { 1, ANY },
  [GV_VINE_LISTED] = { 1, N },
  [GV_VINE_STAGE] = { 1, N },
  [GV_VINE_OFFICIAL] = { 1, N },
  [GV_VINE_OPT_IN] = { 1, N },
  [GV_VINE_FOLLOWERS] = { 8, N },
  [GV_VINE_COST] = { 8, N },
  [GV_VINE_VALUE] = { 8, N },
  [GV_VINE_TAG_CODES] = { 4, N },
  [GV_VINE_TAG_STARTS] = { 8, ANY },
  [GV_VINE_TAG_TEXT] = { 1, ANY },
  [GV_VINE_TAG_ORDER] = { 4, ANY },
};

size_t gv_vine_element(GvVineKind kind)
{
  return shapes[kind].size;
}

uint32_t gv_vine_checksum(const void *data, size_t length)
{
  return (uint32_t)crc32_z(crc32_z(0, NULL, 0), data, length);
}

uint32_t gv_vine_header_checksum(const GvVineHeader *header, const GvVineBlock *blocks)
{
  GvVineHeader copy = *header;
  uLong sum;

  copy.checksum = 0;
  sum = crc32_z(crc32_z(0, NULL, 0), (const Bytef *)&copy, sizeof copy);
  return (uint32_t)crc32_z(sum, (const Bytef *)blocks, header->blocks * sizeof *blocks);
}

gboolean gv_vine_damaged(const GvVine *vine, const char *what, GError **error)
{
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
              "%s: damaged packed graph: %s; pack it again with grapevine convert", vine->path,
              what);
  return FALSE;
}

static gboolean refuse(const GvVine *vine, const char *what, GError **error)
{
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE, "%s: %s", vine->path, what);
  return FALSE;
}

/* Whose file it is. */
static gboolean check_origin(const GvVine *vine, uint64_t length, GError **error)
{
  const GvVineHeader *h = vine->header;

  if (length < sizeof h->magic || memcmp(vine->base, GV_VINE_MAGIC, sizeof h->magic) != 0)
    return refuse(vine, "not a packed graph; make one with grapevine convert", error);
  if (length < sizeof *h)
    return gv_vine_damaged(vine, "the file is cut short", error);
  if (h->order != GV_VINE_ORDER)
    return refuse(vine, "packed in another byte order than this machine's; pack it again here",
                  error);
  if (h->version == GV_VINE_VERSION)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
              "%s: packed graph of format %u; this program reads format %d: pack it again",
              vine->path, h->version, GV_VINE_VERSION);
  return FALSE;
}

static gboolean check_header(const GvVine *vine, uint64_t length, GError **error)
{
  const GvVineHeader *h = vine->header;
  const gboolean timed = (h->flags & GV_VINE_TIMED) != 0;
  gboolean good = h->flags <= (GV_VINE_DIRECTED | GV_VINE_TIMED) && h->duplicates[3] == 0 &&
                  h->vertices < GV_VERTEX_NONE && h->layers <= UINT16_MAX &&
                  isfinite(h->first_time) && isfinite(h->last_time) &&
                  (timed || (h->first_time == 0 && h->last_time == 0)) && h->edges <= length &&
                  h->parts <= length;

  if (length != h->length)
    return gv_vine_damaged(
        vine, length < h->length ? "the file is cut short" : "something follows its end", error);
  if (h->blocks > (length - sizeof *h) / sizeof *vine->blocks)
    return gv_vine_damaged(vine, "header", error);
  if (h->checksum != gv_vine_header_checksum(h, vine->blocks))
    return gv_vine_damaged(vine, "checksum of the header", error);
  for (size_t kind = 0; kind <= GV_TIE_EDGE; kind++)
    good = good && h->duplicates[kind] > GV_DUPLICATES_DEFAULT &&
           h->duplicates[kind] <= GV_DUPLICATES_ERROR;
  for (size_t i = 0; i < sizeof h->zero; i++)
    good = good && h->zero[i] == 0;
  return good || gv_vine_damaged(vine, "header", error);
}

/* edges and parts are at most the file's length, so nothing here overflows. */
static uint64_t count_of(const GvVineHeader *h, const GvVineBlock *block)
{
  switch (shapes[block->kind].count) {
  case ANY:
    return block->elements;
  case N:
    return h->vertices;
  case N_AND_1:
    return (uint64_t)h->vertices + 1;
  case OUT:
    return h->edges * (h->flags & GV_VINE_DIRECTED ? 1 : 2);
  case EDGES:
    return h->edges;
  case EDGES_AND_1:
    return h->edges + 1;
  case PARTS:
    return h->parts;
  case LAYERS:
    return h->layers;
  case TAGS:
    return h->tags;
  }
  return 0;
}

/* The entry's place in the order that the table must have. */
static gboolean check_entry(const GvVineHeader *h, const GvVineBlock *block, uint64_t at)
{
  const gboolean tagged = block->kind >= GV_VINE_TAG_CODES;

  return block->kind < GV_VINE_KINDS && tagged == (block->tag > 0) && block->tag <= h->tags &&
         block->zero == 0 && block->offset == at && block->length <= h->length - at &&
         block->length / shapes[block->kind].size == block->elements &&
         block->length % shapes[block->kind].size == 0 && block->elements == count_of(h, block);
}

static uint64_t aligned(uint64_t at)
{
  return (at + GV_VINE_ALIGN - 1) / GV_VINE_ALIGN * GV_VINE_ALIGN;
}

static gboolean follows(const GvVineBlock *before, const GvVineBlock *block)
{
  return block->tag > before->tag || (block->tag == before->tag && block->kind > before->kind);
}

static gboolean check_table(GvVine *vine, GError **error)
{
  const GvVineHeader *h = vine->header;
  uint64_t end = sizeof *h + h->blocks * sizeof *vine->blocks;

  for (uint32_t i = 0; i < h->blocks; i++) {
    const GvVineBlock *block = &vine->blocks[i];
    const uint64_t at = aligned(end);
    if (at > h->length || !check_entry(h, block, at) || (i > 0 && !follows(block - 1, block)))
      return gv_vine_damaged(vine, "table of blocks", error);
    if (block->tag == 0)
      vine->single[block->kind] = block;
    else if (vine->tagged == NULL)
      vine->tagged = block;
    end = at + block->length;
  }
  const uint64_t tagged = vine->tagged ? (uint64_t)(vine->blocks + h->blocks - vine->tagged) : 0;
  return (end == h->length && tagged == (uint64_t)h->tags * GV_VINE_TAG_KINDS) ||
         gv_vine_damaged(vine, "table of blocks", error);
}

/* Which blocks there must be, and which go together. */
static gboolean check_presence(const GvVine *vine, GError **error)
{
  const GvVineHeader *h = vine->header;
  const GvVineBlock *const *s = vine->single;
  const gboolean directed = (h->flags & GV_VINE_DIRECTED) != 0;
  const gboolean weighted = s[GV_VINE_OUT_WEIGHTS] != NULL;
  const gboolean in =
      s[GV_VINE_IN_OFFSETS] && s[GV_VINE_IN_TARGETS] && weighted == (s[GV_VINE_IN_WEIGHTS] != NULL);
  const gboolean pairs = s[GV_VINE_PAIR_OFFSETS] && s[GV_VINE_PAIR_TARGETS] &&
                         weighted == (s[GV_VINE_PAIR_WEIGHTS] != NULL);
  const gboolean no_in = !s[GV_VINE_IN_OFFSETS] && !s[GV_VINE_IN_TARGETS] && !s[GV_VINE_IN_WEIGHTS];
  const gboolean no_pairs =
      !s[GV_VINE_PAIR_OFFSETS] && !s[GV_VINE_PAIR_TARGETS] && !s[GV_VINE_PAIR_WEIGHTS];
  const gboolean good = s[GV_VINE_NAME_STARTS] && s[GV_VINE_NAME_TEXT] && s[GV_VINE_NAME_ORDER] &&
                        s[GV_VINE_OUT_OFFSETS] && s[GV_VINE_OUT_TARGETS] && s[GV_VINE_LAYERS] &&
                        s[GV_VINE_TAG_NAMES] && s[GV_VINE_STRINGS] &&
                        (directed ? in && no_pairs : pairs && no_in) &&
                        !s[GV_VINE_PART_OFFSETS] == !s[GV_VINE_PART_WEIGHTS] &&
                        (s[GV_VINE_PART_OFFSETS] || h->parts == h->edges) &&
                        (h->edges == 0 || h->layers > 0) && (h->tags == 0 || s[GV_VINE_LISTED]);

  return good || gv_vine_damaged(vine, "a block is missing", error);
}

gboolean gv_vine_init(GvVine *vine, const char *path, GBytes *bytes, GError **error)
{
  gsize length;

  *vine = (GvVine){ .path = path, .bytes = bytes };
  vine->base = g_bytes_get_data(bytes, &length);
  if (vine->base == NULL) /* an empty file */
    vine->base = "";
  vine->header = (const GvVineHeader *)(const void *)vine->base;
  vine->blocks = (const GvVineBlock *)(const void *)(vine->base + sizeof *vine->header);
  return check_origin(vine, length, error) && check_header(vine, length, error) &&
         check_table(vine, error) && check_presence(vine, error);
}

const GvVineBlock *gv_vine_block(const GvVine *vine, GvVineKind kind, uint32_t tag)
{
  if (tag == 0)
    return vine->single[kind];
  return &vine->tagged[(size_t)(tag - 1) * GV_VINE_TAG_KINDS + (size_t)(kind - GV_VINE_TAG_CODES)];
}

const void *gv_vine_array(const GvVine *vine, GvVineKind kind, uint32_t tag)
{
  const GvVineBlock *block = gv_vine_block(vine, kind, tag);

  return block ? vine->base + block->offset : NULL;
}
