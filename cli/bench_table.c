/* The rows of a benchmark as a table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>
#include <string.h>

#include "cli/benching.h"

typedef struct {
  const char *name;
  GvColumnType type;
  size_t offset; /* in BenchRow */
} Field;

#define FIELD(field) offsetof(BenchRow, field)
static const Field fields[] = {
  { "graph", GV_COLUMN_TEXT, FIELD(graph) },
  { "kernel", GV_COLUMN_TEXT, FIELD(kernel) },
  { "threads", GV_COLUMN_INT, FIELD(threads) },
  { "vertices", GV_COLUMN_INT, FIELD(vertices) },
  { "edges", GV_COLUMN_INT, FIELD(edges) },
  { "repeats", GV_COLUMN_INT, FIELD(repeats) },
  { "ours_cpu", GV_COLUMN_REAL, FIELD(ours_cpu) },
  { "ours_cpu_spread", GV_COLUMN_REAL, FIELD(ours_cpu_spread) },
  { "ours_wall", GV_COLUMN_REAL, FIELD(ours_wall) },
  { "ours_peak_bytes", GV_COLUMN_REAL, FIELD(ours_peak) },
  { "bytes_per_edge", GV_COLUMN_REAL, FIELD(bytes_per_edge) },
  { "igraph_cpu", GV_COLUMN_REAL, FIELD(igraph_cpu) },
  { "igraph_wall", GV_COLUMN_REAL, FIELD(igraph_wall) },
  { "igraph_peak_bytes", GV_COLUMN_REAL, FIELD(igraph_peak) },
  { "ratio_cpu", GV_COLUMN_REAL, FIELD(ratio_cpu) },
  { "max_difference", GV_COLUMN_REAL, FIELD(max_difference) },
  { "top100_overlap", GV_COLUMN_REAL, FIELD(top100_overlap) },
  { "modularity", GV_COLUMN_REAL, FIELD(modularity) },
  { "igraph_modularity", GV_COLUMN_REAL, FIELD(igraph_modularity) },
  { "note", GV_COLUMN_TEXT, FIELD(note) },
};
#undef FIELD

enum { CELL = 8 }; /* bytes of any cell */
G_STATIC_ASSERT(sizeof(double) == CELL && sizeof(int64_t) == CELL && sizeof(char *) <= CELL);

static size_t size_of(GvColumnType type)
{
  return type == GV_COLUMN_TEXT ? sizeof(const char *) : CELL;
}

/* A field of every row, side by side. Caller frees. */
static void *column_of(const Field *field, const GArray *rows)
{
  const size_t size = size_of(field->type);
  char *values = g_malloc_n(rows->len + 1, CELL);

  for (guint r = 0; r < rows->len; r++) {
    const char *row = (const char *)&g_array_index(rows, BenchRow, r);
    memcpy(values + r * size, row + field->offset, size);
  }
  return values;
}

gboolean benching_write(const Benching *b, Run *run, GError **error)
{
  g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);
  GvColumn columns[G_N_ELEMENTS(fields)];
  const GvTable table = { columns, G_N_ELEMENTS(fields), b->rows->len, NULL };

  for (size_t f = 0; f < G_N_ELEMENTS(fields); f++) {
    void *values = column_of(&fields[f], b->rows);
    g_ptr_array_add(owned, values);
    columns[f] = (GvColumn){ fields[f].name, fields[f].type, values, NULL };
  }
  return run_write_table(run, &table, error);
}
