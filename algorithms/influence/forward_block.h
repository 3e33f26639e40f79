/* 512 cascades at a time: eight batches, each of which comes out as forward_batch.h has it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FORWARD_BLOCK_H
#define GV_FORWARD_BLOCK_H

#include "algorithms/influence/forward_tally.h"
#include "graph/base/cpu.h"

/* Lanes of a block: word w is those of its batch w. A cache line. */
typedef struct {
  uint64_t word[GV_BLOCK_WORDS];
} GvLaneSet;

/* What a round asks of a person, side by side. */
typedef struct {
  GvLaneSet won;  /* in which lanes */
  GvLaneSet next; /* in which lanes they will tell others next round */
} GvForwardPerson;

/* One thread's scratch and tallies: see gv_forward_block_bytes. */
typedef struct {
  GvForwardTally tally;
  GvForwardPerson *people; /* [n] */
  GvVertex *touched;       /* [touched_count], who is won in some lane */
  GvVertex *told;          /* [told_count], who is won newly in some lane */
  GvVertex *tellers;       /* [teller_count], who tells others this round, … */
  GvLaneSet *telling;      /* … and in which lanes */
  GvVertex touched_count, told_count, teller_count;
  GvLiveRow *rows;       /* [n], what was drawn in this block, to be told again; */
  GvVertex *live;        /* [m], the listeners; */
  GvLaneSet *live_lanes; /* [m], in which lanes the tie is yet to be told */
  size_t live_count;
  void *people_held, *sets_held; /* what people lie in, and telling and live_lanes */
} GvForwardBlock;

/* Of one block's arrays. */
size_t gv_forward_block_bytes(const GvForwardModel *model);
/* The model has fewer than 2^32 - 1 ties. Errors: NO_MEMORY; clear it then too. */
gboolean gv_forward_block_init(GvForwardBlock *block, const GvForwardModel *model,
                               const GvTask *task, GError **error);
void gv_forward_block_clear(GvForwardBlock *block);

/* Cascades 64 `index` and following, `count` of them, 1 to GV_BLOCK_LANES. Stops early, with
 * nonsense, when the task is cancelled. Errors: NO_MEMORY. */
typedef gboolean GvForwardBlockRun(GvForwardBlock *block, const GvForwardStart *start,
                                   uint64_t seed, uint64_t index, unsigned count, GError **error);

/* For each step of instructions (graph/base/cpu.h). */
GvForwardBlockRun gv_forward_block_any, gv_forward_block_avx2, gv_forward_block_avx512;
GvForwardBlockRun *gv_forward_block_run(GvCpu cpu);
#endif
