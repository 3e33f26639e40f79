/* Rows of sixteen numbers, a lane each, in the registers of the step at hand: what
 * REAL and WORD (an integer as wide, signed) of the includer make of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/lanes.h"

#include <string.h>

#include "graph/base/registers.h"

#define WIDTH (LINE / sizeof(REAL))
#define PARTS (GV_LANES / WIDTH)

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
