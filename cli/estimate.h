/* What a run will take, guessed from the sizes of its files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_ESTIMATE_H
#define GV_ESTIMATE_H

#include <grapevine/base.h>

enum {
  ESTIMATE_MEMORY_A_ROW = 210 /* bytes */,
  ESTIMATE_ROWS_A_SECOND = 1000000,
  ESTIMATE_MEMORY_A_DRAW = 28 /* bytes, of an edge that `generate` draws */,
  ESTIMATE_MEMORY_A_DRAWN_VERTEX = 48,
  ESTIMATE_DRAWS_A_SECOND = 2000000,
};

typedef enum {
  ESTIMATE_TABLES,
  ESTIMATE_GRAPH_FILES,
  ESTIMATE_PACKED,
  ESTIMATE_DATABASES,
  ESTIMATE_KINDS
} EstimateKind;

typedef struct {
  struct {
    unsigned count;
    uint64_t bytes; /* of the files that have a size: not of pipes and databases */
    double rows;    /* or edges: by samples of the text; compressed: by experience; packed: as the
                     * header says */
  } of[ESTIMATE_KINDS];
  double people;            /* of packed graphs */
  uint64_t memory;          /* bytes, at the peak of most commands */
  uint64_t memory_at_least; /* bytes: less is surely too little */
  double load_seconds;
  gboolean complete; /* every source has a size */
} Estimate;

/* sources: of GvSource. ask: databases may be asked for their rows. Errors: those of
 * packed graphs and databases that cannot be opened. */
gboolean estimate_sources(const GArray *sources, gboolean ask, GvTask *task, Estimate *estimate,
                          GError **error);
/* Packed graphs that are not used as they lie become rows. */
void estimate_unpack(Estimate *estimate);
/* Of a graph that `generate` draws. */
Estimate estimate_drawing(double vertices, double edges);
#endif
