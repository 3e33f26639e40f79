/* What ends a run from outside: signals, and the time limit.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_STOPPING_H
#define GV_STOPPING_H

#include <grapevine/base.h>

/* From here on the first Ctrl-C (SIGTERM, SIGHUP) cancels the task and the second
 * ends the process; after `seconds` (0 = never) the task's time is over. */
void stopping_begin(GvTask *task, double seconds);
void stopping_end(void);
#endif
