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
} GvWaveScratch;

/* For each step of instructions (graph/base/cpu.h). */
void gv_waves_search_any(GvWaveScratch *scratch, GvBlockSum *sum);
void gv_waves_search_avx2(GvWaveScratch *scratch, GvBlockSum *sum);
void gv_waves_search_avx512(GvWaveScratch *scratch, GvBlockSum *sum);
#endif
