/* Endings of file names that promise a format which is not what is written there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_ENDINGS_H
#define GV_ENDINGS_H

#include "cli/command.h"

/* TRUE for what other programs would open as something else than a table of text, such as
 * .parquet, .xlsx, .zip, and for graph files; .dat, .txt and the like promise nothing. */
gboolean ending_is_foreign(const char *path);

/* Of all tables that the run writes. Errors: INVALID_ARGUMENT. */
gboolean endings_check(const Run *run, GError **error);
#endif
