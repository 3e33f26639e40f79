/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/groups.h"

#include "graph/base/array.h"

void gv_groups_clear(GvGroups *groups)
{
  g_free(groups->starts);
  g_free(groups->members);
  *groups = (GvGroups){ 0 };
}

gboolean gv_groups_init(GvGroups *groups, const GvVertex *labels, GvVertex n, GvVertex count,
                        const GvVertex *order, GError **error)
{
  GvVertex *next;

  *groups = (GvGroups){ .count = count };
  if (!(groups->starts = gv_array_new((size_t)count + 2, sizeof *groups->starts, error)) ||
      !(groups->members = gv_array_new_raw(n, sizeof *groups->members, error)))
    return FALSE;
  next = groups->starts + 1; /* next[c] begins as the start of c and ends as its end */
  for (GvVertex v = 0; v < n; v++)
    next[labels[v] + 1]++;
  for (GvVertex c = 0; c < count; c++)
    next[c + 1] += next[c];
  for (GvVertex i = 0; i < n; i++) {
    const GvVertex v = order ? order[i] : i;
    groups->members[next[labels[v]]++] = v;
  }
  return TRUE;
}
