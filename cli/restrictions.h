/* --hash-ids, --time-limit and --memory: what a run may tell, and what it may take.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_RESTRICTIONS_H
#define GV_RESTRICTIONS_H

#include "cli/run.h"

/* Reads the options and the key. Errors: INVALID_ARGUMENT, IO. */
gboolean restrictions_read(Run *run, GError **error);
/* Sets the memory limit, once the task's threads are known; refuses what will not
 * fit. Errors: LIMIT. */
gboolean restrictions_apply(Run *run, GError **error);
/* Names the option in the error where a limit ended the run. */
void restrictions_explain(const Run *run, GError **error);
/* A name as it leaves the program. Caller frees. */
char *restrictions_hash(const Restrictions *restrictions, const char *name);
void restrictions_clear(Restrictions *restrictions);
#endif
