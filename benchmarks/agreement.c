/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "benchmarks/agreement.h"

#include <stdlib.h>
#include <string.h>

#include "graph/base/array.h"

enum { TOP = 100 };

static double difference(double a, double b, double largest)
{
  if (isnan(a) || isnan(b))
    return isnan(a) && isnan(b) ? 0 : 1;
  if (a == b)
    return 0;
  return fabs(a - b) / (largest > 0 ? largest : MAX(fabs(a), fabs(b)));
}

double agreement_difference(const double *ours, const double *theirs, size_t n,
                            PeerTolerance tolerance)
{
  double largest = 0, worst = 0;

  for (size_t i = 0; i < n && tolerance == PEER_OF_LARGEST; i++)
    largest = fmax(largest, fabs(theirs[i])); /* passes NaN over */
  for (size_t i = 0; i < n; i++)
    worst = MAX(worst, difference(ours[i], theirs[i], largest));
  return worst;
}

/* What NaN has last. */
static double rank_of(double score)
{
  return isnan(score) ? -INFINITY : score;
}

static int highest_first(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x < y) - (x > y);
}

/* The k-th highest, k >= 1; NaN and an error where there is no memory. */
static double kth(const double *scores, size_t n, size_t k, GError **error)
{
  g_autofree double *sorted = gv_array_new_raw(n, sizeof *sorted, error);

  if (sorted == NULL)
    return NAN;
  for (size_t i = 0; i < n; i++)
    sorted[i] = rank_of(scores[i]);
  qsort(sorted, n, sizeof *sorted, highest_first);
  return sorted[k - 1];
}

static double slack(double score)
{
  return isfinite(score) ? 1e-9 * fabs(score) : 0;
}

double agreement_top(const double *ours, const double *theirs, size_t n, GError **error)
{
  const size_t k = MIN(n, TOP);
  const double ours_last = n ? kth(ours, n, k, error) : NAN;
  const double theirs_last = n ? kth(theirs, n, k, error) : NAN;
  size_t above = 0, shared = 0, level = 0; /* level: as high as our last, and shared */

  if (isnan(ours_last) || isnan(theirs_last))
    return NAN;
  for (size_t i = 0; i < n; i++) {
    const double own = rank_of(ours[i]);
    const gboolean in_both = rank_of(theirs[i]) >= theirs_last - slack(theirs_last);
    if (own > ours_last + slack(ours_last)) {
      above++;
      shared += in_both ? 1 : 0;
    } else if (own >= ours_last - slack(ours_last)) {
      level += in_both ? 1 : 0;
    }
  }
  return (double)(shared + MIN(k - above, level)) / (double)k;
}
