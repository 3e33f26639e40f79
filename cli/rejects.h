/* --rejects: the rows that were passed over, as a table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_REJECTS_H
#define GV_REJECTS_H

#include "cli/run.h"

typedef struct Rejects Rejects;

/* Opens the file and takes the options' place for bad rows. NULL: error set, or
 * --rejects was not given. */
Rejects *rejects_open(const Run *run, GvReadOptions *options, GError **error);
/* The file appears. Errors: IO. */
gboolean rejects_commit(Rejects *rejects, GError **error);
void rejects_free(Rejects *rejects);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rejects, rejects_free)
#endif
