/* Hubs and authorities: one eigenvector on a network that has everybody twice.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SPECTRAL_HITS_H
#define GV_SPECTRAL_HITS_H

#include <grapevine/graph.h>

typedef enum { GV_HITS_HUB, GV_HITS_AUTHORITY } GvHitsScore;

/* The limit of (A A^T)^k 1 (hub) or (A^T A)^k 1 (authority), its largest being 1. */
gboolean gv_hits_run(GvGraph *graph, GvHitsScore side, double *scores /* [n] */, GvTask *task,
                     GError **error);
#endif
