/* What the generators share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_GENERATORS_DRAW_H
#define GV_GENERATORS_DRAW_H

#include <grapevine/generate.h>

#include "graph/base/random.h"

/* Streams of one seed that are not items: item streams stay below. */
enum { GV_STREAM_ORDER = 0, GV_STREAM_COMMUNITIES = 1, GV_STREAM_OUTSIDE = 2, GV_STREAMS = 3 };

static inline GvRng gv_draw(uint64_t seed, unsigned stream)
{
  return gv_rng(gv_mix64(seed + stream), UINT64_MAX - stream);
}

/* [n], a random order of 0 .. n - 1 (Fisher & Yates). */
GvVertex *gv_draw_order(GvVertex n, GvRng *rng, GError **error);

gboolean gv_draw_invalid(GError **error, const char *text); /* FALSE */
#endif
