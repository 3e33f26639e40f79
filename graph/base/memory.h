/* How much memory the process may take.
 *
 * The limit is the soft RLIMIT_RSS of the process: the program that wants one
 * sets it, Linux itself does not enforce it, and checked arrays keep to it. So
 * the library needs no state of its own, and what fails is an array that can
 * say so, never a small allocation inside another library.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BASE_MEMORY_H
#define GV_BASE_MEMORY_H

#include <grapevine/base.h>

/* Bytes of data that the process has been given, touched or not, and those that
 * lie in memory; FALSE where the system does not tell. */
gboolean gv_memory_in_use(uint64_t *data, uint64_t *resident);

/* By how many bytes `more` would go beyond the limit; 0 where it fits. Small
 * arrays are not looked at, so that they cost nothing. */
uint64_t gv_memory_excess(size_t more);

/* Gives back what was freed and is kept for later: after an array has failed, what is left
 * to do may need a little. */
void gv_memory_give_back(void);
#endif
