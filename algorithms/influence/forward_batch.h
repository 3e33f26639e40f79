/* 64 cascades at a time, a bit each.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FORWARD_BATCH_H
#define GV_FORWARD_BATCH_H

#include "algorithms/influence/forward_tally.h"

/* Ties whose lanes a thread remembers; those beyond are drawn each time anew. */
#define GV_LIVE_TIES ((size_t)1 << 22)

/* One thread's scratch and tallies: 48 bytes x n, and 12 a tie up to GV_LIVE_TIES. */
typedef struct {
  GvForwardTally tally;
  uint64_t *won;     /* [n], in which lanes */
  uint64_t *next;    /* [n], in which lanes they will tell others next round */
  GvVertex *touched; /* [touched_count], who is won in some lane */
  GvVertex *told;    /* [told_count], who is won newly in some lane */
  GvVertex *tellers; /* [teller_count], who tells others this round, … */
  uint64_t *telling; /* … and in which lanes */
  GvVertex touched_count, told_count, teller_count;
  GvLiveRow *rows;      /* [n], what was drawn in this batch, to be told again; */
  GvVertex *live;       /* [live_capacity], the listeners; */
  uint64_t *live_lanes; /* [live_capacity], in which lanes the tie works */
  size_t live_count, live_capacity;
} GvForwardBatch;

gboolean gv_forward_batch_init(GvForwardBatch *batch, const GvForwardModel *model, GvTask *task,
                               GError **error);
void gv_forward_batch_clear(GvForwardBatch *batch);

/* Cascades 64 `index` and following, in the lanes of `mask`. Stops early, with nonsense,
 * when the task is cancelled. Errors: NO_MEMORY. */
gboolean gv_forward_batch_run(GvForwardBatch *batch, const GvForwardStart *start, uint64_t seed,
                              uint64_t index, uint64_t mask, GError **error);
#endif
