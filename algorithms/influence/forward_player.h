/* A thread's cascades, 512 at a time where that pays, or 64: the same outcomes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FORWARD_PLAYER_H
#define GV_FORWARD_PLAYER_H

#include "algorithms/influence/forward_batch.h"
#include "algorithms/influence/forward_block.h"

typedef struct {
  GvForwardTally *tally; /* of the one of these that is in use */
  GvForwardBatch batch;
  GvForwardBlock block;
  GvForwardBlockRun *run; /* NULL: 64 at a time */
} GvForwardPlayer;

/* Bytes that 512 at a time may take, of all threads. */
#define GV_WIDE_BYTES ((size_t)512 << 20)

/* Players [count], of which at least `cascades` are asked at once. Those of 512 need AVX-512, room
 * for the lanes of every tie, and enough cascades that each has some. Errors: NO_MEMORY; clear them
 * then too. */
gboolean gv_forward_players_init(GvForwardPlayer *players, int count, const GvForwardModel *model,
                                 size_t cascades, GvTask *task, GError **error);
void gv_forward_players_clear(GvForwardPlayer *players, int count);

/* Batches that a player takes at once. */
static inline unsigned gv_forward_player_words(const GvForwardPlayer *p)
{
  return p->run ? GV_BLOCK_WORDS : 1;
}

/* Cascades 64 `index` and following, `count` of them, 1 to 64 gv_forward_player_words. What comes
 * of it stands in the player's tally. Stops early, with nonsense, when the task is cancelled.
 * Errors: NO_MEMORY. */
gboolean gv_forward_play(GvForwardPlayer *player, const GvForwardStart *start, uint64_t seed,
                         uint64_t index, unsigned count, GError **error);
#endif
