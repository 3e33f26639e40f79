/* Graph files: read, sound, and the same once more after they were written.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FUZZ_GRAPH_H
#define GV_FUZZ_GRAPH_H

#include <grapevine/write.h>

#include "fuzz.h"

static inline void fuzz_expect_same(const GvNetwork *a, const GvNetwork *b, gboolean names)
{
  const GvAdjacency x = gv_network_edges(a), y = gv_network_edges(b);

  fuzz_expect(x.n == y.n && x.offsets[x.n] == y.offsets[y.n], "as many people and ties as before");
  for (GvVertex v = 0; v < x.n; v++) {
    const char *name = gv_names_get(gv_network_names(a), v);
    fuzz_expect(!names || strcmp(name, gv_names_get(gv_network_names(b), v)) == 0, "the same name");
    fuzz_expect(x.offsets[v] == y.offsets[v], "the same degree");
  }
  for (GvEdge e = 0; e < x.offsets[x.n]; e++)
    fuzz_expect(x.targets[e] == y.targets[e] && !(gv_weight(x, e) < gv_weight(y, e)) &&
                    !(gv_weight(x, e) > gv_weight(y, e)),
                "the same tie");
}

/* TRUE where the format can hold the network. */
static inline gboolean fuzz_write(const GvNetwork *network, const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GvOutput) output = gv_output_open(path, &error);
  const gboolean done = output && gv_network_write(network, path, output, NULL, &error) &&
                        gv_output_commit(output, &error);

  fuzz_expect(done || g_error_matches(error, GV_ERROR, GV_ERROR_PARSE), "a place to write to");
  fuzz_expect_error(!done, error);
  return done;
}

/* Over the file that it came from, whose ending says the format. */
static inline void fuzz_round_trip(const GvNetwork *network, const char *path, gboolean names)
{
  const GvSource source = { .kind = GV_TABLE_EDGES, .path = path };
  g_autoptr(GError) error = NULL;

  if (!fuzz_write(network, path))
    return;
  g_autoptr(GvNetwork) again = gv_network_read(&source, 1, NULL, NULL, NULL, &error);
  if (again == NULL)
    fprintf(stderr, "%s\n", error->message);
  fuzz_expect(again != NULL, "what was written is read");
  fuzz_expect_same(network, again, names);
}

/* A graph file of the ending of `name`. Everyone in it has a name that its writer
 * writes, unless `names` is FALSE. Read as a table of edges; a text file's last
 * newline stands for no options at all. */
static inline int fuzz_graph(const char *name, const uint8_t *data, size_t size, gboolean names)
{
  const uint8_t first = fuzz_take(data, &size) ^ '\n';
  const GvReadOptions options = { .direction = (GvDirection)((first & 3) % 3),
                                  .reverse = first >> 2 & 1,
                                  .duplicates = (GvDuplicates)((first >> 3 & 7) % 6),
                                  .max_vertices = first >> 6 & 1 ? 3 : 5000,
                                  .as_of = GV_TIME_UNKNOWN };
  const GvSource source = { .kind = GV_TABLE_EDGES, .path = fuzz_file(name, data, size) };
  g_autoptr(GvNetwork) network = fuzz_read(&source, 1, options);

  if (network == NULL)
    return 0;
  fuzz_expect_names(gv_network_names(network));
  if (first >> 7 == 0)
    fuzz_round_trip(network, source.path, names);
  return 0;
}
#endif
