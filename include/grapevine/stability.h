/* How far a shortlist would have been another.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_STABILITY_H
#define GRAPEVINE_STABILITY_H

#include <grapevine/nominate.h>

G_BEGIN_DECLS

/* How far a shortlist hangs on the very rows that were read. */
typedef struct {
  size_t count;       /* people of the shortlist, in its order */
  size_t rounds;      /* that were done */
  double *low, *high; /* [count], 95 % interval of the score; NaN without a round */
  double *share;      /* [count], of the rounds whose shortlist the person is in */
} GvStability;

GV_API void gv_stability_clear(GvStability *stability);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvStability, gv_stability_clear)

/* Ranks the same candidates again from `rounds` logs drawn anew (gv_network_resample). options: the
 * nomination's; top, per_community: the shortlist's. Errors: INVALID_ARGUMENT; TIMEOUT, CANCELLED
 * and NO_MEMORY, of which *stability holds what the rounds before say (count 0 where there is no
 * memory for that either). The same bits at any thread count. */
GV_API gboolean gv_nomination_bootstrap(const GvNomination *nomination,
                                        const GvNominateOptions *options, size_t top,
                                        size_t per_community, size_t rounds, GvStability *stability,
                                        GvTask *task, GError **error);
/* The shortlist with another seed. Returns a list to be freed, [*count] candidates. */
GV_API GvVertex *gv_nomination_reseeded(const GvNomination *nomination,
                                        const GvNominateOptions *options, int64_t seed, size_t top,
                                        size_t per_community, size_t *count, GvTask *task,
                                        GError **error);

G_END_DECLS
#endif
