/* In which lanes of a block a tie works: what forward_words.h says of each of its
 * batches, side by side.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FORWARD_DRAW_H
#define GV_FORWARD_DRAW_H

#include "algorithms/influence/forward_words.h"
#include "algorithms/influence/lane_set.h"

/* gv_mix64 */
INLINE Words mix(Words z)
{
  z += UINT64_C(0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* gv_word of each batch */
INLINE Lanes word(Lanes start, unsigned index)
{
  for (size_t p = 0; p < PARTS; p++)
    start.part[p] = mix(start.part[p] + index * GV_WORD_STEP);
  return start;
}

INLINE Lanes word_start(Lanes keys, uint64_t item)
{
  for (size_t p = 0; p < PARTS; p++)
    keys.part[p] += item * GV_WORD_ITEM;
  return keys;
}

/* gv_lanes_below of each batch */
INLINE Lanes lanes_below(Lanes start, uint64_t limit, Lanes wanted)
{
  Lanes below = { 0 };

  for (unsigned i = 0; limit && is_any(wanted); i++, limit <<= 1) {
    const Lanes here = word(start, i);
    const uint64_t bit = 0 - (limit >> 63);
    for (size_t p = 0; p < PARTS; p++) {
      below.part[p] |= wanted.part[p] & ~here.part[p] & bit;
      wanted.part[p] &= ~(here.part[p] ^ bit);
    }
  }
  return below;
}

/* gv_lanes_between of each batch */
INLINE Lanes lanes_between(Lanes start, uint64_t from, uint64_t to, Lanes wanted)
{
  uint64_t last = to - 1;
  const unsigned common = from == last ? 64 : (unsigned)__builtin_clzll(from ^ last);
  Lanes lower = wanted, upper, inside = { 0 };
  unsigned i = 0;

  if (from > last)
    return inside;
  for (; i < common && is_any(lower); i++, from <<= 1, last <<= 1) {
    const Lanes here = word(start, i);
    for (size_t p = 0; p < PARTS; p++)
      lower.part[p] &= ~(here.part[p] ^ (0 - (from >> 63)));
  }
  if (i == 64 || !is_any(lower))
    return lower;
  upper = both(lower, word(start, i));
  lower = without(lower, upper);
  while (++i < 64 && is_any(either(lower, upper))) {
    const Lanes here = word(start, i);
    const uint64_t low = 0 - (from << 1 >> 63), high = 0 - (last << 1 >> 63);
    from <<= 1;
    last <<= 1;
    for (size_t p = 0; p < PARTS; p++) {
      inside.part[p] |=
          (lower.part[p] & here.part[p] & ~low) | (upper.part[p] & ~here.part[p] & high);
      lower.part[p] &= ~(here.part[p] ^ low);
      upper.part[p] &= ~(here.part[p] ^ high);
    }
  }
  return either(inside, either(lower, upper));
}

/* The batches whose word 0 does not say at once that no lane works: all bits or none. */
INLINE Lanes batches_with_some(Lanes first, uint32_t none)
{
  for (size_t p = 0; p < PARTS; p++)
    first.part[p] = (Words)((Signed)(first.part[p] >> 32) >= (int64_t)none);
  return first;
}

/* How many lanes of each batch: the first number of gv_few_lanes. Sums of chances are held
 * against it in units of 2^-53, which is exact. */
INLINE Lanes how_many(Lanes first, double p)
{
  const double odds = p / (1 - p);
  double chance = 1 - p, sum, rest = GV_LANES;
  Lanes count = { 0 };

  for (int i = 1; i < GV_LANES; i *= 2)
    chance *= chance;
  sum = chance;
  for (unsigned i = 1; i <= GV_LANES; i++) {
    const int64_t limit = (int64_t)ceil(sum * 0x1p53);
    Lanes more;
    for (size_t k = 0; k < PARTS; k++) {
      more.part[k] = (Words)((Signed)(first.part[k] >> 11) >= limit);
      count.part[k] -= more.part[k];
    }
    if (!is_any(more))
      break;
    chance *= odds * rest / i;
    rest--;
    sum += chance;
  }
  return count;
}

/* gv_few_lanes of each batch; of those where no lane is wanted, none. */
INLINE Lanes few_lanes(Lanes start, Lanes first, double p, Lanes wanted)
{
  Lanes count = how_many(first, p), picks = first, lanes = { 0 };
  unsigned index = 0, left = 1;

  for (size_t k = 0; k < PARTS; k++)
    count.part[k] &= (Words)(wanted.part[k] != 0);
  while (is_any(count)) {
    if (left-- == 0) {
      picks = word(start, ++index);
      left = 9;
    }
    for (size_t k = 0; k < PARTS; k++) {
      const Words open = (Words)(count.part[k] != 0),
                  lane = ((Words){ 0 } + 1) << (picks.part[k] & 63) & open;
      count.part[k] += (Words)((lanes.part[k] & lane) == 0) & open;
      lanes.part[k] |= lane;
      picks.part[k] >>= 6;
    }
  }
  return both(lanes, wanted);
}
#endif
