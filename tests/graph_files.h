/* What the tests of graph files share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_GRAPH_FILES_H
#define GV_TEST_GRAPH_FILES_H

#include "read_common.h"

/* A file whose name ends so. */
static inline TestFile graph_file_bytes(const char *ending, const void *text, size_t length)
{
  TestFile file = { .folder = g_dir_make_tmp("grapevine-XXXXXX", NULL) };
  g_autofree char *name = g_strconcat("graph", ending, NULL);

  g_assert_nonnull(file.folder);
  file.path = g_build_filename(file.folder, name, NULL);
  g_assert_true(g_file_set_contents(file.path, text, (gssize)length, NULL));
  return file;
}

static inline GvNetwork *read_graph_file(const char *path, GvDirection direction, GError **error)
{
  const GvSource source = { .kind = GV_TABLE_EDGES, .path = path };
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  g_auto(GvReadReport) report = { 0 };

  options.direction = direction;
  return gv_network_read(&source, 1, &options, &report, NULL, error);
}

static inline GvNetwork *graph_of(const char *ending, const char *text, GvDirection direction)
{
  g_auto(TestFile) file = graph_file_bytes(ending, text, strlen(text));
  g_autoptr(GError) error = NULL;
  GvNetwork *network = read_graph_file(file.path, direction, &error);

  g_assert_no_error(error);
  return network;
}

/* The error begins (behind the path) with `start`. */
static inline void assert_graph_error_bytes(const char *ending, const void *text, size_t length,
                                            int code, const char *start)
{
  g_auto(TestFile) file = graph_file_bytes(ending, text, length);
  g_autoptr(GError) error = NULL;

  g_assert_null(read_graph_file(file.path, GV_DIRECTION_DEFAULT, &error));
  g_assert_error(error, GV_ERROR, code);
  g_assert_true(g_str_has_prefix(error->message, file.path));
  if (!g_str_has_prefix(error->message + strlen(file.path), start))
    g_error("\"%s\" does not begin with \"%s\"", error->message + strlen(file.path), start);
}

static inline void assert_graph_error(const char *ending, const char *text, const char *start)
{
  assert_graph_error_bytes(ending, text, strlen(text), GV_ERROR_PARSE, start);
}
#endif
