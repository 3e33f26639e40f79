/* Where it is kept which packed graphs have been checked.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_KNOWN_H
#define GV_KNOWN_H

#include "cli/run.h"

/* The environment variable that says whether it is kept at all: on, which it is
 * unless said, or off. */
#define KNOWN_VARIABLE "GRAPEVINE_CACHE"

gboolean known_variable_is_understood(void);
/* The folder; NULL where nothing is to be kept, or there is no place. */
const char *known_folder(void);
/* To be called when a network has been written: a packed one is looked through, so that
 * whoever opens it next need not. The network should be gone: its pages count. */
void known_look_through(const Run *run);
#endif
