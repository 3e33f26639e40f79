/* Writing whole networks, by the ending of the file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write_network.h"

#include <string.h>

/* A line here is all that a new format needs to be known by its ending. */
static const struct {
  const char *ending;
  GvNetworkWriter write;
} writers[] = {
  { ".vine", gv_vine_write },
  { ".csv", gv_edges_write_csv },
  { ".tsv", gv_edges_write_tsv },
  { ".jsonl", gv_edges_write_jsonl },
};

static GvNetworkWriter writer_of(const char *path)
{
  g_autofree char *bare = g_strdup(path);

  if (g_str_has_suffix(bare, ".gz") || g_str_has_suffix(bare, ".zst"))
    *strrchr(bare, '.') = '\0';
  for (size_t i = 0; i < G_N_ELEMENTS(writers); i++)
    if (g_str_has_suffix(bare, writers[i].ending))
      return writers[i].write;
  return NULL;
}

char *gv_network_endings(void)
{
  GString *endings = g_string_new(NULL);

  for (size_t i = 0; i < G_N_ELEMENTS(writers); i++)
    g_string_append_printf(endings, "%s%s", i > 0 ? " " : "", writers[i].ending);
  return g_string_free(endings, FALSE);
}

gboolean gv_network_is_known(const char *path)
{
  return writer_of(path) != NULL;
}

gboolean gv_network_write(const GvNetwork *network, const char *path, GvOutput *output,
                          GvTask *task, GError **error)
{
  const GvNetworkWriter write = writer_of(path);

  if (write)
    return write(network, output, task, error);
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, "%s: the ending names no format", path);
  return FALSE;
}
