/* How often what people did was passed on along each tie.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_INFLUENCE_TALLY_H
#define GV_INFLUENCE_TALLY_H

#include <grapevine/learn.h>

#include "algorithms/learning/adoptions.h"

/* By arc of the out side of attention: what was passed on, out of how much. */
typedef struct {
  double *passed, *tried; /* [m], 0 <= passed <= tried */
  double delay;           /* mean, seconds; NaN = nothing was passed on */
} GvInfluenceTally;

gboolean gv_tally_items(GvInfluenceTally *tally, const GvAdoptions *adoptions,
                        const GvMeetings *meetings, GvAdjacency out, const GvLearnOptions *options,
                        GvTask *task, GError **error);
/* Of dated interactions and edges. *acts: how many rows there are of them. */
gboolean gv_tally_acts(GvInfluenceTally *tally, const GvNetwork *network, GvAdjacency out,
                       const GvLearnOptions *options, uint64_t *acts, GvTask *task, GError **error);

/* The delay of a meeting where it is one that counts, else 0. */
static inline double gv_meeting_delay(const GvAdoptions *a, const GvMeetings *m, size_t meeting,
                                      double within)
{
  const double delay = a->time[m->listener[meeting]] - a->time[m->speaker[meeting]];

  return delay > 0 && (within <= 0 || delay <= within) ? delay : 0;
}
#endif
