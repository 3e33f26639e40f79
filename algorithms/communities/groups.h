/* The members of each label, side by side.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMUNITIES_GROUPS_H
#define GV_COMMUNITIES_GROUPS_H

#include <grapevine/graph.h>

typedef struct {
  GvVertex count;
  GvVertex *starts;  /* [count + 1] */
  GvVertex *members; /* [n], those of label c in starts[c] .. starts[c + 1] */
} GvGroups;

void gv_groups_clear(GvGroups *groups);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvGroups, gv_groups_clear)

/* Labels below count. Members stand in the given order; order == NULL: ascending. */
gboolean gv_groups_init(GvGroups *groups, const GvVertex *labels, GvVertex n, GvVertex count,
                        const GvVertex *order, GError **error);
#endif
