/* Arcs into sorted rows, both ways, by counting.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_ARC_SORT_H
#define GV_ARC_SORT_H

#include "graph/edges.h"

/* The arcs from[i] -> to[i], all ends below n, as rows by tail and by head: row v
 * of `out` holds the heads of v's arcs, of `in` the tails, ascending, what is
 * there twice twice. Takes *from and *to over, [m], also where it fails, and
 * works in them. No weights. */
gboolean gv_arcs_sort(GvVertex **from, GvVertex **to, GvEdge m, GvVertex n, GvSide *out, GvSide *in,
                      int threads, GError **error);
#endif
