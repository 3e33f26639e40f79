/* A score from the distances between a person and all others.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_AROUND_H
#define GV_PATHS_AROUND_H

#include "algorithms/block_sums.h"
#include "algorithms/paths/options.h"

enum { GV_WAVES_SPARE = 512 };

/* Every tie of length 1: searches from many sources at once. `reach` is told
 * that so many sources lie at this distance from v (or v from them, by mode), and
 * adds to cells of its own choice, v * cells and those after it. */
typedef struct {
  GvPathMode mode;
  GvVertex cells; /* a vertex; n * cells < 2^32 */
  void (*reach)(GvBlockSum *sum, GvVertex v, int sources, double distance);
} GvWaves;

/* sums [n * cells]. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_waves_run(const GvWaves *waves, GvGraph *graph, double *sums, GvTask *task,
                      GError **error);

/* The same bits, of these people only, all different: sums [count * cells]. (n + GV_WAVES_SPARE) *
 * cells < 2^32. Searches from `count` people, in place of all. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_waves_run_some(const GvWaves *waves, GvGraph *graph, const GvVertex *people,
                           GvVertex count, double *sums, GvTask *task, GError **error);

/* Ties of any length. `score` is told of each person the sum of the distances, or of
 * one over each (inverse), and how many others were reached. */
typedef struct {
  GvPathMode mode;
  GvLength length;
  gboolean inverse;
  double (*score)(double sum, double reached);
} GvSearches;

/* scores [n]. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_searches_run(const GvSearches *searches, GvGraph *graph, double *scores, GvTask *task,
                         GError **error);
#endif
