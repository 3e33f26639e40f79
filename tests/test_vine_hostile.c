/* Values that would lead a kernel outside of its arrays, in files whose sums are
 * all as they should be.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vine_victim.h"

/* One element of a block is changed, and the sums with it. */
typedef struct {
  const char *what;
  GvVineKind kind;
  uint32_t tag;
  size_t at; /* element */
  uint64_t value;
  gboolean undirected;
} Hostile;

static uint64_t bits(double value)
{
  uint64_t b;

  memcpy(&b, &value, sizeof b);
  return b;
}

static GvVineBlock *block_of(const Victim *v, GvVineKind kind, uint32_t tag)
{
  GvVineBlock *blocks = blocks_of(v), *block = blocks;

  for (; block->kind != kind || block->tag != tag; block++)
    g_assert_cmpint(block - blocks, <, header_of(v)->blocks - 1);
  return block;
}

/* The sums as they should be after the block was changed. */
static void reseal(const Victim *v, GvVineBlock *block)
{
  block->checksum = gv_vine_checksum(v->bytes + block->offset, block->length);
  header_of(v)->checksum = gv_vine_header_checksum(header_of(v), blocks_of(v));
  put(v, v->bytes, v->length, 0);
}

static void change(const Victim *v, GvVineKind kind, const void *data, size_t length)
{
  GvVineBlock *block = block_of(v, kind, 0);

  g_assert_cmpuint(length, ==, block->length);
  memcpy(v->bytes + block->offset, data, length);
  reseal(v, block);
}

static void assert_hostile_refused(const Hostile *h)
{
  g_auto(Victim) v = { 0 };

  victim_open(&v, h->undirected ? (Texts){ .edges = EDGES } : everything,
              h->undirected ? undirected() : plain);
  GvVineBlock *block = block_of(&v, h->kind, h->tag);
  const size_t size = gv_vine_element(h->kind);
  memcpy(v.bytes + block->offset + h->at * size, &h->value, MIN(size, sizeof h->value));
  reseal(&v, block);
  g_autoptr(GvNetwork) network = try(&v, plain, NULL);
  if (network)
    g_error("%s was not refused", h->what);
  assert_bad(&v, GV_CHECK_ALL);
}

static void hostile_values_are_refused(void)
{
  const uint64_t far = 1000000;
  const Hostile all[] = {
    { "a target that is nobody", GV_VINE_OUT_TARGETS, 0, 0, far, FALSE },
    { "a loop", GV_VINE_OUT_TARGETS, 0, 0, 0, FALSE },
    { "a target twice", GV_VINE_OUT_TARGETS, 0, 1, 1, FALSE },
    { "another in row", GV_VINE_IN_TARGETS, 0, 0, 4, FALSE },
    { "in target that is nobody", GV_VINE_IN_TARGETS, 0, 0, far, FALSE },
    { "an offset behind the end", GV_VINE_OUT_OFFSETS, 0, 1, far, FALSE },
    { "a first offset", GV_VINE_OUT_OFFSETS, 0, 0, 1, FALSE },
    { "an in offset", GV_VINE_IN_OFFSETS, 0, 1, 3, FALSE },
    { "an offset of parts", GV_VINE_PART_OFFSETS, 0, 1, far, FALSE },
    { "an edge without parts", GV_VINE_PART_OFFSETS, 0, 1, 0, FALSE },
    { "a layer", GV_VINE_PART_LAYERS, 0, 0, 4000, FALSE },
    { "a negative weight", GV_VINE_OUT_WEIGHTS, 0, 0, bits(-1), FALSE },
    { "a weight of 0", GV_VINE_PART_WEIGHTS, 0, 0, bits(0), FALSE },
    { "a weight that is no number", GV_VINE_IN_WEIGHTS, 0, 0, bits(NAN), FALSE },
    { "an infinite weight", GV_VINE_OUT_WEIGHTS, 0, 0, bits(INFINITY), FALSE },
    { "another weight on one side", GV_VINE_IN_WEIGHTS, 0, 0, bits(0.125), FALSE },
    { "an infinite time", GV_VINE_PART_LAST, 0, 0, bits(INFINITY), FALSE },
    { "a name's place", GV_VINE_NAME_STARTS, 0, 1, far, FALSE },
    { "an empty arena", GV_VINE_NAME_STARTS, 0, 1, 0, FALSE },
    { "a name without end", GV_VINE_NAME_TEXT, 0, 1, 'x', FALSE },
    { "an id in the order", GV_VINE_NAME_ORDER, 0, 2, far, FALSE },
    { "a stage", GV_VINE_STAGE, 0, 0, 7, FALSE },
    { "a flag", GV_VINE_OFFICIAL, 0, 0, 2, FALSE },
    { "followers below 0", GV_VINE_FOLLOWERS, 0, 0, bits(-5), FALSE },
    { "a code", GV_VINE_TAG_CODES, 1, 0, far, FALSE },
    { "a value's place", GV_VINE_TAG_STARTS, 2, 1, far, FALSE },
    { "a tag's name", GV_VINE_TAG_NAMES, 0, 1, far, FALSE },
    { "a layer's kind", GV_VINE_LAYERS, 0, 0, 77, FALSE },
    { "a row that is not the other's", GV_VINE_OUT_TARGETS, 0, 0, 3, TRUE },
    { "another pair", GV_VINE_PAIR_TARGETS, 0, 0, 3, TRUE },
    { "a pair at its larger end", GV_VINE_PAIR_TARGETS, 0, 3, 0, TRUE },
    { "another weight of a pair", GV_VINE_PAIR_WEIGHTS, 0, 0, bits(9), TRUE },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    assert_hostile_refused(&all[i]);
}

/* The same arcs in both sides, but a row that does not ascend. */
static void rows_out_of_order_are_refused(void)
{
  static const GvVertex turned[] = { 2, 1 }, twice[] = { 1, 1 };
  g_auto(Victim) v = { 0 };

  victim_open(&v, (Texts){ .edges = "a,b\na,c\n" }, plain);
  change(&v, GV_VINE_OUT_TARGETS, turned, sizeof turned);
  assert_bad(&v, GV_CHECK_SHAPE);
  change(&v, GV_VINE_OUT_TARGETS, twice, sizeof twice);
  const GvEdge offsets[] = { 0, 0, 2, 2 };
  const GvVertex sources[] = { 0, 0 };
  change(&v, GV_VINE_IN_OFFSETS, offsets, sizeof offsets);
  change(&v, GV_VINE_IN_TARGETS, sources, sizeof sources);
  assert_bad(&v, GV_CHECK_SHAPE);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/vine/hostile/hostile_values_are_refused", hostile_values_are_refused);
  g_test_add_func("/vine/hostile/rows_out_of_order_are_refused", rows_out_of_order_are_refused);
  return g_test_run();
}
