/* SPDX-License-Identifier: GPL-3.0-or-later */
#define REAL float
#define WORD int32_t
#define SEARCH G_PASTE(gv_lanes_single_, GV_CPU_STEP)
#include "algorithms/paths/lanes_body.h"
