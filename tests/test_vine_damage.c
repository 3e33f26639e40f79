/* Damaged, foreign and hostile packed graphs: refused, or as good as any other.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700
#include <fcntl.h>
#include <unistd.h>

#include "io/read_vine.h"
#include "vine_common.h"

/* A small file with every kind of block, its bytes, and a descriptor of it. */
typedef struct {
  Desk desk;
  char *bytes;
  gsize length;
  int fd;
  GvTask *task;
} Victim;

static void victim_open(Victim *v, Texts texts, GvReadOptions options)
{
  desk_open(&v->desk);
  pack(&v->desk, texts, options);
  g_assert_true(g_file_get_contents(v->desk.vine, &v->bytes, &v->length, NULL));
  v->fd = open(v->desk.vine, O_RDWR);
  v->task = gv_task_new(1);
  g_assert_cmpint(v->fd, >=, 0);
}

static void victim_clear(Victim *v)
{
  close(v->fd);
  g_free(v->bytes);
  gv_task_free(v->task);
  desk_clear(&v->desk);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Victim, victim_clear)

static void put(const Victim *v, const void *bytes, size_t length, size_t at)
{
  g_assert_true(pwrite(v->fd, bytes, length, (off_t)at) == (ssize_t)length);
}

static GvNetwork *try(const Victim *v, GvReadOptions options, GError **error)
{
  const GvSource source = { .kind = GV_TABLE_EDGES, .path = v->desk.vine };

  return gv_network_read(&source, 1, &options, NULL, v->task, error);
}

static volatile double sink;

/* Whoever indexes by what is in the network does so here. */
static void use(const GvNetwork *network)
{
  const GvNames *names = gv_network_names(network);
  const GvPeople *people = gv_network_people(network);
  GvGraph *graph = gv_network_graph(network);
  const GvVertex n = gv_graph_vertices(graph);
  g_autofree double *scores = g_new(double, n);

  for (GvVertex v = 0; v < n; v++) {
    sink += (double)strlen(gv_names_get(names, v)) + gv_names_find(names, gv_names_get(names, v));
    for (size_t t = 0; t < people->tag_count; t++)
      sink += (double)strlen(tag_text(&people->tags[t], v));
  }
  static const char *const measures[] = { "pagerank", "betweenness", "triangles", "core" };
  for (size_t i = 0; i < G_N_ELEMENTS(measures); i++)
    if (gv_centrality_find(measures[i]) &&
        gv_centrality_run(gv_centrality_find(measures[i]), graph, NULL, scores, NULL, NULL))
      sink += scores[0];
}

/* Used as it lies, turned, merged another way, and written. */
static void use_all_ways(const Victim *v)
{
  GvReadOptions options[] = { plain, plain, plain };
  g_autofree char *csv = g_build_filename(v->desk.folder, "out.csv", NULL);

  options[1].reverse = TRUE;
  options[1].direction = GV_UNDIRECTED;
  options[2].direction = GV_DIRECTED;
  for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
    g_autoptr(GvNetwork) network = try(v, options[i], NULL);
    if (network == NULL)
      continue;
    use(network);
    write_network(network, csv);
  }
}

static void assert_bad(const Victim *v, GvCheck check)
{
  g_autoptr(GError) error = NULL;
  GvReadOptions options = plain;

  options.check = check;
  g_assert_null(try(v, options, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_PARSE);
  g_assert_true(g_str_has_prefix(error->message, v->desk.vine));
}

static GvReadOptions undirected(void)
{
  GvReadOptions options = plain;

  options.direction = GV_UNDIRECTED;
  return options;
}

static const Texts everything = { .follows = FOLLOWS,
                                  .interactions = INTERACTIONS,
                                  .users = USERS };

static void every_shorter_file_is_refused(void)
{
  g_auto(Victim) v = { 0 };

  victim_open(&v, everything, plain);
  for (gsize length = v.length; length-- > 0;) {
    g_assert_cmpint(ftruncate(v.fd, (off_t)length), ==, 0);
    assert_bad(&v, GV_CHECK_HEADER);
  }
}

static void longer_file_is_refused(void)
{
  g_auto(Victim) v = { 0 };

  victim_open(&v, everything, plain);
  put(&v, "", 1, v.length);
  assert_bad(&v, GV_CHECK_HEADER);
}

/* --verify refuses each; else it is refused or does no harm. */
static void flip_all(Texts texts, GvReadOptions options)
{
  g_auto(Victim) v = { 0 };

  victim_open(&v, texts, options);
  for (size_t at = 0; at < v.length; at++)
    for (int bit = 0; bit < 9; bit++) {
      const char flipped = (char)(bit < 8 ? v.bytes[at] ^ (1 << bit) : ~v.bytes[at]);
      g_autoptr(GvNetwork) network = NULL;
      put(&v, &flipped, 1, at);
      assert_bad(&v, GV_CHECK_ALL);
      if ((network = try(&v, plain, NULL)) != NULL && (bit == 0 || bit == 7))
        use_all_ways(&v);
      put(&v, v.bytes + at, 1, at);
    }
  g_autoptr(GvNetwork) whole = try(&v, plain, NULL);
  g_assert_nonnull(whole);
}

static void every_flip_is_refused_or_harmless(void)
{
  flip_all(everything, plain);
  flip_all((Texts){ .edges = EDGES }, undirected());
}

static GvVineHeader *header_of(const Victim *v)
{
  return (GvVineHeader *)(void *)v->bytes;
}

static GvVineBlock *blocks_of(const Victim *v)
{
  return (GvVineBlock *)(void *)(v->bytes + sizeof(GvVineHeader));
}

/* Writes the header and the table with the sum they should have. */
static void seal(const Victim *v, GvVineHeader header)
{
  if (sizeof header + (uint64_t)header.blocks * sizeof(GvVineBlock) <= v->length)
    header.checksum = gv_vine_header_checksum(&header, blocks_of(v));
  put(v, &header, sizeof header, 0);
}

static void assert_says(const Victim *v, const char *part)
{
  g_autoptr(GError) error = NULL;

  g_assert_null(try(v, plain, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_PARSE);
  g_assert_nonnull(strstr(error->message, part));
}

static void foreign_files_are_refused(void)
{
  g_auto(Victim) v = { 0 };

  victim_open(&v, everything, plain);
  GvVineHeader header = *header_of(&v);
  header.version = 2;
  seal(&v, header);
  assert_says(&v, "format 2; this program reads format 1");
  header = *header_of(&v);
  header.order = GUINT32_SWAP_LE_BE(header.order);
  seal(&v, header);
  assert_says(&v, "another byte order");
  put(&v, "PK", 2, 0);
  assert_says(&v, "not a packed graph");
}

static void huge_counts_are_refused(void)
{
  g_auto(Victim) v = { 0 };

  victim_open(&v, everything, plain);
#define HUGE_COUNT(field, value)                                                                   \
  {                                                                                                \
    GvVineHeader header = *header_of(&v);                                                          \
    header.field = value;                                                                          \
    seal(&v, header);                                                                              \
    assert_bad(&v, GV_CHECK_HEADER);                                                               \
  }
  HUGE_COUNT(vertices, UINT32_MAX)
  HUGE_COUNT(vertices, UINT32_MAX - 1)
  HUGE_COUNT(edges, UINT64_MAX)
  HUGE_COUNT(edges, UINT64_MAX / 2 + 1)
  HUGE_COUNT(parts, UINT64_MAX)
  HUGE_COUNT(layers, UINT32_MAX)
  HUGE_COUNT(tags, UINT32_MAX)
  HUGE_COUNT(tags, 0)
  HUGE_COUNT(blocks, UINT32_MAX)
  HUGE_COUNT(blocks, 0)
  HUGE_COUNT(length, UINT64_MAX)
  HUGE_COUNT(flags, 7)
#undef HUGE_COUNT
}

/* Changes one element of a block, with all sums as they should be: what a
 * hostile file would do. */
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

static void assert_hostile_refused(const Hostile *h)
{
  g_auto(Victim) v = { 0 };

  victim_open(&v, h->undirected ? (Texts){ .edges = EDGES } : everything,
              h->undirected ? undirected() : plain);
  GvVineBlock *blocks = blocks_of(&v), *block = blocks;
  while (block->kind != h->kind || block->tag != h->tag) {
    block++;
    g_assert_cmpint(block - blocks, <, header_of(&v)->blocks);
  }
  const size_t size = gv_vine_element(h->kind);
  memcpy(v.bytes + block->offset + h->at * size, &h->value, MIN(size, sizeof h->value));
  block->checksum = gv_vine_checksum(v.bytes + block->offset, block->length);
  header_of(&v)->checksum = gv_vine_header_checksum(header_of(&v), blocks);
  put(&v, v.bytes, v.length, 0);
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

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) g_test_add_func("/vine/damage/" #promise, promise)
  ADD(every_shorter_file_is_refused);
  ADD(longer_file_is_refused);
  ADD(every_flip_is_refused_or_harmless);
  ADD(foreign_files_are_refused);
  ADD(huge_counts_are_refused);
  ADD(hostile_values_are_refused);
#undef ADD
  return g_test_run();
}
