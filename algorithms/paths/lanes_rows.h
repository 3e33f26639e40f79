/* Rows whose signs tell what may be seen, for the search of lanes_body.h.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/row.h"

/* The sign of each number of a register, all bits or none, by what the step does in
 * one instruction. */
#if defined __AVX512F__
#define IS_MINUS(r) ((Word)(r) >> (8 * sizeof(WORD) - 1))
#else
#define IS_MINUS(r) ((r) < (Real){ 0 })
#endif

/* One vertex's neighbours on one side. */
typedef struct {
  const GvVertex *first, *end;
} Neighbours;

INLINE Neighbours neighbours(GvAdjacency side, GvVertex v)
{
  return (Neighbours){ side.targets + side.offsets[v], side.targets + side.offsets[v + 1] };
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
