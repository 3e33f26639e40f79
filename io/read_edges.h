/* Rows of --follows, --interactions and --edges, as ties.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_EDGES_H
#define GV_READ_EDGES_H

#include "graph/history.h"
#include "graph/identities.h"
#include "graph/names.h"
#include "graph/ties.h"
#include "io/read_layers.h"
#include "io/read_table.h"

typedef struct {
  unsigned input;   /* index of the source */
  gboolean reverse; /* a row "a, b" becomes the tie b -> a */
  gboolean timed;   /* out: some row says a time */
  const GvIdentities *identities; /* NULL = names are people's */
  GvNames *names;   /* filled, as are the next three */
  GvTies *ties;
  GvLayerIndex *index;
  GvHistory *history;    /* where acts and mentions are kept; NULL = they are not */
  GvInputReport *report; /* self_loops, zero_weights */
} GvEdgeTarget;

gboolean gv_read_edges(GvReadTable *table, GvEdgeTarget *target, GvTask *task, GError **error);

/* Adds the tie, or counts it as a self-loop or as one without weight. */
gboolean gv_read_tie(GvEdgeTarget *target, GvTie tie, GError **error);

/* Interns with a message that says what to do where there are too many names. */
gboolean gv_read_intern(GvNames *names, const GvField *name, uint64_t hash, GvVertex *id,
                        GError **error);
#endif
