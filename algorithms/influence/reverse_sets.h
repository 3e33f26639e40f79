/* Random reverse reachable sets: who would have won the root over, in one
 * random outcome of all ties. The one place of the house that draws them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_REVERSE_SETS_H
#define GV_REVERSE_SETS_H

#include <grapevine/influence.h>

#include "graph/base/random.h"

/* What a draw needs of one listener, side by side in memory. */
typedef struct {
  GvEdge begin;    /* first of their ties */
  uint32_t degree; /* how many */
  double largest;  /* the largest probability of a tie */
  double heaviest; /* a tie's weight / this = its probability / largest; 0 = all are equal */
} GvListener;

/* A spread model made ready. */
typedef struct {
  GvAdjacency ties;      /* listener -> listened-to */
  GvListener *listeners; /* [n] */
} GvReverseModel;

gboolean gv_reverse_model_init(GvReverseModel *model, GvGraph *attention, const GvSpread *spread,
                               GvTask *task, GError **error);
void gv_reverse_model_clear(GvReverseModel *model);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvReverseModel, gv_reverse_model_clear)

/* One thread's scratch, and the set last drawn. */
typedef struct {
  uint32_t *stamp; /* [n], == epoch: in the set */
  uint32_t epoch;
  GvVertex *members; /* [n] */
  GvVertex size;     /* of the set; members[0] is the root */
  uint64_t looked;   /* ties looked at since init */
} GvReverseSet;

gboolean gv_reverse_set_init(GvReverseSet *set, GvVertex n, GError **error);
void gv_reverse_set_clear(GvReverseSet *set);

/* Draws the set of `root` with the numbers of stream `index`: the same set
 * whichever thread draws it. */
void gv_reverse_set_draw(GvReverseSet *set, const GvReverseModel *model, GvVertex root,
                         uint64_t seed, uint64_t index);
#endif
