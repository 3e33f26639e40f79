/* Rows of distances, compared.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define REAL double
#define WORD int64_t
#include "algorithms/paths/row.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

/* A bit for each number of a that is less. Vector types have no way to say this. */
INLINE unsigned less_in_part(Real a, Real b)
{
#if defined __AVX512F__
  return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_LT_OQ);
#elif defined __AVX2__
  return (unsigned)_mm256_movemask_pd((__m256d)(a < b));
#elif defined __x86_64__
  return (unsigned)_mm_movemask_pd((__m128d)(a < b));
#else
  unsigned bits = 0;
  for (size_t l = 0; l < WIDTH; l++)
    bits |= (unsigned)(a[l] < b[l]) << l;
  return bits;
#endif
}

INLINE unsigned lanes_less(const Row *a, const Row *b)
{
  unsigned lanes = 0;

  for (size_t p = 0; p < PARTS; p++)
    lanes |= less_in_part(a->part[p], b->part[p]) << (p * WIDTH);
  return lanes;
}

INLINE Real lesser(Real a, Real b)
{
  return choose(a < b, a, b);
}

INLINE double least_of(const Row *row)
{
  Real part = row->part[0];
  double least;

  for (size_t p = 1; p < PARTS; p++)
    part = lesser(part, row->part[p]);
  least = part[0];
  for (size_t l = 1; l < WIDTH; l++)
    least = part[l] < least ? part[l] : least;
  return least;
}

INLINE Row row_of(double number)
{
  Row row;

  for (size_t p = 0; p < PARTS; p++)
    row.part[p] = (Real){ 0 } + number;
  return row;
}

INLINE Row *row_at(void *rows, GvVertex v)
{
  return (Row *)rows + v;
}
