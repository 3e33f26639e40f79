/* Breadth-first searches from 512 sources at once, a bit each.
 *
 * M. Then et al. The more the merrier: efficient multi-source graph traversal.
 * PVLDB 8(4), 2014.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_WAVES_H
#define GV_PATHS_WAVES_H

#include "algorithms/paths/around.h"

enum { GV_WAVE_WORDS = 8, GV_WAVE_LANES = 64 * GV_WAVE_WORDS };

/* A set of the sources of a batch, a bit each; a cache line. */
typedef struct {
  uint64_t word[GV_WAVE_WORDS];
} GvWaveSet;

/* One thread's scratch. Between batches every set is empty, every flag 0. */
typedef struct {
  GvAdjacency out, in;
  const GvWaves *waves;
  const GvVertex *sources; /* of the batch at hand */
  GvVertex count;          /* 1 to GV_WAVE_LANES */
  GvWaveSet *seen;         /* [n], sources that reached v */
  GvVertex *level;         /* [n], vertices that some source reached at the level at hand */
  GvWaveSet *fresh;        /* [n], by place in level: which */
  GvVertex *nearby;        /* [n], who may be reached next */
  uint8_t *is_nearby;      /* [n] */
  GvVertex *reached;       /* [n], where seen is not empty */
  GvVertex reached_count;
  GvVertex level_count;
} GvWaveScratch;

/* [n] each but for those of the batch. Errors: NO_MEMORY; clear it then too. */
gboolean gv_wave_scratch_init(GvWaveScratch *scratch, GvGraph *graph, GError **error);
void gv_wave_scratch_clear(GvWaveScratch *scratch);

/* At so many steps from the sources: whom they reached there is in level and fresh.
 * What is taken out of `going` is not searched on. */
typedef void (*GvWaveVisit)(void *data, const GvWaveScratch *scratch, GvVertex distance,
                            GvWaveSet *going);

/* For each step of instructions (graph/base/cpu.h). `search` tells scratch->waves whom
 * its sources reach, `follow` a visitor; `count` counts the people at the level at
 * hand for each source, [GV_WAVE_LANES]. */
typedef struct {
  void (*search)(GvWaveScratch *scratch, GvBlockSum *sum);
  void (*follow)(GvWaveScratch *scratch, GvWaveVisit visit, void *data);
  void (*count)(const GvWaveScratch *scratch, uint32_t *people);
} GvWaveKernels;

extern const GvWaveKernels gv_waves_any, gv_waves_avx2, gv_waves_avx512;
const GvWaveKernels *gv_wave_kernels(void); /* for the machine at hand */

/* Of how many batches of sources all consist. */
static inline GvVertex gv_wave_batches(GvVertex count)
{
  return count / GV_WAVE_LANES + (count % GV_WAVE_LANES != 0);
}
#endif
