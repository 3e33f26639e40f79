/* A packed graph is used where it lies, and as long as it is needed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "vine_common.h"

/* The file is gone, the network too, and the graph is still there. */
static void mapping_lasts_as_long_as_the_graph(void)
{
  g_auto(Desk) desk = { 0 };
  g_autoptr(GvGraph) graph = NULL, turned = NULL;

  desk_open(&desk);
  pack(&desk, (Texts){ .edges = EDGES }, plain);
  g_autoptr(GvNetwork) expected = read_texts(&desk, (Texts){ .edges = EDGES }, plain);
  g_autoptr(GvNetwork) packed = open_with(&desk, (Texts){ .users = USERS }, plain);
  g_assert_cmpint(g_unlink(desk.vine), ==, 0);
  graph = gv_graph_ref(gv_network_graph(packed));
  turned = gv_graph_reversed(graph);
  g_clear_pointer(&packed, gv_network_free);
  g_clear_pointer(&graph, gv_graph_unref);
  const GvAdjacency in = gv_graph_in(turned), out = gv_graph_out(gv_network_graph(expected));
  g_assert_cmpuint(in.n, ==, out.n + 1); /* zoe */
  assert_same_bytes(in.targets, out.targets, out.offsets[out.n] * sizeof *out.targets);
  assert_same_bytes(in.weights, out.weights, out.offsets[out.n] * sizeof *out.weights);
}

static void compressed_ones_are_unpacked(void)
{
  static const char *const endings[] = { ".gz", ".zst" };
  g_auto(Desk) desk = { 0 };

  desk_open(&desk);
  g_autoptr(GvNetwork) network = read_texts(&desk, everything, plain);
  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
    g_autofree char *path = g_strconcat(desk.vine, endings[i], NULL);
    g_autoptr(GError) error = NULL;
    write_network(network, path);
    g_autoptr(GvNetwork) packed = read_all(&desk, (Texts){ 0 }, path, plain, &error);
    g_assert_no_error(error);
    assert_same_network(network, packed);
  }
}

/* KiB of the file that this process has touched. */
static unsigned touched(const char *path)
{
  g_autofree char *maps = NULL;
  const char *at;
  unsigned size = 0;

  g_assert_true(g_file_get_contents("/proc/self/smaps", &maps, NULL, NULL));
  g_assert_nonnull(at = strstr(maps, path));
  g_assert_nonnull(at = strstr(at, "\nRss:"));
  g_assert_cmpint(sscanf(at, "\nRss: %u kB", &size), ==, 1);
  return size;
}

static void trusted_opening_touches_next_to_nothing(void)
{
  enum { PEOPLE = 20000, EDGES_EACH = 15 };
  g_auto(Desk) desk = { 0 };
  g_autoptr(GString) text = g_string_new(NULL);
  GvReadOptions trust = plain;
  GStatBuf status;

  desk_open(&desk);
  for (unsigned i = 0; i < PEOPLE; i++)
    for (unsigned k = 1; k <= EDGES_EACH; k++)
      g_string_append_printf(text, "%u,%u,0.%u\n", i, (i + k * k) % PEOPLE, k);
  pack(&desk, (Texts){ .edges = text->str }, plain);
  g_assert_cmpint(g_stat(desk.vine, &status), ==, 0);
  g_assert_cmpint(status.st_size, >, 7000000);
  trust.check = GV_CHECK_HEADER;
  g_autoptr(GvNetwork) packed = open_with(&desk, (Texts){ 0 }, trust);
  g_assert_cmpuint(touched(desk.vine), <, 2000);
  g_assert_cmpuint(gv_network_edges(packed).targets[0], ==, 1);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) g_test_add_func("/vine/mapping/" #promise, promise)
  ADD(mapping_lasts_as_long_as_the_graph);
  ADD(compressed_ones_are_unpacked);
  ADD(trusted_opening_touches_next_to_nothing);
#undef ADD
  return g_test_run();
}
