/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/learning/unlabelled.h"

double gv_marked_share(const double *g, const double *marked, size_t rows, double *error)
{
  double count = 0, sum = 0, squares = 0;

  for (size_t i = 0; i < rows; i++) {
    count += marked[i];
    sum += marked[i] * g[i];
  }
  const double mean = sum / count;
  for (size_t i = 0; i < rows; i++)
    squares += marked[i] * (g[i] - mean) * (g[i] - mean);
  if (error)
    *error = sqrt(squares / count / count);
  return mean;
}

double gv_positive_probability(double g, double c)
{
  return MIN(g / c, 1);
}

double gv_positive_share(double g, double c)
{
  return g < 1 ? CLAMP((1 - c) / c * (g / (1 - g)), 0, 1) : 1;
}
