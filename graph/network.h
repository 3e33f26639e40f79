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
 * earlier one by the input they came from; dropped [1] the rows later than
 * as_of. Errors: PARSE for a pair said twice under GV_DUPLICATES_ERROR,
 * NO_MEMORY, CANCELLED. */
GvNetwork *gv_network_new(GvTies *ties, GvNames **names, GvLayers *layers,
                          GvPeopleColumns *people, const GvMergeRules *rules, GvEdge *duplicates,
                          GvEdge *dropped, GvTask *task, GError **error);
#endif
