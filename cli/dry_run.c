/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/dry_run.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/estimate.h"
#include "cli/places.h"
#include "io/read_graph.h"
#include "io/read_options.h"
#include "io/read_packed_sources.h"
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
    return gv_graph_source_check(source, error);
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
    if (strcmp(source->path, "-") == 0 || !is_file(source->path) || gv_vine_is(source->path))
      continue;
    if (!check_table(source, &limits, error))
      return FALSE;
  }
  return TRUE;
}

/* Of packed graphs the headers, and that they go with the options and with each
 * other. One that is compressed would have to be unpacked, and is left out. */
static gboolean check_packed(const Run *run, const GvReadOptions *options, gboolean *in_place,
                             GError **error)
{
  const GArray *all = run->arguments->sources;
  g_autoptr(GArray) sources = g_array_new(FALSE, FALSE, sizeof(GvSource));
  g_auto(GvReadReport) report = { .inputs = g_new0(GvInputReport, all->len) };
  GvReadOptions looked = *options;
  GvPackedSources packed = { 0 };
  gboolean good = TRUE, compressed;
  GvVineHeader header;

  for (guint i = 0; i < all->len; i++) {
    const GvSource *source = &g_array_index(all, GvSource, i);
    if (!gv_vine_is(source->path) ||
        (gv_vine_read_header(source->path, &header, &compressed, NULL) && !compressed))
      g_array_append_val(sources, *source);
  }
  looked.check = GV_CHECK_HEADER;
  looked.hash_inputs = FALSE;
  good = gv_packed_sources_open(&packed, (const GvSource *)(const void *)sources->data,
                                sources->len, &looked, &report, run->task, error);
  for (size_t i = 0; good && i < packed.count; i++)
    good = packed.networks[i] == NULL || run_check_reverse(run, packed.networks[i], error);
  *in_place = packed.in_place || sources->len < all->len;
  gv_packed_sources_clear(&packed);
  return good;
}

/* What can be said against options before rows are read. */
static gboolean check_options(const Run *run, const GvReadOptions *options, GError **error)
{
  const GArray *sources = run->arguments->sources;
  g_auto(GvLayerIndex) index = { 0 };

  return gv_read_check((const GvSource *)(const void *)sources->data, sources->len, options,
                       error) &&
         gv_layer_index_init(&index, options->type_weights, options->channel_weights, error);
}

/* Lists, weights and the like: any option that takes a file which is read. */
gboolean dry_run_check_files(const Arguments *arguments, const GPtrArray *made, GError **error)
{
  for (guint g = 0; g < arguments->groups->len; g++)
    for (const GvParam *p = arguments->groups->pdata[g]; p->name; p++) {
      const char *const *paths = arguments_texts(arguments, p->name);
      if (paths == NULL || g_strcmp0(p->argument, "FILE") != 0 || place_is_output(p->name))
        continue;
      for (; *paths; paths++)
        if (strcmp(*paths, "-") != 0 && !(made && place_is_among(made, *paths)) &&
            access(*paths, R_OK) != 0) {
          g_set_error(error, GV_ERROR, GV_ERROR_IO, "%s: cannot open: %s", *paths,
                      g_strerror(errno));
          return FALSE;
        }
    }
  return TRUE;
}

static const struct {
  const char *name, *rows, *how;
} kinds[] = {
  [ESTIMATE_TABLES] = { "tables ", "rows",
                        "rows by samples of each file (compressed: 4 times its size in rows of\n"
                        "25 bytes)" },
  [ESTIMATE_GRAPH_FILES] = { "graphs ", "edges",
                             "edges by samples of each file (compressed: 4 times its size in "
                             "edges\n"
                             "of 25 bytes, in XML and GML of 60)" },
  [ESTIMATE_PACKED] = { "packed ", "edges", "edges as the header has them" },
  [ESTIMATE_DATABASES] = { "queries", "rows",
                           "rows as SQLite counts and PostgreSQL's planner guesses them" },
};

static void append_inputs(GString *text, const Estimate *e)
{
  for (size_t i = 0; i < ESTIMATE_KINDS; i++) {
    if (e->of[i].count == 0)
      continue;
    g_string_append_printf(text, "%s %u, ", kinds[i].name, e->of[i].count);
    if (i != ESTIMATE_DATABASES)
      g_string_append_printf(text, "%.1f MB, ", (double)e->of[i].bytes / 1e6);
    if (i == ESTIMATE_PACKED)
      g_string_append_printf(text, "%.0f people, ", e->people);
    g_string_append_printf(
        text, "%s%.0f %s%s\n", i == ESTIMATE_PACKED ? "" : "about ", e->of[i].rows, kinds[i].rows,
        i != ESTIMATE_TABLES || e->complete ? "" : " (pipes were not looked into)");
  }
}

static void append_reasons(GString *text, const Estimate *e)
{
  g_string_append(text, "These are estimates: ");
  for (size_t i = 0; i < ESTIMATE_KINDS; i++)
    if (e->of[i].count)
      g_string_append_printf(text, "%s, ", kinds[i].how);
  g_string_append_printf(text, "%d bytes of memory a row, %d rows a second%s.\n",
                         ESTIMATE_MEMORY_A_ROW, ESTIMATE_ROWS_A_SECOND,
                         e->of[ESTIMATE_PACKED].count
                             ? ",\nits size and 150 MB a second for a packed graph that is used as "
                               "it lies"
                             : "");
}

static gboolean print(const char *text, GError **error)
{
  g_autoptr(GvOutput) output = gv_output_open("-", error);

  return output && gv_output_write(output, text, strlen(text), error) &&
         gv_output_commit(output, error) && dry_run_end(error);
}

gboolean dry_run_tell(const Run *run, const GvReadOptions *options, GError **error)
{
  g_autoptr(GString) text =
      g_string_new("good: options, inputs and output places; nothing was done\n");
  gboolean in_place;
  Estimate e;

  if (!check_options(run, options, error) || !check_packed(run, options, &in_place, error) ||
      !check_tables(run, error) || !dry_run_check_files(run->arguments, NULL, error) ||
      !estimate_sources(run->arguments->sources, TRUE, run->task, &e, error))
    return FALSE;
  if (!in_place)
    estimate_unpack(&e);
  append_inputs(text, &e);
  g_string_append_printf(text,
                         "memory  about %.0f MiB\n"
                         "time    about %.1f s to load; the command's own work comes on top\n",
                         (double)e.memory / (1 << 20), e.load_seconds);
  append_reasons(text, &e);
  return print(text->str, error);
}

gboolean dry_run_tell_drawing(const char *communities, double vertices, double edges,
                              GError **error)
{
  const Estimate e = estimate_drawing(vertices, edges);
  g_autofree char *text = g_strdup_printf(
      "good: options and output places; nothing was done\n"
      "graph   %.0f people, about %.0f edges drawn; loops and duplicates go\n"
      "memory  about %.0f MiB\n"
      "time    about %.1f s to draw and write\n"
      "These are estimates: %d bytes of memory an edge and %d a person, %d edges a second.\n",
      vertices, edges, (double)e.memory / (1 << 20), e.load_seconds, ESTIMATE_MEMORY_A_DRAW,
      ESTIMATE_MEMORY_A_DRAWN_VERTEX, ESTIMATE_DRAWS_A_SECOND);

  if (communities && !(gv_path_is_database(communities) ? gv_table_address_check(communities, error)
                                                        : run_check_place(communities, error)))
    return FALSE;
  return print(text, error);
}
