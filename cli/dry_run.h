/* --dry-run: everything is checked, nothing is done.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_DRY_RUN_H
#define GV_DRY_RUN_H

#include "cli/run.h"

/* Looks into the inputs, prints what the run would take, and ends the run as
 * dry_run_end does. Errors: those of the inputs. */
gboolean dry_run_tell(const Run *run, const GvReadOptions *options, GError **error);
/* The same for a graph that would be drawn. communities: a further output; NULL = none. */
gboolean dry_run_tell_drawing(const char *communities, double vertices, double edges,
                              GError **error);
/* The files that options name, beside tables and outputs, are there, or among `made` (paths),
 * which will be; NULL = none will. Errors: IO. */
gboolean dry_run_check_files(const Arguments *arguments, const GPtrArray *made, GError **error);
/* Ends a run that has nothing more to check: FALSE, with an error that is none. */
gboolean dry_run_end(GError **error);
gboolean dry_run_is_done(const GError *error);
#endif
