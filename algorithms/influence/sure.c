/* The bound of Chernoff and Hoeffding in its sharp form: for independent trials
 * of mean p,
 *
 *   P(share >= q) <= exp(-trials * KL(q, p)) for q >= p, and the like below,
 *   KL(q, p) = q ln(q / p) + (1 - q) ln((1 - q) / (1 - p)),
 *
 * so p is where trials * KL(q, p) = ln(1 / delta). Found by halving, and rounded
 * outwards.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/sure.h"

#include <math.h>

enum { HALVINGS = 60 };

static double divergence(double q, double p)
{
  const double won = q > 0 ? q * log(q / p) : 0;

  return won + (q < 1 ? (1 - q) * (log1p(-q) - log1p(-p)) : 0);
}

/* The edge of those p for which the observed share is not too unlikely; it lies between
 * q, which is one of them, and `beyond`. Returns the side that is not. */
static double edge(double q, double beyond, double most)
{
  double inside = q;

  for (int i = 0; i < HALVINGS; i++) {
    const double middle = (inside + beyond) / 2;
    if (divergence(q, middle) <= most)
      inside = middle;
    else
      beyond = middle;
  }
  return beyond;
}

double gv_sure_lower(uint64_t hits, uint64_t trials, double delta)
{
  const double q = (double)hits / (double)trials;

  return hits == 0 ? 0 : edge(q, 0, -log(delta) / (double)trials);
}

double gv_sure_upper(uint64_t hits, uint64_t trials, double delta)
{
  const double q = (double)hits / (double)trials;

  return hits >= trials ? 1 : edge(q, 1, -log(delta) / (double)trials);
}
