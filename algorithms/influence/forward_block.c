/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/forward_block.h"

#include "graph/base/array.h"

enum { LINE = 64 }; /* bytes of a cache line, none of which a set is to share */

static void *next_line(void *at)
{
  return (char *)at + (LINE - (uintptr_t)at % LINE) % LINE;
}

size_t gv_forward_block_bytes(const GvForwardModel *model)
{
  return model->ties.n * (sizeof(GvForwardPerson) + sizeof(GvLaneSet) + sizeof(GvLiveRow) +
                          3 * sizeof(GvVertex)) +
         model->ties.offsets[model->ties.n] * (sizeof(GvLaneSet) + sizeof(GvVertex));
}

gboolean gv_forward_block_init(GvForwardBlock *b, const GvForwardModel *model, const GvTask *task,
                               GError **error)
{
  const GvVertex n = model->ties.n;
  const size_t ties = model->ties.offsets[n];

  *b = (GvForwardBlock){ .tally = { .model = model, .task = task } };
  if (!(b->people_held = gv_array_new((size_t)n + 1, sizeof *b->people, error)) ||
      !(b->sets_held = gv_array_new_raw(n + ties + 1, sizeof *b->telling, error)) ||
      !(b->touched = gv_array_new_raw(n, sizeof *b->touched, error)) ||
      !(b->told = gv_array_new_raw(n, sizeof *b->told, error)) ||
      !(b->tellers = gv_array_new_raw(n, sizeof *b->tellers, error)) ||
      !(b->rows = gv_array_new_raw(n, sizeof *b->rows, error)) ||
      !(b->live = gv_array_new_raw(ties, sizeof *b->live, error)))
    return FALSE;
  b->people = next_line(b->people_held);
  b->telling = next_line(b->sets_held);
  b->live_lanes = b->telling + n;
  for (GvVertex v = 0; v < n; v++)
    b->rows[v].begin = GV_VERTEX_NONE;
  return TRUE;
}

void gv_forward_block_clear(GvForwardBlock *b)
{
  g_free(b->people_held);
  g_free(b->sets_held);
  g_free(b->touched);
  g_free(b->told);
  g_free(b->tellers);
  g_free(b->rows);
  g_free(b->live);
  gv_forward_tally_clear(&b->tally);
  *b = (GvForwardBlock){ 0 };
}

GvForwardBlockRun *gv_forward_block_run(GvCpu cpu)
{
#ifdef __x86_64__
  if (cpu == GV_CPU_AVX512)
    return gv_forward_block_avx512;
  if (cpu == GV_CPU_AVX2)
    return gv_forward_block_avx2;
#endif
  (void)cpu;
  return gv_forward_block_any;
}
