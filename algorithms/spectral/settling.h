/* When an iteration has come close enough to its limit.
 *
 * Where each round changes a vector by r times as much as the round before, the
 * rest of the way is change * r / (1 - r). r is taken over several rounds, for
 * with complex eigenvalues it swings.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SPECTRAL_SETTLING_H
#define GV_SPECTRAL_SETTLING_H

#include <grapevine/base.h>

enum { GV_SETTLING_WINDOW = 8 };

#define GV_SETTLING_TOLERANCE 1e-14 /* of the largest entry */

typedef struct {
  double changes[GV_SETTLING_WINDOW]; /* of the last rounds, relative to the largest entry */
  uint64_t rounds;
} GvSettling;

/* change = the largest of this round. TRUE once what is left to change is below
 * the tolerance, or nothing changes any more but for rounding. */
static inline gboolean gv_settling_done(GvSettling *s, double change, double largest)
{
  const double relative = largest > 0 ? change / largest : 0;
  double *slot = &s->changes[s->rounds++ % GV_SETTLING_WINDOW];
  const double before = *slot;
  double rate;

  *slot = relative;
  if (relative <= 0x1p-50)
    return TRUE;
  if (s->rounds <= GV_SETTLING_WINDOW || !(relative < before))
    return FALSE;
  rate = pow(relative / before, 1.0 / GV_SETTLING_WINDOW);
  return relative * rate / (1 - rate) < GV_SETTLING_TOLERANCE;
}
#endif
