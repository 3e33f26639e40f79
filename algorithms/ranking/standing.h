/* Where a candidate stands among those one may fairly compare.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_STANDING_H
#define GV_STANDING_H

#include "algorithms/ranking/evidence.h"

/* Candidates by size of their audience: class k holds those with least[k] to
 * most[k] followers. Classes are powers of two, small ones joined. */
typedef struct {
  size_t count;      /* of classes */
  GvVertex *of;      /* [candidates], class of each */
  double *least;     /* [count], followers really found */
  double *most;      /* [count] */
  GvVertex *members; /* [candidates], candidates class by class */
  GvVertex *begin;   /* [count + 1], where each class begins in members */
} GvAudienceClasses;

gboolean gv_audience_classes_init(GvAudienceClasses *classes, const double *followers,
                                  GvVertex candidates, GError **error);
void gv_audience_classes_clear(GvAudienceClasses *classes);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvAudienceClasses, gv_audience_classes_clear)

typedef struct {
  double value;
  GvVertex candidate;
} GvRanked;

/* standing[c] = share of the compared that do worse, those equal counted half
 * (c itself among them): (worse + equal / 2) / compared. In (0, 1). NaN values
 * are not compared and stand in the middle, .5. scratch: [candidates]. */
void gv_standing_among_all(const double *values, GvVertex candidates, int direction,
                           double *standing, GvRanked *scratch);
void gv_standing_among_like(const double *values, const GvAudienceClasses *classes, int direction,
                            double *standing, GvRanked *scratch);

/* strength = log(1 / share that do at least as well) / log(2 * candidates): 1 for
 * the one best of all, 0 for the last; the top 1 % count twice as much as the
 * top 10 %. Standings saturate where a shortlist is made; this does not. */
void gv_strength_of_standing(const double *standing, GvVertex candidates, gboolean turned,
                             double *strength);

/* level = (scaled value - mean) / deviation, over those compared [n], so that a model fitted at
 * one time fits another; where a value is undefined, or all are equal, 0. values: [n], of
 * everybody; level: [count], of the candidates. */
void gv_level_of_values(const double *values, const uint8_t *compared, const GvVertex *candidates,
                        size_t count, GvScale scale, const GvEvidence *evidence, double *level);
#endif
