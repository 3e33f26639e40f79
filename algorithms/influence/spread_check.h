/* Whether a spread model makes sense on a graph.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SPREAD_CHECK_H
#define GV_SPREAD_CHECK_H

#include <grapevine/influence.h>

/* heard: listener -> listened-to. Errors: INVALID_ARGUMENT for weights above 1 that should be
 * probabilities, and, for the linear threshold, shares of a listener that add up to more. */
gboolean gv_spread_check(GvAdjacency heard, const GvSpread *spread, GError **error);
#endif
