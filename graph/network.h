/* Making a network: for readers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_NETWORK_H
#define GV_NETWORK_H

#include "graph/names.h"
#include "graph/ties.h"

/* The users' table while it is read and afterwards; columns as in GvPeople. */
typedef struct {
  uint8_t *listed, *stage, *official, *opt_in;
  double *followers, *cost, *value;
  GArray *tags; /* of GvTag; values and codes owned. NULL = none */
} GvPeopleColumns;

void gv_people_columns_clear(GvPeopleColumns *people);
/* The columns of people[0], people[1], … as columns of their own, [n]. On error what
 * was made so far is there to be cleared. */
gboolean gv_people_gather(const GvPeople *from, const GvVertex *people, GvVertex n,
                          GvPeopleColumns *to, GError **error);

/* Layers while they are found; type and channel are interned by the caller's
 * GStringChunk, which the network takes over. */
typedef struct {
  GvLayer *layers; /* [layer_count] */
  size_t layer_count;
  GvStream *streams; /* [stream_count] */
  size_t stream_count;
  GStringChunk *strings;
} GvLayers;

void gv_layers_clear(GvLayers *layers);

/* Merges the ties and takes everything over: ties, names, layers and people are
 * left empty, also on error. duplicates [inputs] counts the rows merged into an
 * earlier one by the input they came from; dropped says which ties made no edge.
 * Errors: PARSE for a pair said twice under GV_DUPLICATES_ERROR,
 * NO_MEMORY, CANCELLED. */
GvNetwork *gv_network_new(GvTies *ties, GvNames **names, GvLayers *layers, GvPeopleColumns *people,
                          const GvMergeRules *rules, GvEdge *duplicates, GvDropped *dropped,
                          GvTask *task, GError **error);

/* A network as it lies in memory, for those who store it and load it again. */
typedef struct {
  gboolean directed, timed;
  GvAdjacency out, in;        /* of the graph */
  GvAdjacency pairs;          /* undirected: each pair at its smaller end; directed: not used */
  GvParts parts;              /* weights only where there are offsets: else the edges' own */
  GvDuplicates duplicates[3]; /* by GvTieKind: how rows were merged; never DEFAULT */
  double first_time, last_time;
  const GvPeople *people;
} GvNetworkView;

GvNetworkView gv_network_view(const GvNetwork *network);

/* A network whose arrays lie in `memory`, which it keeps alive: those of the
 * view and of its people, and the names'. Takes over names, layers and the
 * values of the tags. */
GvNetwork *gv_network_borrow(GBytes *memory, const GvNetworkView *view, GvNames **names,
                             GvLayers *layers);

/* The span covers first .. last as well. */
void gv_network_widen_times(GvNetwork *network, double first, double last);

/* Turns every edge of a network round that nobody else has seen yet. O(parts). */
gboolean gv_network_turn(GvNetwork *network, GError **error);

/* Gives a network that nobody else has seen yet other people: the same names
 * with more behind them, and columns of their length. Takes both over. */
gboolean gv_network_set_people(GvNetwork *network, GvNames **names, GvPeopleColumns *people,
                               GError **error);
#endif
