/* Who took up an item after whom.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_CASCADES_H
#define GV_CASCADES_H

#include <grapevine/history.h>

/* Of each item everybody's first event on it, in order of time. */
typedef struct {
  GvEvents events;
  size_t items;
  size_t *starts; /* [items + 1], into rows */
  size_t *rows;   /* [starts[items]], of events */
} GvCascades;

/* Events later than `until` are left out. There must be items. Errors: NO_MEMORY. */
gboolean gv_cascades_init(GvCascades *cascades, const GvEvents *events, GvVertex people,
                          double until, GError **error);
void gv_cascades_clear(GvCascades *cascades);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvCascades, gv_cascades_clear)

/* Where people stand in a network, and when they took up the item at hand. */
typedef struct {
  GvAdjacency attention;
  const GvVertex *place; /* [people], vertex of the network; GV_VERTEX_NONE = none of it */
  double *since;         /* [n of the network] */
  size_t *item;          /* [n of the network], whose time since is, + 1 */
  double half_life, now; /* credit is halved for every half_life before now; 0 = it is not */
} GvCascadeStage;

gboolean gv_cascade_stage_init(GvCascadeStage *stage, GvAdjacency attention, const GvVertex *place,
                               GError **error);
void gv_cascade_stage_clear(GvCascadeStage *stage);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvCascadeStage, gv_cascade_stage_clear)

/* Of the first events (those `wanted` [events], 1 = yes; NULL = all) after `after` of people
 * with a place: how many there are (*actions), and how many came after one of somebody whom
 * the person pays attention to, strictly earlier. gain NULL: only that; else all those share
 * one equally. */
uint64_t gv_cascades_share(const GvCascades *cascades, const GvCascadeStage *stage, double after,
                           const uint8_t *wanted, double *gain, uint64_t *actions);
#endif
