/* The limit of a power iteration, slowly: (A + largest I)^(2^doublings) 1.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_LIMIT_H
#define GV_TEST_LIMIT_H

#include "spectral.h"

/* a [n * n] is overwritten; scores [n], the largest 1. Wrong by about 2^-doublings
 * where components of the largest eigenvalue lie behind each other, and by
 * 2^(doublings - 53) where eigenvalues are equal but for rounding. */
static inline void slow_limit(double *a, size_t n, int doublings, double *scores)
{
  double largest = 0, top = 0;

  for (size_t i = 0; i < n * n; i++)
    largest = MAX(largest, a[i]);
  for (size_t i = 0; i < n; i++)
    a[i * n + i] += largest;
  for (int d = 0; d < doublings; d++) {
    square(a, n);
    largest = 0;
    for (size_t i = 0; i < n * n; i++)
      largest = MAX(largest, a[i]);
    for (size_t i = 0; i < n * n && largest > 0; i++)
      a[i] /= largest;
  }
  for (size_t i = 0; i < n; i++) {
    scores[i] = 0;
    for (size_t j = 0; j < n; j++)
      scores[i] += a[i * n + j];
    top = MAX(top, scores[i]);
  }
  for (size_t i = 0; i < n && top > 0; i++)
    scores[i] /= top;
}
#endif
