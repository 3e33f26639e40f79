/* What a count of successes says of their probability, for sure but for delta.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SURE_H
#define GV_SURE_H

#include <stdint.h>

/* With probability 1 - delta at least, the probability behind `hits` of `trials` is not
 * below (above) this; trials > 0, 0 < delta < 1. */
double gv_sure_lower(uint64_t hits, uint64_t trials, double delta);
double gv_sure_upper(uint64_t hits, uint64_t trials, double delta);
#endif
