/* What a generator will draw, without drawing it: --dry-run.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_GENERATORS_EXPECT_H
#define GV_GENERATORS_EXPECT_H

#include <grapevine/generate.h>

/* *edges: before loops are dropped and duplicates merged; by a probability, the mean.
 * Errors: those that the generator would have for these options. LFR makes its plan
 * for it, O(vertices). */
gboolean gv_kronecker_expect(const GvKroneckerOptions *options, double *edges, GError **error);
gboolean gv_erdos_renyi_expect(const GvErdosRenyiOptions *options, double *edges, GError **error);
gboolean gv_lfr_expect(const GvLfrOptions *options, double *edges, GError **error);
#endif
