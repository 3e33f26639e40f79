/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/dry_run.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/estimate.h"
#include "io/read_graph.h"
#include "io/read_table.h"

G_DEFINE_QUARK(gv - dry - run - quark, dry_run)

gboolean dry_run_end(GError **error)
{
  g_set_error_literal(error, dry_run_quark(), 0, "nothing was done");
  return FALSE;
}

gboolean dry_run_is_done(const GError *error)
{
  return error && error->domain == dry_run_quark();
}

/* What a pipe holds would be gone. */
static gboolean is_file(const char *path)
{
  struct stat status;

  return stat(path, &status) != 0 || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode);
}

/* Of a graph file only that it opens. */
static gboolean check_table(const GvSource *source, GvReadLimits *limits, GError **error)
{
  GvByteStream *stream = gv_read_open(source, limits, error);

  if (stream && source->kind == GV_TABLE_EDGES && gv_graph_format_find(source->path, stream)) {
    gv_byte_stream_free(stream);
    return TRUE;
  }
  g_autoptr(GvReadTable) table =
      stream ? gv_read_table_new(source, FALSE, limits, stream, error) : NULL;
  return table != NULL;
}

static gboolean check_tables(const Run *run, GError **error)
{
  const GArray *sources = run->arguments->sources;
  GvReadLimits limits = { .max_expand = 1000, .task = run->task, .done_share = 1 };

  for (guint i = 0; i < sources->len; i++) {
    const GvSource *source = &g_array_index(sources, GvSource, i);
    if (strcmp(source->path, "-") == 0 || !is_file(source->path))
      continue;
    if (!check_table(source, &limits, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean is_output(const char *name)
{
  return gv_params_find(output_params, name) || strcmp(name, "rejects") == 0;
}

/* Lists, weights and the like: any option that takes a file which is read. */
gboolean dry_run_check_files(const Arguments *arguments, GError **error)
{
  for (guint g = 0; g < arguments->groups->len; g++)
    for (const GvParam *p = arguments->groups->pdata[g]; p->name; p++) {
      const char *const *paths = arguments_texts(arguments, p->name);
      if (paths == NULL || g_strcmp0(p->argument, "FILE") != 0 || is_output(p->name))
        continue;
      for (; *paths; paths++)
        if (strcmp(*paths, "-") != 0 && access(*paths, R_OK) != 0) {
          g_set_error(error, GV_ERROR, GV_ERROR_IO, "%s: cannot open: %s", *paths,
                      g_strerror(errno));
          return FALSE;
        }
    }
  return TRUE;
}

static char *estimate_text(const Run *run)
{
  const Estimate e = estimate_sources(run->arguments->sources);

  return g_strdup_printf(
      "good: options, inputs and output places; nothing was done\n"
      "tables  %u, %.1f MB, about %.0f rows%s\n"
      "memory  about %.0f MiB\n"
      "time    about %.1f s to load; the command's own work comes on top\n"
      "These are estimates: rows by the lines at the beginning of each file (compressed: 4 times\n"
      "its size in rows of 25 bytes), %d bytes of memory a row, %d rows a second.\n",
      run->arguments->sources->len, (double)e.bytes / 1e6, e.rows,
      e.complete ? "" : " (pipes were not looked into)", (double)e.memory / (1 << 20),
      e.load_seconds, ESTIMATE_MEMORY_A_ROW, ESTIMATE_ROWS_A_SECOND);
}

gboolean dry_run_tell(const Run *run, GError **error)
{
  if (!check_tables(run, error) || !dry_run_check_files(run->arguments, error))
    return FALSE;
  g_autofree char *text = estimate_text(run);
  g_autoptr(GvOutput) output = gv_output_open("-", error);
  return output && gv_output_write(output, text, strlen(text), error) &&
         gv_output_commit(output, error) && dry_run_end(error);
}
