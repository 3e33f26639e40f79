/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/forward_tally.h"

#include "graph/base/array.h"

void gv_forward_tally_clear(GvForwardTally *t)
{
  g_free(t->by_round);
  *t = (GvForwardTally){ 0 };
}

gboolean gv_forward_tally_round(GvForwardTally *t, size_t round, int64_t count, GError **error)
{
  if (!gv_array_reserve(&t->by_round, &t->round_capacity, round, sizeof *t->by_round, error))
    return FALSE;
  for (; t->round_count < round; t->round_count++)
    t->by_round[t->round_count] = 0;
  t->by_round[round - 1] += count;
  return TRUE;
}
