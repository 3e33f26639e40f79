/* The parts of learning influence.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_LEARNING_INFLUENCE_H
#define GV_LEARNING_INFLUENCE_H

#include "algorithms/learning/influence_tally.h"

/* A Beta prior by the moments of passed / tried over m ties (Kleinman 1973): its mean, and how
 * many trials it is worth, 1e-9 .. 1e9. FALSE where nothing was passed on. */
gboolean gv_influence_prior(const GvInfluenceTally *tally, GvEdge m, double *mean,
                            double *strength);

/* Fills in what the figures say of direction. */
gboolean gv_influence_direction(const GvAdoptions *adoptions, const GvMeetings *meetings,
                                const GvLearnOptions *options, GvLearnFigures *figures,
                                GvTask *task, GError **error);
#endif
