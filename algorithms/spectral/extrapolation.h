/* Where a power iteration is heading, from a few of its steps (reduced rank
 * extrapolation): of all mixtures of the steps the one that would move least. What
 * dies out slowly is known from the steps and taken away at once.
 *
 * A. Sidi. Efficient implementation of minimal polynomial and reduced rank
 * extrapolation methods. J. Computational and Applied Mathematics 36(3), 1991.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SPECTRAL_EXTRAPOLATION_H
#define GV_SPECTRAL_EXTRAPOLATION_H

#include <grapevine/graph.h>

enum { GV_EXTRAPOLATION_STEPS = 6 };

typedef struct {
  const GvVertex *members; /* [count], whose entries of a vector count */
  GvVertex count, blocks;
  int threads;
  int steps;                             /* seen */
  double *first;                         /* [count] */
  double *step[GV_EXTRAPOLATION_STEPS];  /* [count]; afterwards orthonormal */
  double *sums;                          /* [blocks] */
} GvExtrapolation;

gboolean gv_extrapolation_init(GvExtrapolation *e, const GvVertex *members, GvVertex count,
                               int threads, GError **error);
void gv_extrapolation_clear(GvExtrapolation *e);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvExtrapolation, gv_extrapolation_clear)

/* The next iterate, x by vertex. TRUE if it was replaced: by where the steps since
 * the last time lead, positive where x was. */
gboolean gv_extrapolation_see(GvExtrapolation *e, double *x);
#endif
