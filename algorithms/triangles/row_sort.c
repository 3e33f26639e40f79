/* Shell sort: in place, short, and quick on the rows of a few to a few thousand
 * that there are (none is longer than sqrt(2m)). Gaps: Ciura 2001, then by 9/4.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/triangles/row_sort.h"

static size_t gap_below(size_t gap)
{
  static const size_t ciura[] = { 701, 301, 132, 57, 23, 10, 4, 1 };

  if (gap > 1577)
    return gap * 4 / 9;
  for (size_t i = 0; i < G_N_ELEMENTS(ciura); i++)
    if (ciura[i] < gap)
      return ciura[i];
  return 0;
}

static void sort_targets(GvVertex *targets, size_t length, size_t gap)
{
  for (size_t i = gap; i < length; i++) {
    const GvVertex target = targets[i];
    size_t at = i;
    for (; at >= gap && targets[at - gap] > target; at -= gap)
      targets[at] = targets[at - gap];
    targets[at] = target;
  }
}

/* Apart from the above, where asking for weights at every move would cost as much as the move. */
static void sort_both(GvVertex *targets, double *weights, size_t length, size_t gap)
{
  for (size_t i = gap; i < length; i++) {
    const GvVertex target = targets[i];
    const double weight = weights[i];
    size_t at = i;
    for (; at >= gap && targets[at - gap] > target; at -= gap) {
      targets[at] = targets[at - gap];
      weights[at] = weights[at - gap];
    }
    targets[at] = target;
    weights[at] = weight;
  }
}

void gv_row_sort(GvVertex *targets, double *weights, size_t length)
{
  for (size_t gap = gap_below(length); gap > 0; gap = gap_below(gap))
    if (weights)
      sort_both(targets, weights, length, gap);
    else
      sort_targets(targets, length, gap);
}
