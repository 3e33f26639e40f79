/* What a ranking has to beat: simple columns of the past, each a ranking of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BASELINES_H
#define GV_BASELINES_H

#include "algorithms/ranking/evidence.h"

typedef struct {
  const char *name;
  const char *sentence; /* what it is, for the documentation and the help */
} GvBaseline;

extern const GvBaseline gv_baselines[]; /* ends with .name == NULL */

typedef struct {
  size_t count;
  struct {
    const GvBaseline *baseline;
    double *score; /* [n], more is better; NaN = unknown */
  } columns[16];
  double *audience; /* [n], followers */
} GvBaselineColumns;

/* Of everybody in `past`, the network as it was known at the split: nothing else is looked at.
 * Those that it cannot tell (past_credit without events with items) are left out. The same
 * bits at any thread count. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_baselines_run(GvNetwork *past, int64_t seed, GvBaselineColumns *columns, GvTask *task,
                          GError **error);
void gv_baseline_columns_clear(GvBaselineColumns *columns);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvBaselineColumns, gv_baseline_columns_clear)
#endif
