/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_MAN_H
#define GV_MAN_H

#include "cli/command.h"

/* The manual page of a command, or of the program (NULL), roff. Caller frees. */
char *man_page(const Command *command);
#endif
