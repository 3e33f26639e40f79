/* A graph without its leaves, for measures that sum over pairs of a source and a
 * target along shortest paths. A leaf sees the paths that its only neighbour sees:
 * it is folded into that, who then stands for several sources and targets.
 *
 * Undirected, where everyone is a source: as long as there are leaves, so that
 * whole trees go. Their scores follow from how many are on either side. Else
 * once: one who has one tie out, or one in, or both with the same person.
 *
 * A. E. Sariyuce, K. Kaya, E. Saule, U. V. Catalyurek. Graph manipulations for fast
 * centrality computation. ACM TKDD 11(3), 2017.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_FOLD_H
#define GV_PATHS_FOLD_H

#include <grapevine/graph.h>

typedef struct {
  GvGraph *graph;    /* of the n that are left, in their order, with their weights */
  GvVertex *vertex;  /* [n], who they were */
  double *sources;   /* [n], how many stand at v: itself, if it is one, and who is folded into it */
  double *targets;   /* [n], likewise; >= 1 */
  double *selves;    /* [n], 1 if v is a source itself */
  double *inner;     /* [n], source-target pairs folded into v whose path does not leave their branch */
} GvFold;

/* is_source [n] of the given graph, NULL = all. Overwrites the scores [n] of the given
 * graph: betweenness of those folded, 0 for those left. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_fold_init(GvFold *fold, GvGraph *graph, const gboolean *is_source, double *scores,
                      GvTask *task, GError **error);
void gv_fold_clear(GvFold *fold);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvFold, gv_fold_clear)
#endif
