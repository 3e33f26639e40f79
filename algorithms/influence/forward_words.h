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

/* Where the words of an item begin. */
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
    const uint64_t word = gv_word(start, i);
    if (limit >> 63) {
      below |= wanted & ~word;
      wanted &= word;
    } else {
      wanted &= ~word;
    }
  }
  return below;
}

/* The lanes of `wanted` whose number lies in [from, to); to == 0 stands for 2^64. */
static inline uint64_t gv_lanes_between(uint64_t start, uint64_t from, uint64_t to,
                                        uint64_t wanted)
{
  uint64_t below_to = to ? 0 : wanted, below_from = 0;
  uint64_t at_to = wanted & ~below_to, at_from = wanted; /* as the limit so far */

  for (unsigned i = 0; i < 64 && (at_to | at_from); i++, from <<= 1, to <<= 1) {
    const uint64_t word = gv_word(start, i);
    below_to |= to >> 63 ? at_to & ~word : 0;
    at_to &= to >> 63 ? word : ~word;
    below_from |= from >> 63 ? at_from & ~word : 0;
    at_from &= from >> 63 ? word : ~word;
    at_from &= below_to | at_to; /* those beyond `to` are out anyway */
  }
  return below_to & ~below_from;
}

/* A sample of lanes, each with probability p <= GV_FEW_LANES: how many by inversion of
 * the binomial distribution by word 0, then which, six bits each, repetitions passed over. */
static inline uint64_t gv_few_lanes(uint64_t start, double p)
{
  const double u = (double)(gv_word(start, 0) >> 11) * 0x1p-53, odds = p / (1 - p);
  double chance = 1 - p, sum;
  unsigned count = 0, index = 0, left = 0;
  uint64_t lanes = 0, picks = 0;

  for (int i = 1; i < GV_LANES; i *= 2)
    chance *= chance;
  for (sum = chance; u >= sum && count < GV_LANES; sum += chance) {
    chance *= odds * (GV_LANES - count) / (count + 1);
    count++;
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
