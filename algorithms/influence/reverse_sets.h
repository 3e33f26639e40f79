/* Random reverse reachable sets: who would have won the root over, in one
 * random outcome of all ties. The one place of the house that draws them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_REVERSE_SETS_H
#define GV_REVERSE_SETS_H

#include <grapevine/influence.h>

#include "algorithms/influence/roots.h"
#include "graph/base/random.h"

/* How the live ties of a listener are found. */
typedef enum {
  GV_LISTENER_ALL,      /* all are certain, or there are none */
  GV_LISTENER_COUNTED,  /* all ties are equal: how many are live, by a table, then which */
  GV_LISTENER_EACH,     /* a draw for each tie */
  GV_LISTENER_NUMBER,   /* as COUNTED, without a table */
  GV_LISTENER_JUMPS,    /* jumps of geometric length, thinned */
  GV_LISTENER_ONE,      /* threshold: one tie or none, all are equal */
  GV_LISTENER_WEIGHTED, /* threshold: one tie or none, by weight */
  GV_LISTENER_WAYS = 8,
} GvListenerWay;

/* What a draw needs of one listener, side by side in memory. */
typedef struct {
  GvEdge begin;    /* first of their ties */
  uint32_t degree; /* how many */
  uint32_t how;    /* GvListenerWay; COUNTED: + GV_LISTENER_WAYS x the place of their table */
} GvListener;

/* Of those who are neither ALL nor COUNTED. */
typedef struct {
  double largest; /* the largest probability of a tie; threshold: that any tie is live */
  double other;   /* NUMBER: probability that none is live. Else a tie's weight / this = its
                   * probability / largest; 0 = all are equal */
} GvListenerChances;

enum { GV_COUNTED_LIVE = 6 }; /* live ties, expected, whose number is drawn at once at most */

/* Ties of probability p of which so many are counted at once, with few live ones among them. */
static inline uint32_t gv_counted_at_once(uint32_t degree, double p)
{
  return p * degree <= GV_COUNTED_LIVE ? degree : (uint32_t)ceil(GV_COUNTED_LIVE / p);
}

/* A spread model made ready. */
typedef struct {
  GvAdjacency ties;           /* listener -> listened-to */
  GvAdjacency heard;          /* listened-to <- listener */
  GvListener *listeners;      /* [n] */
  GvListenerChances *chances; /* [n]; NULL where nobody needs any */
  /* Tables, one after the other: how many are counted at once, then for k = 0, 1, …
   * P(at most k are live) in units of 2^-63, the last one UINT64_MAX. */
  uint64_t *tables;
  size_t table_size, table_capacity;
  double probability; /* of each tie; 0 = by listener */
  GvVertex rounds;    /* steps of the spread, at most; 0 = no bound. The caller's */
} GvReverseModel;

gboolean gv_reverse_model_init(GvReverseModel *model, GvGraph *attention, const GvSpread *spread,
                               GvTask *task, GError **error);
void gv_reverse_model_clear(GvReverseModel *model);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvReverseModel, gv_reverse_model_clear)

enum { GV_REVERSE_SETS = 256 }; /* drawn in a row at most */

/* One thread's scratch, and the set last drawn. */
typedef struct {
  uint64_t *marks;   /* [n / 64 + 1], bit v: in the set; all 0 between two draws */
  GvVertex *members; /* [n] */
  GvVertex size;     /* of the set; members[0] is the root */
  uint64_t looked;   /* ties looked at since init */
  uint64_t visited;  /* people whose ties were looked at since init */
  uint8_t met;       /* bits of the members, as watched */
} GvReverseSet;

/* A draw may end early, once it met whom it looks out for. Whoever listens to somebody who alone
 * ends it has that tie drawn as soon as they are met, before all others: in an e-mail network at
 * .1 the busiest is met after half of all who hear of it in the end, if ties are drawn in the order
 * in which people are found. */
enum {
  GV_WATCH_ENDS = 0x80, /* a bit that ends any draw */
  GV_WATCH_NEAR = 0x40, /* has ties that are drawn first */
};
typedef struct {
  const uint8_t *bits; /* [n] */
  uint8_t enough;      /* the draw ends once all of these bits were met; 0 = never */
  const float *near;   /* [n], of those near: probability that a tie drawn first is live */
} GvReverseWatch;

/* Tells all who listen to v, whom to meet is enough. Not where thresholds are: there a
 * listener's ties hang together. */
void gv_reverse_watch_near(const GvReverseModel *model, GvVertex v, uint8_t *bits /* [n] */,
                           float *near /* [n] */);

gboolean gv_reverse_set_init(GvReverseSet *set, GvVertex n, GError **error);
void gv_reverse_set_clear(GvReverseSet *set);

/* Draws the set of `root` with the numbers of stream `index`: the same set
 * whichever thread draws it. */
void gv_reverse_set_draw(GvReverseSet *set, const GvReverseModel *model, GvVertex root,
                         uint64_t seed, uint64_t index);

/* The same from random roots, GV_REVERSE_SETS of them at most: streams first .. end - 1. Whom
 * a set met ends it as `watch` says, then members are those found until then. */
typedef struct {
  const GvReverseModel *model;
  const GvRoots *roots;
  GvReverseWatch watch;
  uint64_t seed;
  void (*take)(GvReverseSet *set, void *data); /* of each set, in order; may reorder members */
  void *data;
} GvReverseDraws;
void gv_reverse_sets_draw(GvReverseSet *set, const GvReverseDraws *draws, uint64_t first,
                          uint64_t end);
#endif
