/* The networks of tests/data, plain, gzipped or zstd-compressed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_NETWORKS_H
#define GV_TEST_NETWORKS_H

#include <stdio.h>
#include <zlib.h>
#include <zstd.h>

#include "communities.h"

/* gzopen also reads what is not compressed. */
static inline char *read_plain(const char *path)
{
  GString *text = g_string_new(NULL);
  gzFile file = gzopen(path, "rb");
  char buffer[4096];

  g_assert_nonnull(file);
  for (int got; (got = gzread(file, buffer, sizeof buffer)) > 0;)
    g_string_append_len(text, buffer, got);
  gzclose(file);
  return g_string_free(text, FALSE);
}

static inline char *read_zstd(const char *path)
{
  GString *text = g_string_new(NULL);
  g_autofree char *packed = NULL;
  ZSTD_DCtx *context = ZSTD_createDCtx();
  ZSTD_inBuffer in = { NULL, 0, 0 };
  char buffer[4096];

  g_assert_true(g_file_get_contents(path, &packed, &in.size, NULL));
  in.src = packed;
  for (ZSTD_outBuffer out = { buffer, sizeof buffer, 1 }; out.pos > 0;) {
    out.pos = 0;
    g_assert_false(ZSTD_isError(ZSTD_decompressStream(context, &out, &in)));
    g_string_append_len(text, buffer, (gssize)out.pos);
  }
  ZSTD_freeDCtx(context);
  return g_string_free(text, FALSE);
}

/* Lines "u v"; others (headings, remarks) are passed over. */
static inline GvGraph *read_network(const char *name, gboolean directed)
{
  g_autofree char *path = g_strdup_printf("%s/networks/%s", GV_TEST_DATA, name);
  g_autofree char *text = g_str_has_suffix(name, ".zst") ? read_zstd(path) : read_plain(path);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  Draft d = draft_new(0);

  for (char **line = lines; *line; line++) {
    unsigned u, v;
    if (sscanf(*line, "%u %u", &u, &v) != 2)
      continue;
    draft_tie(&d, u, v, 1);
    d.n = MAX(d.n, MAX(u, v) + 1);
  }
  return draft_graph(&d, directed, FALSE);
}
#endif
