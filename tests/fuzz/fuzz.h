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
#include <sys/random.h>
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

/* What GLib warns of (an error set twice, a text that is none) is our mistake. */
static inline GLogWriterOutput fuzz_hear(GLogLevelFlags level, const GLogField *fields, gsize count,
                                         gpointer data)
{
  (void)data;
  g_log_writer_standard_streams(level, fields, count, NULL);
  fuzz_expect(!(level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)),
              "GLib has nothing to warn of");
  return G_LOG_WRITER_HANDLED;
}

/* Once, however many files of a target include this. */
__attribute__((weak)) int fuzz_listens;

__attribute__((constructor)) static void fuzz_listen(void)
{
  if (fuzz_listens++ == 0)
    g_log_set_writer_func(fuzz_hear, NULL, NULL);
}

#ifdef GV_FUZZ
/* Keys of hashes are the same in every run, so that a finding is found again. */
__attribute__((weak)) ssize_t getrandom(void *bytes, size_t length, unsigned flags)
{
  (void)flags;
  memset(bytes, 0x5a, length);
  return (ssize_t)length;
}
#endif

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

/* Another file in the same folder. */
static inline const char *fuzz_beside(const char *path, const char *name)
{
  static char *other;
  g_autofree char *folder = g_path_get_dirname(path);

  g_free(other);
  return other = g_build_filename(folder, name, NULL);
}

/* An error of ours, or none. */
static inline void fuzz_expect_own_error(int failed, const GError *error)
{
  fuzz_expect(failed == (error != NULL), "an error exactly where it failed");
  if (error && (error->domain != GV_ERROR || error->code == GV_ERROR_INTERNAL))
    fprintf(stderr, "%s\n", error->message);
  fuzz_expect(!error || (error->domain == GV_ERROR && error->code != GV_ERROR_INTERNAL),
              "an error of ours");
  fuzz_sink += error ? strlen(error->message) : 0;
}

/* The same, that says something in UTF-8. */
static inline void fuzz_expect_error(int failed, const GError *error)
{
  fuzz_expect_own_error(failed, error);
  fuzz_expect(!error || g_utf8_validate(error->message, -1, NULL), "a message in UTF-8");
}

static inline void fuzz_expect_side(GvAdjacency side)
{
  for (GvVertex v = 0; v < side.n; v++)
    for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++) {
      fuzz_expect(side.targets[e] < side.n && side.targets[e] != v, "targets within the graph");
      fuzz_expect(isfinite(gv_weight(side, e)) && gv_weight(side, e) > 0, "weights that are");
      fuzz_sink += side.targets[e];
    }
}

static inline void fuzz_expect_names(const GvNames *names)
{
  for (GvVertex v = 0; v < gv_names_count(names); v++)
    fuzz_expect(gv_names_find(names, gv_names_get(names, v)) == v, "names that find themselves");
}

/* Reads the sources, of which a network must become that is sound, or words of refusal
 * (NULL). On one thread: two would make a finding hard to repeat. */
static inline GvNetwork *fuzz_read(const GvSource *sources, size_t count, GvReadOptions options)
{
  g_autoptr(GvTask) task = gv_task_new(1);
  g_autoptr(GError) error = NULL;
  g_auto(GvReadReport) report = { 0 };
  GvNetwork *network = gv_network_read(sources, count, &options, &report, task, &error);

  fuzz_expect_error(network == NULL, error);
  for (guint i = 0; i < report.warnings->len; i++)
    fuzz_expect(g_utf8_validate(report.warnings->pdata[i], -1, NULL), "a warning in UTF-8");
  if (network == NULL)
    return NULL;
  fuzz_expect_side(gv_network_edges(network));
  fuzz_expect(gv_names_count(gv_network_names(network)) == gv_network_edges(network).n,
              "a name for each vertex");
  return network;
}

/* The same of one table. Returns 0, as a target does. */
static inline int fuzz_network(const char *path, GvSource source, GvReadOptions options)
{
  source.path = path;
  g_autoptr(GvNetwork) network = fuzz_read(&source, 1, options);

  if (network)
    fuzz_expect_names(gv_network_names(network));
  return 0;
}

/* Options come from the last bytes, so that any file is a seed as it lies there. */
static inline uint8_t fuzz_take(const uint8_t *data, size_t *size)
{
  return *size > 0 ? data[--*size] : 0;
}
#endif
