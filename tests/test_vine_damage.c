/* Damaged, foreign and hostile packed graphs: refused, or as good as any other.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vine_victim.h"

static volatile double sink;

/* Whoever indexes by what is in the network does so here. */
static void use(const GvNetwork *network, GvTask *task)
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
        gv_centrality_run(gv_centrality_find(measures[i]), graph, NULL, scores, task, NULL))
      sink += scores[0];
}

/* Used as it lies, turned, merged another way, and written. */
static void use_all_ways(const Victim *v)
{
  GvReadOptions options[] = { plain, plain, plain };

  options[1].reverse = TRUE;
  options[1].direction = GV_UNDIRECTED;
  options[2].direction = GV_DIRECTED;
  for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
    g_autoptr(GvNetwork) network = try(v, options[i], NULL);
    if (network == NULL)
      continue;
    g_autoptr(GvOutput) nowhere = gv_output_open("/dev/null", NULL);
    use(network, v->task);
    g_assert_true(gv_network_write(network, ".csv", nowhere, v->task, NULL));
  }
}

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
      if ((network = try(&v, plain, NULL)) != NULL && bit == (int)(at % 8))
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

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) g_test_add_func("/vine/damage/" #promise, promise)
  ADD(every_shorter_file_is_refused);
  ADD(longer_file_is_refused);
  ADD(every_flip_is_refused_or_harmless);
  ADD(foreign_files_are_refused);
  ADD(huge_counts_are_refused);
#undef ADD
  return g_test_run();
}
