/* Sets of the lanes of a block in the registers of the step at hand.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_LANE_SET_H
#define GV_LANE_SET_H

#include <string.h>

#include "algorithms/influence/forward_block.h"
#include "graph/base/registers.h"

#if LINE == 64
#include <immintrin.h>
#endif

#define WIDTH (LINE / 8)
#define PARTS (GV_BLOCK_WORDS / WIDTH)

typedef uint64_t Words __attribute__((vector_size(LINE)));
typedef int64_t Signed __attribute__((vector_size(LINE)));

/* One word of 64 lanes for each batch of the block. */
typedef struct {
  Words part[PARTS];
} Lanes;

INLINE Lanes load(const GvLaneSet *set)
{
  Lanes l;

  memcpy(&l, set, sizeof l);
  return l;
}

INLINE void store(GvLaneSet *set, Lanes l)
{
  memcpy(set, &l, sizeof l);
}

INLINE Lanes both(Lanes a, Lanes b)
{
  for (size_t p = 0; p < PARTS; p++)
    a.part[p] &= b.part[p];
  return a;
}

INLINE Lanes either(Lanes a, Lanes b)
{
  for (size_t p = 0; p < PARTS; p++)
    a.part[p] |= b.part[p];
  return a;
}

INLINE Lanes without(Lanes a, Lanes b)
{
  for (size_t p = 0; p < PARTS; p++)
    a.part[p] &= ~b.part[p];
  return a;
}

INLINE unsigned is_any(Lanes l)
{
#if LINE == 64
  return _mm512_test_epi64_mask((__m512i)l.part[0], (__m512i)l.part[0]) != 0;
#else
  Words sum = l.part[0];
  uint64_t any = 0;

  for (size_t p = 1; p < PARTS; p++)
    sum |= l.part[p];
  for (size_t i = 0; i < WIDTH; i++)
    any |= sum[i];
  return any != 0;
#endif
}

INLINE unsigned size_of(Lanes l)
{
  unsigned size = 0;

  for (size_t p = 0; p < PARTS; p++)
    for (size_t i = 0; i < WIDTH; i++)
      size += (unsigned)__builtin_popcountll(l.part[p][i]);
  return size;
}
#endif
