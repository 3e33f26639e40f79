/* What weights are learnt from: candidates as they stood at a time, and what came of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FIT_ROWS_H
#define GV_FIT_ROWS_H

#include "algorithms/evaluation/fit.h"

/* Rows are people; features by gv_features() index. */
typedef struct {
  GvFitWindow window;
  size_t features;
  double **column;  /* [features], each [people]; NULL = the data cannot tell it */
  double *label;    /* [people], 0 or 1 */
  double *audience; /* [people], followers */
  double *usual;    /* [people], the score by the default weights */
  double *weight;   /* [people], how much a row counts; NULL = 1 each */
} GvFitRows;

void gv_fit_rows_clear(GvFitRows *rows);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvFitRows, gv_fit_rows_clear)

/* What a fitted score adds up, of one feature: the one place that knows. [people] */
const double *gv_fit_column(const GvFeatureColumn *column);

/* Candidates of the network as it was known at `known`, labelled by what came after, up to `until`;
 * NaN: of the network as it is, by labels that know no time. */
gboolean gv_fit_rows_init(GvFitRows *rows, const GvFitPlan *plan, double known, double until,
                          GvTask *task, GError **error);

/* People whose draw, keyed by the seed, lies in [from, to) of [0, 1). */
gboolean gv_fit_rows_part(GvFitRows *part, const GvFitRows *rows, int64_t seed, double from,
                          double to, GError **error);
/* TRUE where all of them can tell the feature. */
gboolean gv_fit_rows_tell(const GvFitRows *const *windows, size_t count, size_t feature);

/* Windows in order of time, one below the other; features that all can tell. What comes next is most
 * like what came last: a row of the last window counts 1, of the one before 1/2, then 1/4 …; where
 * labels know no time, each 1. */
gboolean gv_fit_rows_join(GvFitRows *joined, const GvFitRows *const *windows, size_t count,
                          GError **error);
#endif
