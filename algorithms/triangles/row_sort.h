/* Sorting a row of distinct targets together with its weights.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TRIANGLES_ROW_SORT_H
#define GV_TRIANGLES_ROW_SORT_H

#include <grapevine/base.h>

/* A thread's own set of targets; empty between rows. */
typedef struct {
  uint64_t *words;   /* [n / 64 + 1] */
  uint64_t *summary; /* [n / 4096 + 1], of which words are not 0 */
} GvRowSet;

gboolean gv_row_set_init(GvRowSet *set, GvVertex n, GError **error);
void gv_row_set_clear(GvRowSet *set);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvRowSet, gv_row_set_clear)

typedef struct {
  GvVertex *targets; /* [length], each less than `below` <= n */
  double *weights;   /* [length] or NULL */
  size_t length;
  GvVertex below;
} GvRow;

/* Ascending, in place, without recursion. */
void gv_row_sort(GvRow row, const GvRowSet *set);
#endif
