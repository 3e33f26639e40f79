/* The columns that grapevine communities writes, each a run of the method.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PARTITIONS_H
#define GV_PARTITIONS_H

#include "algorithms/communities/multilevel.h"
#include "cli/run.h"

typedef struct {
  char *method, *initial;
  int64_t levels;
  gboolean unweighted;
} CommunitiesOptions;

typedef struct {
  const GvCommunityMethod *method;
  char *suffix; /* of the column and of the summary's keys: "", "_0.5", "_2" */
  void *options;
  GvVertex *labels; /* [n]; NULL until found */
} Partition;

/* Those with a resolution, whose options are GvMultilevelOptions. */
gboolean is_multilevel(const GvCommunityMethod *method);

/* What columns the result has, with their options checked; the array's own. NULL on
 * error: INVALID_ARGUMENT. */
GPtrArray *partitions_plan(const GvCommunityMethod *method, const Run *run,
                           const CommunitiesOptions *o, GError **error); /* of Partition * */

/* user, and a column for each. */
gboolean partitions_write(Run *run, const GvNetwork *network, const GPtrArray *partitions,
                          GError **error);
#endif
