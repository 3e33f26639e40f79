/* Covers beside their making: their room under the rules of a campaign, the better of two.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/cover.h"
#include "graph/base/array.h"

gboolean gv_cover_init(GvCover *c, size_t most, GError **error)
{
  *c = (GvCover){ .bound = UINT64_MAX };
  return (c->seeds = gv_array_new(most, sizeof *c->seeds, error)) &&
         (c->covered = gv_array_new(most, sizeof *c->covered, error));
}

void gv_cover_clear(GvCover *c)
{
  g_free(c->seeds);
  g_free(c->covered);
  *c = (GvCover){ 0 };
}

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

gboolean gv_cover_best(GvCover *cover, const GvPool *pool, const GvCoverRules *rules,
                       gboolean bounded, GvTask *task, GError **error)
{
  g_auto(GvCover) other = { 0 };

  if (!gv_cover_greedy(cover, pool, rules, FALSE, bounded, task, error))
    return FALSE;
  if (rules->cost == NULL || !isfinite(rules->budget))
    return TRUE;
  if (!gv_cover_init(&other, MIN(rules->count, pool->n), error) ||
      !gv_cover_greedy(&other, pool, rules, TRUE, bounded, task, error))
    return FALSE;
  other.bound = cover->bound = MIN(cover->bound, other.bound);
  if (other.total > cover->total) {
    GvCover swap = *cover;
    *cover = other;
    other = swap;
  }
  return TRUE;
}
