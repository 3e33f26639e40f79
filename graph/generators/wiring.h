/* Loose ends joined at random into a simple graph (configuration model).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_GENERATORS_WIRING_H
#define GV_GENERATORS_WIRING_H

#include "graph/generators/draw.h"

typedef struct {
  GvVertex *ends; /* [count], a vertex for each of its edges; shuffled */
  GvVertex count;
  const GvVertex *apart; /* by vertex: no edge joins two of one class; NULL = any may be */
  GvVertex (*edges)[2];  /* [count / 2]; m of them are made */
  GvEdge m;
} GvWiring;

/* No loops, no duplicates: a pair that would be one is exchanged with another
 * edge; those that cannot be are left out. */
gboolean gv_wire(GvWiring *wiring, GvRng *rng, GError **error);
#endif
