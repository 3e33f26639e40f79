/* The search of lanes.h for each step of instructions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_LANES_SEARCHES_H
#define GV_PATHS_LANES_SEARCHES_H

#include "algorithms/paths/lanes.h"

void gv_lanes_double_any(GvLanes *lanes, GvLaneSources *sources, GvBlockSum *sum);
void gv_lanes_single_any(GvLanes *lanes, GvLaneSources *sources, GvBlockSum *sum);
void gv_lanes_double_avx2(GvLanes *lanes, GvLaneSources *sources, GvBlockSum *sum);
void gv_lanes_single_avx2(GvLanes *lanes, GvLaneSources *sources, GvBlockSum *sum);
void gv_lanes_double_avx512(GvLanes *lanes, GvLaneSources *sources, GvBlockSum *sum);
void gv_lanes_single_avx512(GvLanes *lanes, GvLaneSources *sources, GvBlockSum *sum);
#endif
