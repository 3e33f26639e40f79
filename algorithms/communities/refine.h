/* Parts of communities that become the vertices of the next level.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_REFINE_H
#define GV_COMMUNITIES_REFINE_H

#include "algorithms/communities/mover.h"

/* Splits each community of m->assignment into well-connected parts (Leiden).
 * parts [n]: ids below n. Uses m->order. */
gboolean gv_refine(GvMover *m, const GvLevel *level, GvVertex *parts, GError **error);

/* The connected components of each label: parts[v] = the smallest vertex of v's.
 * Labels are below n; `pieces` is scratch [n]. */
void gv_split(const GvLevel *level, const GvVertex *labels, GvVertex *parts, GvVertex *pieces,
              int threads);

/* Labels that are not connected. */
gboolean gv_count_disconnected(const GvLevel *level, const GvVertex *labels, int threads,
                               GvVertex *disconnected, GError **error);
#endif
