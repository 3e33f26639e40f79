/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/options.h"

const char *const gv_length_names[] = { "unit", "weight", "inverse", NULL };
const char *const gv_path_modes[] = { "in", "out", "all", NULL };
