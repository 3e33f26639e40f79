/* Long rows of targets alone are sorted through a set of bits with a summary, in
 * a step a target and one for each 4096 ranks. The rest by Shell sort: in place,
 * short, and quick on rows of a few to a few thousand (none is longer than
 * sqrt(2m)). Gaps: Ciura 2001, then by 9/4.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/triangles/row_sort.h"

#include "graph/base/array.h"

enum {
  LONG = 24,      /* targets; fewer are sorted sooner than spread */
  SUMMARIES = 16, /* words of the summary that a target may cost */
};

void gv_row_set_clear(GvRowSet *set)
{
  g_free(set->words);
  g_free(set->summary);
  *set = (GvRowSet){ 0 };
}

gboolean gv_row_set_init(GvRowSet *set, GvVertex n, GError **error)
{
  return (set->words = gv_array_new(n / 64 + 1, sizeof *set->words, error)) &&
         (set->summary = gv_array_new(n / 4096 + 1, sizeof *set->summary, error));
}

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

static inline unsigned lowest_bit(uint64_t word)
{
  return (unsigned)__builtin_ctzll(word);
}

/* Empties the 64 words of summary s into targets; returns where they end. */
static GvVertex *take_words(const GvRowSet *set, size_t s, GvVertex *targets)
{
  for (uint64_t some = set->summary[s]; some; some &= some - 1) {
    const size_t w = s * 64 + lowest_bit(some);
    for (uint64_t bits = set->words[w]; bits; bits &= bits - 1)
      *targets++ = (GvVertex)(w * 64) + lowest_bit(bits);
    set->words[w] = 0;
  }
  set->summary[s] = 0;
  return targets;
}

static void sort_through(const GvRowSet *set, GvVertex *targets, size_t length, GvVertex below)
{
  for (size_t i = 0; i < length; i++) {
    const GvVertex t = targets[i];
    set->words[t / 64] |= (uint64_t)1 << t % 64;
    set->summary[t / 4096] |= (uint64_t)1 << t / 64 % 64;
  }
  for (size_t s = 0; s <= below / 4096; s++)
    targets = take_words(set, s, targets);
}

void gv_row_sort(GvRow row, const GvRowSet *set)
{
  if (!row.weights && row.length >= LONG && row.below / 4096 <= row.length * SUMMARIES) {
    sort_through(set, row.targets, row.length, row.below);
    return;
  }
  for (size_t gap = gap_below(row.length); gap > 0; gap = gap_below(gap))
    if (row.weights)
      sort_both(row.targets, row.weights, row.length, gap);
    else
      sort_targets(row.targets, row.length, gap);
}
