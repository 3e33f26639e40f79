/* For measures that can score a few people with less work than all, but not with all options.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_ALGORITHMS_SOME_H
#define GV_ALGORITHMS_SOME_H

#include <grapevine/algorithm.h>

/* Runs for all and keeps these people's: scores [count]. */
gboolean gv_run_all_for_some(const GvCentrality *algorithm, GvGraph *graph, const void *options,
                             const GvVertex *people, GvVertex count, double *scores, GvTask *task,
                             GError **error);
#endif
