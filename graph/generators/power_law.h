/* Whole numbers k in [low, high] with probability proportional to k^-exponent.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_GENERATORS_POWER_LAW_H
#define GV_GENERATORS_POWER_LAW_H

#include "graph/generators/draw.h"

typedef struct {
  GvVertex high;
  double *tails; /* [high + 2], sum of j^-exponent over k <= j <= high */
  double *sums;  /* [high + 2], sum of j^(1-exponent) over the same */
} GvPowerLaw;

gboolean gv_power_law_init(GvPowerLaw *law, double exponent, GvVertex high, GError **error);
void gv_power_law_clear(GvPowerLaw *law);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvPowerLaw, gv_power_law_clear)

double gv_power_law_mean(const GvPowerLaw *law, GvVertex low);
/* The largest low whose mean is at most `mean`; 0 where there is none. */
GvVertex gv_power_law_low(const GvPowerLaw *law, double mean);
GvVertex gv_power_law_draw(const GvPowerLaw *law, GvVertex low, GvRng *rng);
#endif
