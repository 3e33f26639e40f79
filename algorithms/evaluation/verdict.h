/* What a comparison of rankings says, in sentences.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_VERDICT_H
#define GV_VERDICT_H

#include "algorithms/evaluation/bootstrap.h"

/* TRUE where the AUC of some ranking lies above or below .5 by more than chance; FALSE also
 * without intervals. methods: those that were compared. */
gboolean gv_comparison_predicts(const GvComparison *comparison);

/* Which side of the bar: +1 above it, -1 below, 0 where the interval of the difference holds 0,
 * or where there is none. */
int gv_comparison_side(const GvComparison *comparison, size_t method, GvMetric metric);

/* A sentence or more for each ranking that is no baseline. Caller unrefs. */
GPtrArray *gv_comparison_verdict(const GvComparison *comparison, const GvRankingMethod *methods);

/* ".33", "1", "-.05": so many digits behind the point. Caller frees. */
char *gv_share_text(double value, int digits, gboolean sign);
#endif
