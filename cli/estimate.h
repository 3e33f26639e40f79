/* What a run will take, guessed from the sizes of its files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_ESTIMATE_H
#define GV_ESTIMATE_H

#include <grapevine/base.h>

enum { ESTIMATE_MEMORY_A_ROW = 210 /* bytes */, ESTIMATE_ROWS_A_SECOND = 1000000 };

typedef struct {
  uint64_t bytes;           /* of the files that have a size: not of pipes */
  double rows;              /* by the lengths of the first lines; compressed: by experience */
  uint64_t memory;          /* bytes, at the peak of most commands */
  uint64_t memory_at_least; /* bytes: less is surely too little */
  double load_seconds;
  gboolean complete; /* every table has a size */
} Estimate;

/* sources: of GvSource. */
Estimate estimate_sources(const GArray *sources);
#endif
