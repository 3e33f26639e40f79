/* The better of two covers where people cost different sums.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/cover.h"

gboolean gv_cover_best(GvCover *cover, const GvPool *pool, const GvCoverRules *rules,
                       gboolean bounded, GvTask *task, GError **error)
{
  g_auto(GvCover) other = { 0 };

  if (!gv_cover_greedy(cover, pool, rules, FALSE, bounded, task, error))
    return FALSE;
  if (rules->cost == NULL || !isfinite(rules->budget))
    return TRUE;
  if (!gv_cover_init(&other, MIN(rules->count, pool->n), error) ||
      !gv_cover_greedy(&other, pool, rules, TRUE, bounded, task, error))
    return FALSE;
  other.bound = cover->bound = MIN(cover->bound, other.bound);
  if (other.total > cover->total) {
    GvCover swap = *cover;
    *cover = other;
    other = swap;
  }
  return TRUE;
}
