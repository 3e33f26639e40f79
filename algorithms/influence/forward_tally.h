/* What cascades forwards are played on, and what comes of them, whether 64 or 512 at a time.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FORWARD_TALLY_H
#define GV_FORWARD_TALLY_H

#include "algorithms/influence/forward_model.h"

/* Batches that are played at once where that pays, and their cascades. */
enum { GV_BLOCK_WORDS = 8, GV_BLOCK_LANES = GV_BLOCK_WORDS * GV_LANES };

/* Of the ties towards one's listeners, those that were drawn and work in some lane:
 * [begin, begin + count) of a thread's live ties. */
typedef struct {
  uint32_t begin, count; /* begin: GV_VERTEX_NONE = not drawn yet */
} GvLiveRow;

/* One thread's. */
typedef struct {
  const GvForwardModel *model;
  const GvTask *task;
  const uint8_t *uncounted;       /* [n], 1 = seeds and active, who are not counted as reached */
  uint64_t rounds;                /* at most; 0 = no limit */
  uint32_t lanes[GV_BLOCK_LANES]; /* counted people won, by lane, of what was last run */
  uint64_t looked;                /* ties of those won, in each cascade for itself */
  int64_t *by_round; /* [round_count], counted people won in round r + 1, of all lanes */
  size_t round_count, round_capacity;
} GvForwardTally;

/* Who begins, and where the outcome is added up. */
typedef struct {
  const GvVertex *starters; /* [count], different people */
  size_t count;
  uint32_t *hits; /* [n], in how many lanes each person is won; shared by the threads */
  int sign;       /* 1 or -1: what by_round gets them as */
} GvForwardStart;

void gv_forward_tally_clear(GvForwardTally *tally);
/* `count` more in this round, the first of which is 1. Errors: NO_MEMORY. */
gboolean gv_forward_tally_round(GvForwardTally *tally, size_t round, int64_t count, GError **error);
#endif
