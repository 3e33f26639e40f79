/* People of whom it is known that they were there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/evaluate.h>

#include "graph/base/array.h"

static void see(uint8_t *seen, GvVertex v)
{
  if (v != GV_VERTEX_NONE)
    seen[v] = 1;
}

uint8_t *gv_people_seen(const GvNetwork *past, GError **error)
{
  const GvActs acts = gv_network_acts(past);
  const GvEvents events = gv_network_events(past);
  uint8_t *seen = gv_array_new(gv_names_count(gv_network_names(past)), sizeof *seen, error);

  for (size_t i = 0; seen && i < acts.dated; i++) {
    see(seen, acts.from[acts.by_time[i]]);
    see(seen, acts.to[acts.by_time[i]]);
  }
  for (size_t i = 0; seen && i < events.count; i++) {
    see(seen, events.user[i]);
    see(seen, events.parent ? events.parent[i] : GV_VERTEX_NONE);
  }
  return seen;
}
