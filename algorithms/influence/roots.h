/* Random roots: everybody alike, or by what winning each of them is worth.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_ROOTS_H
#define GV_ROOTS_H

#include <grapevine/base.h>

#include "graph/base/random.h"

typedef struct {
  GvVertex n;
  double total;    /* of the values: n where all are alike */
  uint32_t *keep;  /* [n], chance in 2^32 that v stays v; NULL = all are alike */
  GvVertex *other; /* [n], who v becomes else */
} GvRoots;

/* value: [n], finite and >= 0, not all 0; NULL = 1 each. n > 0. Errors: NO_MEMORY. */
gboolean gv_roots_init(GvRoots *roots, GvVertex n, const double *value, GError **error);
void gv_roots_clear(GvRoots *roots);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvRoots, gv_roots_clear)

/* Whom, with probability value / total (to 2^-32). */
static inline GvVertex gv_roots_draw(const GvRoots *roots, GvShortRng *rng)
{
  const uint64_t bits = gv_short_rng_next(rng);
  const GvVertex v = gv_short_rng_below(rng, (uint32_t)(bits >> 32), roots->n);

  return roots->keep == NULL || (uint32_t)bits < roots->keep[v] ? v : roots->other[v];
}
#endif
