/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/forward_player.h"

/* Three quarters of a block for each thread are as fast as all of it in batches. */
static gboolean pays(const GvForwardModel *model, size_t cascades, size_t threads)
{
  return gv_cpu() == GV_CPU_AVX512 && cascades >= threads * GV_BLOCK_LANES * 3 / 4 &&
         gv_forward_block_bytes(model) <= GV_WIDE_BYTES / threads;
}

static gboolean init_wide(GvForwardPlayer *players, int count, const GvForwardModel *model,
                          GvTask *task)
{
  for (int t = 0; t < count; t++) {
    GvForwardPlayer *p = &players[t];
    if (!gv_forward_block_init(&p->block, model, task, NULL))
      return FALSE;
    p->tally = &p->block.tally;
    p->run = gv_forward_block_run(gv_cpu());
  }
  return TRUE;
}

gboolean gv_forward_players_init(GvForwardPlayer *players, int count, const GvForwardModel *model,
                                 size_t cascades, GvTask *task, GError **error)
{
  if (pays(model, cascades, (size_t)count)) {
    if (init_wide(players, count, model, task))
      return TRUE;
    gv_forward_players_clear(players, count); /* it does with less memory as well */
  }
  for (int t = 0; t < count; t++) {
    if (!gv_forward_batch_init(&players[t].batch, model, task, error))
      return FALSE;
    players[t].tally = &players[t].batch.tally;
  }
  return TRUE;
}

void gv_forward_players_clear(GvForwardPlayer *players, int count)
{
  for (int t = 0; t < count; t++) {
    gv_forward_batch_clear(&players[t].batch);
    gv_forward_block_clear(&players[t].block);
    players[t] = (GvForwardPlayer){ 0 };
  }
}

gboolean gv_forward_play(GvForwardPlayer *p, const GvForwardStart *start, uint64_t seed,
                         uint64_t index, unsigned count, GError **error)
{
  if (p->run)
    return p->run(&p->block, start, seed, index, count, error);
  return gv_forward_batch_run(&p->batch, start, seed, index,
                              count < GV_LANES ? (UINT64_C(1) << count) - 1 : UINT64_MAX, error);
}
