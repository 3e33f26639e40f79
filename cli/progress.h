/* One line of progress on stderr.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PROGRESS_H
#define GV_PROGRESS_H

#include "cli/arguments.h"

/* Attaches progress to the task as --progress and --quiet say. */
void progress_attach(GvTask *task, const CommonOptions *options);
/* Wipes the line, so that something else can be said. */
void progress_clear_line(void);
#endif
