/* What the readers' tests share: files that last as long as a test, and reading them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_READ_COMMON_H
#define GV_TEST_READ_COMMON_H

#include <glib/gstdio.h>
#include <grapevine/read.h>
#include <string.h>

/* A folder with one file. */
typedef struct {
  char *folder, *path;
} TestFile;

static inline TestFile test_file_bytes(const void *text, size_t length)
{
  TestFile file = { .folder = g_dir_make_tmp("grapevine-XXXXXX", NULL) };

  g_assert_nonnull(file.folder);
  file.path = g_build_filename(file.folder, "table", NULL);
  g_assert_true(g_file_set_contents(file.path, text, (gssize)length, NULL));
  return file;
}

static inline TestFile test_file(const char *text)
{
  return test_file_bytes(text, strlen(text));
}

static inline void test_file_clear(TestFile *file)
{
  g_unlink(file->path);
  g_rmdir(file->folder);
  g_free(file->path);
  g_free(file->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TestFile, test_file_clear)

/* Reads one table that must be good. report may be NULL. */
static inline GvNetwork *read_good(GvSource source, GvReadOptions options, GvReadReport *report)
{
  g_autoptr(GError) error = NULL;
  GvNetwork *network = gv_network_read(&source, 1, &options, report, NULL, &error);

  g_assert_no_error(error);
  g_assert_nonnull(network);
  return network;
}

static inline GvNetwork *network_of(GvTableKind kind, const char *text, const char *columns)
{
  g_auto(TestFile) file = test_file(text);

  return read_good((GvSource){ .kind = kind, .path = file.path, .columns = columns },
                   (GvReadOptions)GV_READ_OPTIONS_INIT, NULL);
}

/* The message, behind the path, of a table that must be bad. */
static inline char *error_of(GvSource source, const char *text, size_t length, int code)
{
  g_auto(TestFile) file = test_file_bytes(text, length);
  g_autoptr(GError) error = NULL;

  source.path = file.path;
  g_assert_null(gv_network_read(&source, 1, NULL, NULL, NULL, &error));
  g_assert_error(error, GV_ERROR, code);
  return g_strdup(g_str_has_prefix(error->message, file.path) ? error->message + strlen(file.path)
                                                              : error->message);
}

/* The error of a table of --edges begins (behind the path) with `start`. */
static inline void assert_error(const char *text, const char *start)
{
  g_autofree char *message =
      error_of((GvSource){ .kind = GV_TABLE_EDGES }, text, strlen(text), GV_ERROR_PARSE);

  if (!g_str_has_prefix(message, start))
    g_error("\"%s\" does not begin with \"%s\"", message, start);
}

static inline const char *name_of(const GvNetwork *network, GvVertex v)
{
  return gv_names_get(gv_network_names(network), v);
}

/* The weight of the edge, 0 where there is none. */
static inline double tie(const GvNetwork *network, const char *from, const char *to)
{
  const GvNames *names = gv_network_names(network);
  const GvAdjacency out = gv_network_edges(network);
  const GvVertex a = gv_names_find(names, from), b = gv_names_find(names, to);

  g_assert_cmpuint(a, !=, GV_VERTEX_NONE);
  g_assert_cmpuint(b, !=, GV_VERTEX_NONE);
  for (GvEdge e = out.offsets[a]; e < out.offsets[a + 1]; e++)
    if (out.targets[e] == b)
      return gv_weight(out, e);
  return 0;
}
static const GvReadOptions defaults = GV_READ_OPTIONS_INIT;

/* Reads several texts as tables of these kinds. */
static inline GvNetwork *read_texts(const GvTableKind *kinds, const char *const *texts,
                                    size_t count, GvReadOptions options, GvReadReport *report,
                                    GError **error)
{
  GvSource sources[6] = { 0 };
  TestFile files[6];
  GvNetwork *network;

  g_assert_cmpuint(count, <=, G_N_ELEMENTS(sources));
  for (size_t i = 0; i < count; i++) {
    files[i] = test_file(texts[i]);
    sources[i] = (GvSource){ .kind = kinds[i], .path = files[i].path };
  }
  network = gv_network_read(sources, count, &options, report, NULL, error);
  for (size_t i = 0; i < count; i++)
    test_file_clear(&files[i]);
  return network;
}

static inline GvNetwork *read_text(GvTableKind kind, const char *text, GvReadOptions options,
                                   GvReadReport *report)
{
  g_auto(TestFile) file = test_file(text);

  return read_good((GvSource){ .kind = kind, .path = file.path }, options, report);
}

static inline void assert_bytes(const void *is, const void *expected, size_t length)
{
  g_assert_true(memcmp(is, expected, length) == 0);
}
#endif
