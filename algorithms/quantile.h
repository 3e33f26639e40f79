/* Quantiles of numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_QUANTILE_H
#define GV_QUANTILE_H

#include <stddef.h>

/* For qsort: doubles, none NaN, the least first. */
int gv_ascending(const void *a, const void *b);

/* Linear between the order statistics (type 7 of Hyndman & Fan 1996). sorted [count], count > 0;
 * p in 0 .. 1. */
double gv_quantile(const double *sorted, size_t count, double p);
#endif
