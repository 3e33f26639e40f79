/* Searches of `nearest.h` from a batch of people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_NEAREST_BATCH_H
#define GV_PATHS_NEAREST_BATCH_H

#include "algorithms/paths/nearest_bounds.h"
#include "algorithms/paths/ruled_out.h"
#include "algorithms/paths/waves.h"

/* What all batches share while they run. */
typedef struct {
  const GvNearest *nearest;
  const GvWithinReach *reach;
  const GvTask *task;
  double threshold; /* who stays below it is not among the first; -INFINITY = unknown */
  GvVertex far;     /* steps from which on a search is finished */
  gboolean directed;
} GvNearestRound;

/* A batch and what was found. */
typedef struct {
  const GvNearestRound *round;
  const GvVertex *sources; /* [count] */
  GvVertex count;
  GvNear near[GV_WAVE_LANES];
  gboolean given_up[GV_WAVE_LANES]; /* below the threshold; else near is all there is */
  GvVertex levels;                  /* that are kept */
  uint32_t *people;                 /* [levels][GV_WAVE_LANES], at each distance from 1 on */
  size_t capacity;                  /* of people, in levels */
  gboolean no_memory;
  double work; /* people reached and their ties, level by level */
  const GvWaveKernels *kernels;
} GvNearestBatch;

/* Zero the batch before, but for round, sources and count. Runs in parallel regions. */
void gv_nearest_batch_run(GvNearestBatch *batch, GvWaveScratch *scratch);
void gv_nearest_batch_clear(GvNearestBatch *batch);

/* Who is ruled out by a search that was finished: rulings [GV_WAVE_LANES]. Returns how many. */
size_t gv_nearest_batch_rule(const GvNearestBatch *batch, double threshold, GvRuling *rulings);
#endif
