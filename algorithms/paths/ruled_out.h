/* Who is too near to somebody who is far from all to be near to them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_RULED_OUT_H
#define GV_PATHS_RULED_OUT_H

#include <grapevine/graph.h>

/* A person, and within how many steps of it everybody is ruled out. */
typedef struct {
  GvVertex vertex;
  GvVertex steps;
} GvRuling;

typedef struct {
  GvAdjacency out;
  const GvVertex *component; /* [n]; steps stay within one; NULL = they need not */
  GvVertex *steps;           /* [n], 1 + within how many steps of v; 0 = it is not ruled out */
  GvVertex *queue;           /* [n], scratch */
} GvRuledOut;

/* Sorts the rulings. Time follows who is ruled out anew, or farther than before. */
void gv_ruled_out_add(GvRuledOut *ruled_out, GvRuling *rulings, size_t count);
#endif
