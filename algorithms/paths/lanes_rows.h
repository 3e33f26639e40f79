/* Rows of sixteen numbers, for the search of lanes_body.h: what REAL and WORD of its
 * includer make of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/lanes.h"

#include <string.h>

/* Bytes of a register, and the sign of each of its numbers, all bits or none, by
 * what the step does in one instruction. */
#if defined __AVX512F__
#define LINE 64
#define IS_MINUS(r) ((Word)(r) >> (8 * sizeof(WORD) - 1))
#else
#define IS_MINUS(r) ((r) < (Real){ 0 })
#ifdef __AVX2__
#define LINE 32
#else
#define LINE 16
#endif
#endif
#define WIDTH (LINE / sizeof(REAL))
#define PARTS (GV_LANES / WIDTH)

/* Inner loops stand alone, so that they have the registers to themselves. */
#define APART static __attribute__((noinline))
#define INLINE static inline __attribute__((always_inline))

typedef REAL Real __attribute__((vector_size(LINE)));
typedef WORD Word __attribute__((vector_size(LINE)));

/* For sums over the lanes. */
typedef REAL Part __attribute__((vector_size(8 * sizeof(REAL))));
typedef double Eight __attribute__((vector_size(64)));
typedef double Four __attribute__((vector_size(32)));
typedef double Two __attribute__((vector_size(16)));

/* A row, and a choice of its lanes: all bits of a lane set or none. */
typedef struct {
  Real part[PARTS];
} Row;
typedef struct {
  Word part[PARTS];
} Choice;

/* One vertex's neighbours on one side. */
typedef struct {
  const GvVertex *first, *end;
} Neighbours;

INLINE Neighbours neighbours(GvAdjacency side, GvVertex v)
{
  return (Neighbours){ side.targets + side.offsets[v], side.targets + side.offsets[v + 1] };
}

INLINE Choice choice_of(unsigned lanes)
{
  Choice c;
  Word bit;

  for (size_t l = 0; l < WIDTH; l++)
    bit[l] = (WORD)1 << l;
  for (size_t p = 0; p < PARTS; p++) {
    const Word here = (Word){ 0 } + (WORD)(lanes >> (p * WIDTH));
    c.part[p] = (here & bit) == bit;
  }
  return c;
}

INLINE Real choose(Word choice, Real yes, Real no)
{
  return (Real)(((Word)yes & choice) | ((Word)no & ~choice));
}

INLINE Real positive(Real r)
{
  return (Real)((Word)r & ~IS_MINUS(r));
}

INLINE Real negative(Real r)
{
  return (Real)((Word)r & IS_MINUS(r));
}

/* Sum of what is minus in the neighbours' rows. */
APART void gather_negative(const Row *restrict rows, Neighbours of, Row *restrict to)
{
  Row sum = { 0 };

  for (const GvVertex *u = of.first; u < of.end; u++)
    for (size_t p = 0; p < PARTS; p++)
      sum.part[p] += negative(rows[*u].part[p]);
  *to = sum;
}

APART void gather_positive(const Row *restrict rows, Neighbours of, Row *restrict to)
{
  Row sum = { 0 };

  for (const GvVertex *u = of.first; u < of.end; u++)
    for (size_t p = 0; p < PARTS; p++)
      sum.part[p] += positive(rows[*u].part[p]);
  *to = sum;
}

/* Sum over the lanes, halves upon halves: always in the same order. */
INLINE double total(const Row *row)
{
  Part sixteen[2];
  Eight eight;
  Four four[2];
  Two two[2];

  memcpy(sixteen, row, sizeof sixteen);
  eight = __builtin_convertvector(sixteen[0], Eight) + __builtin_convertvector(sixteen[1], Eight);
  memcpy(four, &eight, sizeof four);
  four[0] += four[1];
  memcpy(two, &four[0], sizeof two);
  two[0] += two[1];
  return two[0][0] + two[0][1];
}
