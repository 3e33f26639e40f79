/* Whole numbers k in [low, high] with probability proportional to k^-exponent.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/generators/power_law.h"

#include <math.h>

#include "graph/base/array.h"

gboolean gv_power_law_init(GvPowerLaw *law, double exponent, GvVertex high, GError **error)
{
  law->high = high;
  if (!(law->tails = gv_array_new((size_t)high + 2, sizeof *law->tails, error)) ||
      !(law->sums = gv_array_new((size_t)high + 2, sizeof *law->sums, error)))
    return FALSE;
  for (GvVertex k = high; k > 0; k--) {
    law->tails[k] = law->tails[k + 1] + pow(k, -exponent);
    law->sums[k] = law->sums[k + 1] + pow(k, 1 - exponent);
  }
  return TRUE;
}

void gv_power_law_clear(GvPowerLaw *law)
{
  g_clear_pointer(&law->tails, g_free);
  g_clear_pointer(&law->sums, g_free);
}

double gv_power_law_mean(const GvPowerLaw *law, GvVertex low)
{
  return law->sums[low] / law->tails[low];
}

GvVertex gv_power_law_low(const GvPowerLaw *law, double mean)
{
  GvVertex low = 0, above = law->high + 1;

  while (above - low > 1) {
    const GvVertex middle = low + (above - low) / 2;
    if (gv_power_law_mean(law, middle) <= mean)
      low = middle;
    else
      above = middle;
  }
  return low;
}

GvVertex gv_power_law_draw(const GvPowerLaw *law, GvVertex low, GvRng *rng)
{
  const double at = (1 - gv_rng_real(rng)) * law->tails[low]; /* in (0, tails[low]] */
  GvVertex k = low, above = law->high + 1;                    /* tails[k] >= at > tails[above] */

  while (above - k > 1) {
    const GvVertex middle = k + (above - k) / 2;
    if (law->tails[middle] >= at)
      k = middle;
    else
      above = middle;
  }
  return k;
}
