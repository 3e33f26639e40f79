/* How well an order of people foretells what later happened to them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_METRICS_H
#define GV_METRICS_H

#include "algorithms/evaluation/outcome.h"

typedef enum {
  GV_PRECISION_AT_10,
  GV_PRECISION_AT_50,
  GV_PRECISION_AT_100,
  GV_PRECISION_AT_1PCT,
  GV_LIFT_AT_10,
  GV_LIFT_AT_50,
  GV_LIFT_AT_100,
  GV_LIFT_AT_1PCT,
  GV_NDCG,
  GV_CREDIT_SHARE,
  GV_AUC,
  GV_AUC_LIKE_AUDIENCE,
  GV_SPEARMAN,
  GV_METRICS,
} GvMetric;

extern const char *const gv_metric_names[GV_METRICS];

/* People by one score, best first. */
typedef struct {
  GvVertex *people; /* [n] */
  uint8_t *ends;    /* [n], 1 = the last of those with an equal score */
} GvScoreOrder;

/* score [n], more is better; NaN stands below all, its people equal. n < 2^32. Errors: NO_MEMORY.
 */
gboolean gv_score_order_init(GvScoreOrder *order, const double *score, size_t n, GError **error);
void gv_score_order_clear(GvScoreOrder *order);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvScoreOrder, gv_score_order_clear)

/* All metrics of an order of a sample; those that are not defined are NaN. */
void gv_metrics_of_sample(const GvOutcome *outcome, const GvSample *sample,
                          const GvScoreOrder *order, double values[GV_METRICS]);
#endif
