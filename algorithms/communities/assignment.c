/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/assignment.h"

#include <string.h>

#include "graph/base/array.h"

gboolean gv_assignment_init(GvAssignment *a, GvVertex n, GError **error)
{
  *a = (GvAssignment){ 0 };
  return (a->community = gv_array_new_raw(n, sizeof *a->community, error)) &&
         (a->mass = gv_array_new_raw(n, sizeof *a->mass, error)) &&
         (a->members = gv_array_new_raw(n, sizeof *a->members, error));
}

void gv_assignment_clear(GvAssignment *a)
{
  g_free(a->community);
  g_free(a->mass);
  g_free(a->members);
  *a = (GvAssignment){ 0 };
}

void gv_assignment_count(GvAssignment *a, const GvLevel *level)
{
  memset(a->mass, 0, level->n * sizeof *a->mass);
  memset(a->members, 0, level->n * sizeof *a->members);
  for (GvVertex v = 0; v < level->n; v++) {
    a->mass[a->community[v]] = gv_mass_plus(a->mass[a->community[v]], level->mass[v]);
    a->members[a->community[v]]++;
  }
}

GvVertex gv_assignment_communities(const GvAssignment *a, GvVertex n)
{
  GvVertex used = 0;

  for (GvVertex c = 0; c < n; c++)
    used += a->members[c] > 0;
  return used;
}

GvVertex gv_labels_compact(GvVertex *labels, GvVertex n, GvVertex *number)
{
  GvVertex count = 0;

  memset(number, 0xff, n * sizeof *number);
  for (GvVertex v = 0; v < n; v++) {
    if (number[labels[v]] == GV_VERTEX_NONE)
      number[labels[v]] = count++;
    labels[v] = number[labels[v]];
  }
  return count;
}
