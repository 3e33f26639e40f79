/* Networks from files, for tests: gzip by .gz, zstd by .zst, else plain. Lines
 * that begin with # or % are comments, a first row that begins with "from" is a
 * header, a third column is the weight. Names become ids by first appearance.
 * Wrong data ends the test.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_DATA_H
#define GV_TEST_DATA_H

#include <grapevine/graph.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

typedef struct {
  GvGraph *graph;
  GHashTable *ids; /* name -> GUINT_TO_POINTER(id) */
} TestNetwork;

static inline void test_network_free(TestNetwork *network)
{
  gv_graph_unref(network->graph);
  g_hash_table_unref(network->ids);
  g_free(network);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TestNetwork, test_network_free)

static inline GvVertex test_network_find(const TestNetwork *network, const char *name)
{
  gpointer id;

  g_assert_true(g_hash_table_lookup_extended(network->ids, name, NULL, &id));
  return GPOINTER_TO_UINT(id);
}

/* zlib reads what is not gzip as it is. */
static inline GString *test_inflate(const char *path)
{
  GString *text = g_string_new(NULL);
  char buffer[1 << 16];
  gzFile file = gzopen(path, "rb");
  int got;

  g_assert_nonnull(file);
  while ((got = gzread(file, buffer, sizeof buffer)) > 0)
    g_string_append_len(text, buffer, got);
  g_assert_cmpint(got, ==, 0);
  g_assert_cmpint(gzclose(file), ==, Z_OK);
  return text;
}

static inline GString *test_unzstd(const char *path)
{
  g_autofree char *packed = NULL, *buffer = g_malloc(1 << 16);
  GString *text = g_string_new(NULL);
  ZSTD_DStream *stream = ZSTD_createDStream();
  gsize size;

  g_assert_true(g_file_get_contents(path, &packed, &size, NULL));
  for (ZSTD_inBuffer in = { packed, size, 0 }; in.pos < in.size;) {
    ZSTD_outBuffer out = { buffer, 1 << 16, 0 };
    g_assert_false(ZSTD_isError(ZSTD_decompressStream(stream, &out, &in)));
    g_string_append_len(text, buffer, (gssize)out.pos);
  }
  for (ZSTD_outBuffer out = { buffer, 1 << 16, 1 << 16 }; out.pos == out.size;) {
    ZSTD_inBuffer in = { packed, 0, 0 };
    out.pos = 0;
    g_assert_false(ZSTD_isError(ZSTD_decompressStream(stream, &out, &in)));
    g_string_append_len(text, buffer, (gssize)out.pos);
  }
  ZSTD_freeDStream(stream);
  return text;
}

static inline GvVertex test_intern(GHashTable *ids, const char *name)
{
  gpointer id;

  if (g_hash_table_lookup_extended(ids, name, NULL, &id))
    return GPOINTER_TO_UINT(id);
  g_hash_table_insert(ids, g_strdup(name), GUINT_TO_POINTER(g_hash_table_size(ids)));
  return g_hash_table_size(ids) - 1;
}

/* weights gets a number for each row that has a third column. */
static inline void test_parse(const char *text, GHashTable *ids, GArray *edges, GArray *weights)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

  for (char **line = lines; *line; line++) {
    g_auto(GStrv) fields = g_strsplit_set(g_strstrip(*line), " \t", -1);
    if (fields[0] == NULL || strchr("#%", **line) || strcmp(fields[0], "from") == 0)
      continue;
    g_assert_nonnull(fields[1]);
    GvVertex edge[2] = { test_intern(ids, fields[0]), 0 };
    edge[1] = test_intern(ids, fields[1]);
    g_array_append_vals(edges, edge, 1);
    if (fields[2] == NULL)
      continue;
    double weight = g_ascii_strtod(fields[2], NULL);
    g_array_append_val(weights, weight);
  }
  g_assert_true(weights->len == 0 || weights->len == edges->len);
}

/* A file's whole text, whatever it is packed with. */
static inline GString *test_text(const char *path)
{
  return g_str_has_suffix(path, ".zst") ? test_unzstd(path) : test_inflate(path);
}

/* path is relative to the tests' data. */
static inline TestNetwork *test_network_read(const char *path, gboolean directed)
{
  g_autofree char *full = g_build_filename(GV_TEST_DATA, path, NULL);
  GString *text = test_text(full);
  g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, 2 * sizeof(GvVertex));
  g_autoptr(GArray) weights = g_array_new(FALSE, FALSE, sizeof(double));
  TestNetwork *network = g_new0(TestNetwork, 1);

  network->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  test_parse(text->str, network->ids, edges, weights);
  network->graph = gv_graph_new(
      g_hash_table_size(network->ids), (const GvVertex(*)[2])(void *)edges->data,
      weights->len ? (const double *)(void *)weights->data : NULL, edges->len, directed, NULL);
  g_assert_nonnull(network->graph);
  g_string_free(text, TRUE);
  return network;
}
#endif
