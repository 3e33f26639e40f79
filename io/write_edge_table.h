/* A network's edges as a table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_WRITE_EDGE_TABLE_H
#define GV_WRITE_EDGE_TABLE_H

#include <grapevine/write.h>

enum { GV_EDGE_COLUMNS = 6, GV_EDGE_OWNED = 12 }; /* at most */

typedef enum {
  GV_TIME_AS_TEXT,   /* "" where it is not known */
  GV_TIME_AS_NUMBER, /* NaN where it is not known */
} GvTimeForm;

typedef struct {
  GvTable table; /* of the columns below */
  GvColumn columns[GV_EDGE_COLUMNS];
  /* What the columns point to and the network does not have; NULLs behind. The most: 5
   * columns without later rows, 1 of ones, type, channel and time as text (2). */
  void *owned[GV_EDGE_OWNED];
} GvEdgeTable;

/* The columns that the layers know:
 *
 *   follows only:               follower, followee
 *   interactions, both of them: actor, target, type ("follow" for a follow)
 *   else:                       source, target
 *
 * then weight, channel and time where some row says one. It borrows from the network.
 *
 * Of ties: a row for each part of each edge, with the weight in force: what
 * --type-weights and --half-life made of the rows' own. Of rows: those that the
 * network was made of as they were read, up to its as_of (gv_network_acts).
 * Errors: NO_MEMORY. */
gboolean gv_edge_table_of_ties(GvEdgeTable *to, const GvNetwork *network, GvTimeForm time,
                               GError **error);
gboolean gv_edge_table_of_rows(GvEdgeTable *to, const GvNetwork *network, GvTimeForm time,
                               GError **error);
void gv_edge_table_clear(GvEdgeTable *table);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvEdgeTable, gv_edge_table_clear)
#endif
