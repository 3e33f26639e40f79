/* Sorting a row of distinct targets together with its weights.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TRIANGLES_ROW_SORT_H
#define GV_TRIANGLES_ROW_SORT_H

#include <grapevine/base.h>

/* Ascending, in place, without recursion. weights may be NULL. */
void gv_row_sort(GvVertex *targets, double *weights, size_t length);
#endif
