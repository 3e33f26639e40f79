/* Multilevel optimisation of modularity or of the constant Potts model: what
 * the methods `leiden`, `fast` and `louvain` share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_MULTILEVEL_H
#define GV_COMMUNITIES_MULTILEVEL_H

#include <grapevine/algorithm.h>

#include "algorithms/communities/hierarchy.h"

typedef enum { GV_QUALITY_MODULARITY, GV_QUALITY_CPM } GvQuality;

/* What modularity makes of the direction of ties. */
typedef enum {
  GV_DIRECTION_PROJECT,       /* nothing: both ways are added up */
  GV_DIRECTION_LEICHT_NEWMAN, /* by chance a tie runs from who sends much to who gets much */
} GvTieDirection;

typedef struct {
  double resolution;
  int quality;   /* GvQuality */
  int direction; /* GvTieDirection */
  int64_t seed;
  int64_t iterations;
  int64_t min_size, max_size; /* people; 0 = no bound */
  /* Not in the table, borrowed: labels [n] below n, NULL = none. */
  const GvVertex *initial; /* communities to begin with */
  const GvVertex *within;  /* no community reaches beyond one of these */
} GvMultilevelOptions;

extern const GvParam gv_multilevel_params[];

/* Fills labels [n] and *partition as GvCommunityMethod says. */
gboolean gv_multilevel_run(GvGraph *graph, const GvMultilevelOptions *options,
                           GvCoarsening coarsening, GvVertex *labels, GvPartition *partition,
                           GvTask *task, GError **error);
#endif
