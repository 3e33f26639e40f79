/* Lists that need no network, or what a survey tells of one: random people, and whom people
 * name when they are asked.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SURVEY_H
#define GV_SURVEY_H

#include "algorithms/influence/rivals.h"

/* seeds, by_cost, errors as in rivals.h; people whom nobody names are left out. */

/* Everybody as likely as everybody else. */
gboolean gv_survey_random(const GvContest *contest, uint64_t seed, GvVertex *seeds, size_t *count,
                          GError **error);
/* Ties are answers: who is listened to by most comes first, of equals the one named with more
 * weight. */
gboolean gv_survey_named(const GvContest *contest, gboolean by_cost, GvVertex *seeds,
                         size_t *count, GError **error);
/* `ask` different people drawn at random are asked to name one they listen to, each of them as
 * likely as the tie weighs; whoever is named most comes first, of equals the one named first.
 * ask == 0: one is asked after the other, and whoever is named is taken (Cohen, Havlin,
 * ben-Avraham 2003), until there are enough. Active people are not asked. */
gboolean gv_survey_acquaintance(const GvContest *contest, int64_t ask, gboolean by_cost,
                                uint64_t seed, GvVertex *seeds, size_t *count, GError **error);
#endif
