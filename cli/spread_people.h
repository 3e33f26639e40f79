/* Everybody's probability of being won, as a table in a file or a database.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SPREAD_PEOPLE_H
#define GV_SPREAD_PEOPLE_H

#include "cli/run.h"

/* That it can be written there, before the work; path NULL = nobody asks. Errors:
 * INVALID_ARGUMENT, IO. */
gboolean spread_people_check(const Run *run, const char *path, GError **error);
/* user, probability and, where some are active, without_seeds. */
gboolean spread_people_write(const Run *run, const char *path, const GvNetwork *network,
                             const GvSimulation *simulation, GError **error);
#endif
