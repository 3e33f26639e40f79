/* Scores that many searches add to, with the same bits on any number of threads.
 *
 * Items (a source, a batch of sources) are cut into blocks of fixed size. A
 * thread adds up a block on its own; blocks join the scores in order of their
 * number. A block's cost follows what it touched, never n.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BLOCK_SUMS_H
#define GV_BLOCK_SUMS_H

#include <grapevine/graph.h>

/* One thread's sums of the block at hand. Between blocks: all 0. */
typedef struct {
  double *sum;       /* [n] */
  GvVertex *touched; /* [count], where sum is not 0 */
  GvVertex count;
} GvBlockSum;

/* amount >= 0: so a sum that is 0 has not been touched. */
static inline void gv_block_sum_add(GvBlockSum *block, GvVertex v, double amount)
{
  if (amount == 0)
    return;
  if (block->sum[v] == 0)
    block->touched[block->count++] = v;
  block->sum[v] += amount;
}

typedef struct {
  GvVertex n;     /* scores */
  GvVertex items; /* how many there are to do */
  GvVertex block; /* items a block; part of the result's bits */
  void *scratch;  /* [threads], each of scratch_size bytes; a thread has one to itself */
  size_t scratch_size;
  void (*item)(void *scratch, GvVertex item, GvBlockSum *sum);
} GvBlockWork;

/* Overwrites scores [n] with the sums. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_block_sums_run(const GvBlockWork *work, double *scores, GvTask *task, GError **error);
#endif
