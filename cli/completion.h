/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMPLETION_H
#define GV_COMPLETION_H

/* A script that completes command lines in "bash" or "zsh"; NULL for others.
 * Caller frees. */
char *completion_script(const char *shell);
#endif
