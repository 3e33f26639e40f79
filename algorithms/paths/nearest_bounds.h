/* What nearness is (nearest.h), and what it is at most.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_NEAREST_BOUNDS_H
#define GV_PATHS_NEAREST_BOUNDS_H

#include "algorithms/paths/options.h"
#include "algorithms/paths/within_reach.h"

/* Those whom a search has found: not the person itself. */
typedef struct {
  double people;
  double distances; /* sum over them */
  double inverses;  /* sum of 1 / distance */
} GvNear;

/* A score that rises where somebody comes nearer. */
typedef struct {
  GvPathMode mode;
  double (*score)(const GvNear *near); /* people > 0 */
  /* TRUE: more people within reach are better, wherever they are. FALSE: at most as
   * good as before, where they are farther than the others. */
  gboolean more_is_better;
} GvNearest;

/* Scores of so many others within reach, at best: `ahead` one step beyond
 * `distance`, the others two. */
double gv_nearest_at_most(const GvNearest *nearest, const GvNear *near, GvVertex distance,
                          double ahead, double all);

/* How many count as within reach, where a score is to be bounded from above. */
static inline GvVertex gv_nearest_all(const GvNearest *nearest, const GvWithinReach *reach,
                                      GvVertex v)
{
  return nearest->more_is_better ? reach->most[v] : reach->least[v];
}

/* bounds [n]: at least the scores along the rows of `graph`, from how many walks of each
 * length do not turn back. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_nearest_bounds(const GvNearest *nearest, GvGraph *graph, const GvWithinReach *reach,
                           double *bounds, GvTask *task, GError **error);
#endif
