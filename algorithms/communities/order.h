/* The order in which vertices are visited: chunks of neighbours-in-memory in a
 * seeded random order. Random, for a fixed order costs quality; in chunks, for
 * a wholly random one costs cache misses.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_ORDER_H
#define GV_COMMUNITIES_ORDER_H

#include <grapevine/graph.h>

/* Permutes 0 .. n-1 in chunks of 2^shift consecutive ids. */
gboolean gv_order_fill(GvVertex *order /* [n] */, GvVertex n, unsigned shift, uint64_t seed,
                       GError **error);
#endif
