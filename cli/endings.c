/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/endings.h"

#include <string.h>

#include "cli/run.h"
#include "graph/base/refuse.h"

/* Formats that are written nowhere here: of tables, of documents, of packing. */
static const char *const foreign[] = {
  ".parquet", ".feather", ".arrow", ".ipc",    ".orc",     ".avro",   ".xlsx", ".xlsm",   ".xlsb",
  ".xls",     ".ods",     ".db",    ".sqlite", ".sqlite3", ".duckdb", ".npy",  ".npz",    ".h5",
  ".hdf5",    ".mat",     ".rds",   ".rdata",  ".dta",     ".sav",    ".pkl",  ".pickle", ".yaml",
  ".yml",     ".xml",     ".html",  ".htm",    ".pdf",     ".doc",    ".docx", ".tex",    ".bz2",
  ".xz",      ".lz4",     ".br",    ".zip",    ".7z",      ".tar",    ".tgz",
};

static char *without_packing(const char *path)
{
  const size_t length = strlen(path);

  if (g_str_has_suffix(path, ".gz"))
    return g_strndup(path, length - strlen(".gz"));
  return g_strndup(path, length - (g_str_has_suffix(path, ".zst") ? strlen(".zst") : 0));
}

gboolean ending_is_foreign(const char *path)
{
  g_autofree char *lower = g_ascii_strdown(path, -1);
  g_autofree char *plain = without_packing(lower);
  GvFormat format;

  if (gv_path_is_database(path) || gv_format_of_path(path, &format))
    return FALSE;
  for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++)
    if (g_str_has_suffix(plain, foreign[i]))
      return TRUE;
  return gv_network_format_is_known(path);
}

/* Where --format says what it is to be, the name may be what it likes. */
static gboolean is_free(const Run *run, const char *option)
{
  if (strcmp(option, "summary") == 0)
    return TRUE;
  return strcmp(option, "output") == 0 &&
         (run->common.format != FORMAT_AUTO || run->command->uses & COMMAND_ENDINGS);
}

gboolean endings_check(const Run *run, GError **error)
{
  for (size_t i = 0; options_written[i]; i++) {
    const char *const *paths = arguments_texts(run->arguments, options_written[i]);
    const gboolean output = strcmp(options_written[i], "output") == 0;
    for (; paths && *paths && !is_free(run, options_written[i]); paths++)
      if (ending_is_foreign(*paths))
        return gv_refuse(
            error,
            "--%s: %s has the ending of a format that is not written here; there are %s.csv .tsv "
            ".jsonl, each with .gz or .zst, sqlite:FILE?table=NAME and postgres://…?table=NAME%s",
            options_written[i], *paths, output && run->command->uses & COMMAND_CARD ? ".json " : "",
            output ? "; with --format csv the name may be any" : "");
  }
  return TRUE;
}
