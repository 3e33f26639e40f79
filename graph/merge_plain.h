/* Ties of which nothing is said but whom they join.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_MERGE_PLAIN_H
#define GV_MERGE_PLAIN_H

#include "graph/merge.h"

/* TRUE where gv_ties_merge_plain gives what merging row by row would. */
gboolean gv_ties_are_plain(const GvTies *ties, const GvMergeInput *input);

/* As gv_ties_merge, faster and in less memory; makes merged->turned as well. */
gboolean gv_ties_merge_plain(GvTies *ties, const GvMergeInput *input, GvMerged *merged,
                             GvTask *task, GError **error);
#endif
