/* Several rankings of the same people beside each other, with intervals.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BOOTSTRAP_H
#define GV_BOOTSTRAP_H

#include "algorithms/evaluation/metrics.h"

typedef struct {
  const char *name;    /* borrowed */
  const double *score; /* [n], more is better; NaN = ranked last */
  gboolean baseline;   /* what the others have to beat */
} GvRankingMethod;

typedef struct {
  double value;
  double low, high; /* NaN without rounds */
} GvEstimate;

/* estimates and differences: [methods][GV_METRICS]. A difference is to the best baseline on that
 * metric, drawn in the same rounds; NaN where there is none. */
typedef struct {
  size_t methods, rounds;
  GvEstimate *estimates, *differences;
  size_t best[GV_METRICS]; /* method; SIZE_MAX = no baseline */
  uint64_t gained;         /* people who gained */
} GvComparison;

/* 95 % intervals: the .025 and .975 quantiles of `rounds` resamples of people (Efron 1979,
 * percentile); of precision and lift the wider of that and Wilson's for so many people. O((rounds + log n) methods n) time, O(methods n + rounds methods) memory; the same
 * bits at any thread count. Errors: NO_MEMORY, CANCELLED; INVALID_ARGUMENT as gv_outcome_init. */
gboolean gv_comparison_run(GvComparison *comparison, const double *gain, const double *audience,
                           size_t n, const GvRankingMethod *methods, size_t count, size_t rounds,
                           int64_t seed, GvTask *task, GError **error);
void gv_comparison_clear(GvComparison *comparison);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvComparison, gv_comparison_clear)

static inline const GvEstimate *gv_estimate(const GvComparison *c, size_t method, GvMetric metric)
{
  return &c->estimates[method * GV_METRICS + metric];
}

static inline const GvEstimate *gv_difference(const GvComparison *c, size_t method, GvMetric metric)
{
  return &c->differences[method * GV_METRICS + metric];
}
#endif
