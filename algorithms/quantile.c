/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/quantile.h"

int gv_ascending(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

double gv_quantile(const double *sorted, size_t count, double p)
{
  const double at = p * (double)(count - 1);
  const size_t below = (size_t)at;

  return below + 1 < count
             ? sorted[below] + (at - (double)below) * (sorted[below + 1] - sorted[below])
             : sorted[below];
}
