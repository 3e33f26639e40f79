/* Random words of 64 lanes, each a function of (seed, batch, tie) alone: lane i of
 * batch b is cascade 64 b + i, whoever the seeds are.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FORWARD_WORDS_H
#define GV_FORWARD_WORDS_H

#include "algorithms/influence/forward_model.h"
#include "graph/base/random.h"

/* Odd, without small multiples in common modulo 2^64: words of different ties do not
 * meet in the sequence that they are taken from. */
#define GV_WORD_ITEM UINT64_C(0x9e3779b97f4a7c15)
#define GV_WORD_STEP UINT64_C(0xd1342543de82ef95)

static inline uint64_t gv_word_key(uint64_t seed, uint64_t batch)
{
  GvRng rng = gv_rng(seed ^ UINT64_C(0x63617363616465), batch);

  return gv_rng_next(&rng);
}

/* The number of a tie: the same in any graph, whatever else is in it. */
static inline uint64_t gv_word_pair(GvVertex v, GvVertex u)
{
  return (uint64_t)v << 32 | u;
}

/* Where the words of an item, a tie or a listener, begin. */
static inline uint64_t gv_word_start(uint64_t key, uint64_t item)
{
  return key + item * GV_WORD_ITEM;
}

static inline uint64_t gv_word(uint64_t start, unsigned index)
{
  return gv_mix64(start + index * GV_WORD_STEP);
}

/* The lanes of `wanted` whose random number, in units of 2^-64, is below `limit`. Bit
 * by bit from the highest, until all are decided: 1.3 words more than the logarithm of
 * how many are wanted. A lane comes out the same whatever others are wanted. */
static inline uint64_t gv_lanes_below(uint64_t start, uint64_t limit, uint64_t wanted)
{
  uint64_t below = 0;

  for (unsigned i = 0; wanted && limit; i++, limit <<= 1) {
    const uint64_t word = gv_word(start, i), bit = 0 - (limit >> 63);
    below |= wanted & ~word & bit;
    wanted &= ~(word ^ bit);
  }
  return below;
}

/* The lanes of `wanted` whose number lies in [from, to); to == 0 stands for 2^64. As far as
 * the ends agree a number must agree with them; then those on the lower end's side are held
 * against it alone, the others against the upper one. */
static inline uint64_t gv_lanes_between(uint64_t start, uint64_t from, uint64_t to, uint64_t wanted)
{
  uint64_t last = to - 1, lower = wanted, upper, inside = 0;
  const unsigned common = from == last ? 64 : (unsigned)__builtin_clzll(from ^ last);
  unsigned i = 0;

  if (from > last)
    return 0;
  for (; i < common && lower; i++, from <<= 1, last <<= 1)
    lower &= ~(gv_word(start, i) ^ (0 - (from >> 63)));
  if (i == 64 || lower == 0)
    return lower;
  upper = lower & gv_word(start, i);
  lower &= ~upper;
  while (++i < 64 && (lower | upper)) {
    const uint64_t word = gv_word(start, i), low = 0 - (from << 1 >> 63),
                   high = 0 - (last << 1 >> 63);
    from <<= 1;
    last <<= 1;
    inside |= (lower & word & ~low) | (upper & ~word & high);
    lower &= ~(word ^ low);
    upper &= ~(word ^ high);
  }
  return inside | lower | upper;
}

/* A sample of lanes, each with probability p <= GV_FEW_LANES: how many by inversion of
 * the binomial distribution by word 0 but for its last bits, then which, six bits each,
 * repetitions passed over; the first by those bits. */
static inline uint64_t gv_few_lanes(uint64_t start, double p)
{
  const uint64_t first = gv_word(start, 0);
  const double u = (double)(first >> 11) * 0x1p-53, odds = p / (1 - p);
  double chance = 1 - p, sum, rest = GV_LANES;
  unsigned count = 0, index = 0, left = 1;
  uint64_t lanes = 0, picks = first;

  for (int i = 1; i < GV_LANES; i *= 2)
    chance *= chance;
  for (sum = chance; u >= sum && count < GV_LANES; sum += chance) {
    count++;
    chance *= odds * rest / count;
    rest--;
  }
  while (count > 0) {
    if (left-- == 0) {
      picks = gv_word(start, ++index);
      left = 9;
    }
    const uint64_t lane = UINT64_C(1) << (picks & 63);
    picks >>= 6;
    count -= !(lanes & lane);
    lanes |= lane;
  }
  return lanes;
}
#endif
