/* SPDX-License-Identifier: GPL-3.0-or-later */
#define REAL double
#define WORD int64_t
#define SEARCH G_PASTE(gv_lanes_double_, GV_CPU_STEP)
#include "algorithms/paths/lanes_body.h"
