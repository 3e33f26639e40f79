/* From sums over ties to sums over each person's contacts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_HOLES_PERSON_SUMS_H
#define GV_HOLES_PERSON_SUMS_H

#include "algorithms/holes/tie_sums.h"

/* By rank; y_ij = s_i^2 c_ij with s_i = number of contacts where unweighted, else 1. */
typedef struct {
  double *constraint; /* [n], sum over j of y_ij */
  double *entropy;    /* [n], sum over j of y_ij ln y_ij; NULL = not wanted */
  double *overlap;    /* [n], sum over j of the tie's overlap; NULL where unweighted */
} GvPersonSums;

/* The same bits at any thread count. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_person_sums_init(GvPersonSums *sums, const GvTieSums *ties, GvAdjacency side,
                             gboolean entropy, GvTask *task, GError **error);
void gv_person_sums_clear(GvPersonSums *sums);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvPersonSums, gv_person_sums_clear)
#endif
