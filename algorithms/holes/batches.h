/* Running a listing over all rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_HOLES_BATCHES_H
#define GV_HOLES_BATCHES_H

#include "algorithms/holes/listing.h"

/* Fills the listing's cells; the same bits at any thread count. Progress goes
 * from 0 to `to`. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_batches_run(const GvListing *listing, double to, GvTask *task, GError **error);
#endif
