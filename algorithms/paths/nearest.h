/* Who may be among the k highest of a score of distances, without everybody's score.
 *
 * Every tie has length 1. A person is searched from only while it may still be among
 * the k: what lies beyond the level at hand is, at best, as near as the ties that leave
 * it allow. Searches run 512 at once, the most promising first; a batch knows what those
 * before it found. Far from its beginning a search is finished in any case: in networks
 * of long ways it then rules out everybody around who cannot be near enough either,
 * d(w, x) >= d(v, x) - d(v, w).
 *
 * P. W. Olsen, A. G. Labouseur, J.-H. Hwang. Efficient top-k closeness centrality
 * search. ICDE 2014: the search stops.
 * E. Bergamini, M. Borassi, P. Crescenzi, A. Marino, H. Meyerhenke. Computing top-k
 * closeness centrality faster in unweighted graphs. ACM TKDD 13(5), 2019: bounds by
 * level, walks that do not turn back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_NEAREST_H
#define GV_PATHS_NEAREST_H

#include "algorithms/paths/nearest_bounds.h"

/* How a search goes about it; part of no result. */
typedef struct {
  GvVertex lanes; /* searches at once, 1 to GV_WAVE_LANES */
  GvVertex far;   /* steps from which on a search is finished */
  double share;   /* of the work of all searches, after which it is given up */
} GvNearestEffort;

extern const GvNearestEffort gv_nearest_effort;

/* people [*count], ascending: all who may be among the `top` highest, and at least
 * so many, or everybody; who ties with the last of them may be left out only if their
 * scores differ by more than rounding. *count = GV_VERTEX_NONE where to compute all is
 * less work. Tells the task's figure `people_searched`. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_nearest_run(const GvNearest *nearest, const GvNearestEffort *effort, GvGraph *graph,
                        GvVertex top, GvVertex *people /* [n] */, GvVertex *count, GvTask *task,
                        GError **error);

/* The same with the usual effort, by the options of a measure; *count = GV_VERTEX_NONE
 * too where they ask for anything but exact distances of ties of length 1, or where the
 * graph is too small, or too many are asked for, to gain. */
gboolean gv_nearest_find(const GvNearest *nearest, const GvDistanceOptions *options, GvGraph *graph,
                         GvVertex top, GvVertex *people /* [n] */, GvVertex *count, GvTask *task,
                         GError **error);
#endif
