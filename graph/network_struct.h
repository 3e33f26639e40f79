/* What a network is made of: for the files that make and change networks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_NETWORK_STRUCT_H
#define GV_NETWORK_STRUCT_H

#include "graph/history.h"
#include "graph/merge.h"
#include "graph/network.h"

struct GvNetwork {
  gatomicrefcount references;
  GvGraph *graph;
  GvNames *names;
  GvLayers layers;
  GvParts parts;
  GvAdjacency pairs; /* undirected: each pair at its smaller end; else empty */
  GvPeople people;
  GvDuplicates duplicates[GV_TIE_EDGE + 1];
  gboolean timed;
  double first_time, last_time;
  GBytes *memory; /* of what is borrowed; NULL = everything is owned, below */
  GvPartArrays owned_parts;
  GvSide owned_pairs;
  GvPeopleColumns owned_people;
  GvTag *borrowed_tags; /* whose values are owned */
  GvHistory history;
  GvNetwork *whole; /* whose people and texts of layers are shared; NULL = they are its own */
};

/* Take over what they are given; what the network had of it must be cleared before. */
void gv_network_take_parts(GvNetwork *network, GvPartArrays *parts);
void gv_network_take_people(GvNetwork *network, GvPeopleColumns *columns);
void gv_network_clear_people(GvNetwork *network);
#endif
