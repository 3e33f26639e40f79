/* Where a run writes: no two outputs to one place, nor any over what is read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PLACES_H
#define GV_PLACES_H

#include "cli/run.h"

/* TRUE where the option of this name says where to write. */
gboolean place_is_output(const char *option);

/* TRUE where one of the places (const char *) is the path's, however both are spelled. */
gboolean place_is_among(const GPtrArray *places, const char *path);

/* Errors: INVALID_ARGUMENT where two outputs are one file, or one is a table or
 * list that is read; convert may write in place. */
gboolean places_check(const Run *run, GError **error);
/* The same of tables that another run reads for this one. sources: of GvSource. */
gboolean places_check_sources(const Run *run, const GArray *sources, GError **error);
#endif
