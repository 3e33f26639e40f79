/* Measured on the Higgs log (563,069 rows of 26 bytes, 304,691 people): reading took
 * 110 bytes a row, nominate 210; a row of an edge table takes at least two ids and,
 * in the graph, two more each way. A packed graph of 70 MB (2^18 people, 3.8 million
 * edges) took its size and 15 MB, and 0.5 s to check. Kronecker, Erdős–Rényi and LFR
 * graphs of 1.5 to 4.2 million draws took 21 to 37 bytes and 0.4 µs a draw.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/estimate.h"

#include <grapevine/read.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "graph/base/address.h"
#include "io/read_database.h"
#include "io/read_graph.h"
#include "io/read_vine.h"

enum {
  SAMPLE = 64 * 1024,
  SAMPLES = 16,       /* of a file, evenly spread */
  ROW_BYTES = 25,     /* of a line, where none is seen */
  MARK_BYTES = 60,    /* of an edge in GraphML and GML, the same */
  EXPANSION = 4,      /* of compressed text */
  LEAST_A_ROW = 24,   /* bytes */
  PROGRAM = 16 << 20, /* bytes, before the first row */
  PACKED_A_SECOND = 150 * 1000 * 1000,
};

static gboolean is_compressed(const char *text, size_t length)
{
  return length >= 4 &&
         (memcmp(text, "\x1f\x8b", 2) == 0 || memcmp(text, "\x28\xb5\x2f\xfd", 4) == 0);
}

static size_t count_marks(const char *text, size_t length, const char *mark)
{
  const size_t size = strlen(mark);
  const char *end = text + length;
  size_t count = 0;

  for (; (text = memchr(text, *mark, (size_t)(end - text))); text++)
    count += (size_t)(end - text) >= size && memcmp(text, mark, size) == 0;
  return count;
}

/* Rows by how often the mark stands in pieces of the file. least: of what is sure. */
static double guess_rows(const char *path, double bytes, const char *mark, double *least)
{
  const double typical = strlen(mark) > 1 ? MARK_BYTES : ROW_BYTES;
  g_autofree char *text = g_malloc(SAMPLE);
  FILE *file = fopen(path, "rbe");
  double marks = 0, seen = 0;

  for (int i = 0; file && i < SAMPLES; i++) {
    const double from = MAX(0, bytes - SAMPLE) * i / (SAMPLES - 1);
    const size_t length = fseek(file, (long)from, SEEK_SET) == 0 ? fread(text, 1, SAMPLE, file) : 0;
    if (i == 0 && is_compressed(text, length)) {
      fclose(file);
      *least = bytes / typical;
      return bytes * EXPANSION / typical;
    }
    marks += (double)count_marks(text, length, mark);
    seen += (double)length;
  }
  if (file)
    fclose(file);
  return *least = marks > 0 ? bytes * marks / seen : 1;
}

static void add_rows(Estimate *e, EstimateKind kind, double rows, double least)
{
  e->of[kind].rows += rows;
  e->memory += (uint64_t)(rows * ESTIMATE_MEMORY_A_ROW);
  e->memory_at_least += (uint64_t)(least * LEAST_A_ROW);
  e->load_seconds += rows / ESTIMATE_ROWS_A_SECOND;
}

static void add_file(Estimate *e, const GvSource *source)
{
  const GvGraphFormat *format = source->kind == GV_TABLE_EDGES && strcmp(source->path, "-") != 0
                                    ? gv_graph_format_find(source->path, NULL)
                                    : NULL;
  const EstimateKind kind = format ? ESTIMATE_GRAPH_FILES : ESTIMATE_TABLES;
  const char *mark = format ? gv_graph_format_mark(format) : "\n";
  struct stat status;
  double least, rows;

  e->of[kind].count++;
  if (stat(source->path, &status) != 0 || !S_ISREG(status.st_mode)) {
    e->complete = FALSE;
    return;
  }
  e->of[kind].bytes += (uint64_t)status.st_size;
  rows = guess_rows(source->path, (double)status.st_size, mark, &least);
  add_rows(e, kind, rows, least);
}

/* Mapped, it is memory that the system can take back; unpacked, it is not. */
static gboolean add_packed(Estimate *e, const char *path, GError **error)
{
  GvVineHeader header;
  gboolean compressed;

  if (!gv_vine_read_header(path, &header, &compressed, error))
    return FALSE;
  e->of[ESTIMATE_PACKED].count++;
  e->of[ESTIMATE_PACKED].bytes += header.length;
  e->of[ESTIMATE_PACKED].rows += (double)header.edges;
  e->people += header.vertices;
  e->memory += header.length;
  e->memory_at_least += compressed ? header.length : 0;
  e->load_seconds += (double)header.length / PACKED_A_SECOND;
  return TRUE;
}

static gboolean add_database(Estimate *e, const char *path, gboolean ask, GvTask *task,
                             GError **error)
{
  double rows = 0;

  e->of[ESTIMATE_DATABASES].count++;
  if (ask && !gv_database_rows(path, task, &rows, error))
    return FALSE;
  e->complete = e->complete && ask;
  add_rows(e, ESTIMATE_DATABASES, rows, 0);
  return TRUE;
}

gboolean estimate_sources(const GArray *sources, gboolean ask, GvTask *task, Estimate *e,
                          GError **error)
{
  *e = (Estimate){ .complete = TRUE, .memory = PROGRAM };
  for (guint i = 0; i < sources->len; i++) {
    const GvSource *source = &g_array_index(sources, GvSource, i);
    gboolean good = TRUE;
    if (gv_address_kind(source->path) != GV_ADDRESS_FILE)
      good = add_database(e, source->path, ask, task, error);
    else if (gv_vine_is(source->path))
      good = add_packed(e, source->path, error);
    else
      add_file(e, source);
    if (!good)
      return FALSE;
  }
  return TRUE;
}

void estimate_unpack(Estimate *e)
{
  const double rows = e->of[ESTIMATE_PACKED].rows;

  e->memory += (uint64_t)(rows * ESTIMATE_MEMORY_A_ROW);
  e->load_seconds += rows / ESTIMATE_ROWS_A_SECOND;
}

Estimate estimate_drawing(double vertices, double edges)
{
  return (Estimate){ .people = vertices,
                     .memory = PROGRAM + (uint64_t)(edges * ESTIMATE_MEMORY_A_DRAW +
                                                    vertices * ESTIMATE_MEMORY_A_DRAWN_VERTEX),
                     .load_seconds = edges / ESTIMATE_DRAWS_A_SECOND,
                     .complete = TRUE };
}
