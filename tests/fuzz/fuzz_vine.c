/* Packed graphs, as they lie there or with the sums that they should have: behind
 * those stands everything else that can be wrong.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz_graph.h"
#include "io/read_vine.h"

/* The length and the checksums of what is in the file. */
static void mend(char *bytes, size_t size)
{
  GvVineHeader *header = (GvVineHeader *)(void *)bytes;
  GvVineBlock *blocks = (GvVineBlock *)(void *)(bytes + sizeof *header);

  if (size < sizeof *header || header->blocks > (size - sizeof *header) / sizeof *blocks)
    return;
  header->length = size;
  for (uint32_t i = 0; i < header->blocks; i++)
    if (blocks[i].offset <= size && blocks[i].length <= size - blocks[i].offset)
      blocks[i].checksum = gv_vine_checksum(bytes + blocks[i].offset, blocks[i].length);
  header->checksum = gv_vine_header_checksum(header, blocks);
}

static void use_parts(const GvNetwork *network, GvEdge m)
{
  const GvParts parts = gv_network_parts(network);
  size_t layers;
  const GvLayer *layer = gv_network_layers(network, &layers);

  for (GvEdge p = 0; p < (parts.offsets ? parts.offsets[m] : m); p++) {
    const size_t l = parts.layers ? parts.layers[p] : 0;
    fuzz_expect(l < layers, "a layer of each part");
    fuzz_expect(!parts.offsets || parts.weights[p] > 0, "a weight of each part");
    fuzz_sink += strlen(layer[l].type) + strlen(layer[l].channel);
  }
}

static void use_people(const GvNetwork *network, GvVertex n)
{
  const GvPeople *people = gv_network_people(network);

  for (GvVertex v = 0; v < n; v++) {
    fuzz_sink += strlen(gv_names_get(gv_network_names(network), v));
    if (people->stage)
      fuzz_sink += strlen(gv_stage_name((GvStage)people->stage[v]));
    for (size_t t = 0; t < people->tag_count; t++) {
      const GvTag *tag = &people->tags[t];
      fuzz_sink += tag->codes[v] ? strlen(gv_names_get(tag->values, tag->codes[v] - 1)) : 0;
    }
  }
}

/* What everyone who has a network may do, however it was checked. */
static void use(const GvNetwork *network)
{
  const GvGraph *graph = gv_network_graph(network);

  fuzz_expect_side(gv_graph_out(graph));
  fuzz_expect_side(gv_graph_in(graph));
  use_parts(network, gv_graph_edges(graph));
  use_people(network, gv_graph_vertices(graph));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const uint8_t first = fuzz_take(data, &size);
  const GvReadOptions options = { .check = first & 2 ? GV_CHECK_ALL : GV_CHECK_SHAPE,
                                  .direction = (GvDirection)((first >> 2 & 3) % 3),
                                  .reverse = first >> 4 & 1,
                                  .hash_inputs = first >> 5 & 1,
                                  .as_of = GV_TIME_UNKNOWN };
  g_autofree char *bytes = g_malloc(size + 1);
  GvSource sources[2] = { { .kind = GV_TABLE_EDGES } };

  memcpy(bytes, data, size);
  if ((first & 1) == 0)
    mend(bytes, size);
  sources[0].path = fuzz_file("graph.vine", (const uint8_t *)bytes, size);
  sources[1] = sources[0]; /* a second one: both are taken apart and merged */
  g_autoptr(GvNetwork) network = fuzz_read(sources, first >> 6 & 1 ? 2 : 1, options);
  if (network == NULL)
    return 0;
  use(network);
  if (first >> 7)
    fuzz_write(network, fuzz_beside(sources[0].path, "graph.csv"));
  else if (options.check == GV_CHECK_ALL && !(first >> 6 & 1))
    fuzz_round_trip(network, sources[0].path, TRUE);
  return 0;
}
