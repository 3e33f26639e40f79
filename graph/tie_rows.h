/* Ties grouped by tail, each row sorted by (head, order of reading).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TIE_ROWS_H
#define GV_TIE_ROWS_H

#include "graph/ties.h"

/* Row v holds the ties offsets[v] .. offsets[v + 1); its keys, once sorted, are
 * head << 32 | place of the tie within the row. */
typedef struct {
  GvTies ties;
  GvEdge *offsets; /* [n + 1] */
  uint64_t *keys;  /* [ties.count] */
} GvTieRows;

/* Takes the ties over. Ties later than as_of are left out (*later says how many),
 * undirected pairs put the same way round. */
gboolean gv_tie_rows_init(GvTieRows *rows, GvTies *ties, GvVertex n, const GvMergeRules *rules,
                          GvEdge *later, GError **error);
void gv_tie_rows_clear(GvTieRows *rows);

/* Sorts row v's keys; rows may be sorted by different threads. */
void gv_tie_rows_sort(GvTieRows *rows, GvVertex v);

/* The latest time of a tie; -infinity where none is known. */
double gv_ties_latest(const GvTies *ties);
#endif
