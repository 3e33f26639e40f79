/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/allowed.h"

#include "graph/base/array.h"

gboolean gv_room_init(GvRoom *room, const GvCoverRules *rules, GError **error)
{
  *room = (GvRoom){ .rules = rules };
  return rules->group == NULL ||
         (room->in_group = gv_array_new(rules->groups, sizeof *room->in_group, error)) != NULL;
}

void gv_room_clear(GvRoom *room)
{
  g_free(room->in_group);
  *room = (GvRoom){ 0 };
}

/* A budget may be filled to the last cent, as rounded. */
gboolean gv_room_has(const GvRoom *room, GvVertex v)
{
  const GvCoverRules *r = room->rules;

  return room->count < r->count && room->spent + gv_cost(r, v) <= r->budget * (1 + 1e-12) &&
         (r->group == NULL || room->in_group[r->group[v]] < r->per_group);
}

void gv_room_take(GvRoom *room, GvVertex v)
{
  room->count++;
  room->spent += gv_cost(room->rules, v);
  if (room->in_group)
    room->in_group[room->rules->group[v]]++;
}
