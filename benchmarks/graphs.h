/* The graphs that the benchmark makes itself, and the files that kernels read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BENCHMARKS_GRAPHS_H
#define GV_BENCHMARKS_GRAPHS_H

#include "benchmarks/kernels.h"

/* A family: its name and a number name a graph, kron16. */
typedef struct {
  const char *name;
  const char *number; /* "S" in --help */
  int64_t least, most;
  const char *help;
  gboolean (*draw)(int64_t number, uint64_t seed, GvEdgeList *list, GvTask *task, GError **error);
} GraphFamily;

extern const GraphFamily graph_families[]; /* ends with .name == NULL */

/* The family and the number that a text names; NULL where none does. */
const GraphFamily *graph_family_find(const char *text, int64_t *number);
GvNetwork *graph_draw(const GraphFamily *family, int64_t number, uint64_t seed, GvTask *task,
                      GError **error);

/* Writes the subject's graph into a folder of its own under the system's place for
 * temporary files and fills in text, packed and known. Errors: IO, CANCELLED. */
gboolean subject_write_files(Subject *subject, GvTask *task, GError **error);
/* Removes them, also half of them. */
void subject_remove_files(Subject *subject);
#endif
