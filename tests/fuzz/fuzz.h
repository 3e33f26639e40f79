/* What the fuzzers share. A target is tests/fuzz/fuzz_NAME.c: it defines
 * LLVMFuzzerTestOneInput, and tests/fuzz/corpus/NAME holds its seeds and what
 * was found once. A reader of another format takes three lines:
 *
 *   int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
 *   {
 *     return fuzz_network(fuzz_file("graph.gml", data, size), (GvSource){ .kind = GV_TABLE_EDGES },
 *                         (GvReadOptions)GV_READ_OPTIONS_INIT);
 *   }
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FUZZ_H
#define GV_FUZZ_H

#include <fcntl.h>
#include <grapevine/read.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What comes out goes here, so that nothing of it is optimised away. */
static volatile uint64_t fuzz_sink;

/* A promise broken is a finding. */
static inline void fuzz_expect(int holds, const char *promise)
{
  if (holds)
    return;
  fprintf(stderr, "broken promise: %s\n", promise);
  abort();
}

/* The bytes as a file of that name, the same one each time. */
static inline const char *fuzz_file(const char *name, const uint8_t *data, size_t size)
{
  static char *folder, *path;
  int fd;

  if (folder == NULL) {
    folder = g_dir_make_tmp("grapevine-fuzz-XXXXXX", NULL);
    path = g_build_filename(folder, name, NULL);
  }
  fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  fuzz_expect(fd >= 0 && write(fd, data, size) == (ssize_t)size && close(fd) == 0,
              "a file to read");
  return path;
}

/* An error of ours that says something, in UTF-8, or none. */
static inline void fuzz_expect_error(int failed, const GError *error)
{
  fuzz_expect(failed == (error != NULL), "an error exactly where it failed");
  if (error == NULL)
    return;
  fuzz_expect(error->domain == GV_ERROR && error->code != GV_ERROR_INTERNAL, "an error of ours");
  fuzz_expect(g_utf8_validate(error->message, -1, NULL), "a message in UTF-8");
  fuzz_sink += strlen(error->message);
}

static inline void fuzz_expect_sound(const GvNetwork *network)
{
  const GvAdjacency out = gv_network_edges(network);
  const GvNames *names = gv_network_names(network);

  fuzz_expect(gv_names_count(names) == out.n, "a name for each vertex");
  for (GvVertex v = 0; v < out.n; v++) {
    fuzz_expect(gv_names_find(names, gv_names_get(names, v)) == v, "names that find themselves");
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++) {
      fuzz_expect(out.targets[e] < out.n && out.targets[e] != v, "targets within the graph");
      fuzz_expect(isfinite(gv_weight(out, e)) && gv_weight(out, e) > 0, "weights that are weights");
      fuzz_sink += out.targets[e];
    }
  }
}

/* Reads a network, which must be sound or refused with words. On one thread: two would make
 * a finding hard to repeat. Returns 0, as a target does. */
static inline int fuzz_network(const char *path, GvSource source, GvReadOptions options)
{
  g_autoptr(GvTask) task = gv_task_new(1);
  g_autoptr(GError) error = NULL;
  g_auto(GvReadReport) report = { 0 };

  source.path = path;
  g_autoptr(GvNetwork) network = gv_network_read(&source, 1, &options, &report, task, &error);
  fuzz_expect_error(network == NULL, error);
  for (guint i = 0; i < report.warnings->len; i++)
    fuzz_expect(g_utf8_validate(report.warnings->pdata[i], -1, NULL), "a warning in UTF-8");
  if (network)
    fuzz_expect_sound(network);
  return 0;
}

/* Options come from the last bytes, so that any file is a seed as it lies there. */
static inline uint8_t fuzz_take(const uint8_t *data, size_t *size)
{
  return *size > 0 ? data[--*size] : 0;
}
#endif
