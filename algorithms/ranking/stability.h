/* The rounds behind a GvStability.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_STABILITY_H
#define GV_STABILITY_H

#include <grapevine/stability.h>

/* What the rounds said of the people of a shortlist. */
typedef struct {
  const GvVertex *people; /* [count], candidates */
  size_t count;
  size_t top, per_community;
  size_t rounds; /* wanted */
  size_t done;
  double *scores; /* [count][rounds] */
  size_t *in;     /* [count], rounds whose shortlist the person is in */
} GvScoreDraws;

/* people to per_community are set. On error what was done so far is there. */
gboolean gv_score_draws_run(GvScoreDraws *draws, const GvNomination *nomination,
                            const GvNominateOptions *options, GvTask *task, GError **error);
void gv_score_draws_clear(GvScoreDraws *draws);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvScoreDraws, gv_score_draws_clear)
#endif
