/* What a table's errors say.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_PROBLEM_H
#define GV_READ_PROBLEM_H

#include "io/read_columns.h"

/* "what is wrong; what to do"; file and line are the caller's. Frees with g_free. */
char *gv_problem_text(const GvProblem *problem, const GvColumns *columns);

/* TRUE where no --max-bad helps: rows behind it cannot be found. */
gboolean gv_problem_is_fatal(GvProblemKind kind);

/* Somebody's text as a message may hold it: control and direction characters
 * escaped, long ones cut. */
char *gv_text_shown(const char *text);
#endif
