/* What the rows that say one pair add up to, by layer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PAIR_H
#define GV_PAIR_H

#include "graph/merge.h"
#include "graph/tie_rows.h"

enum { GV_TIE_KINDS = 3 };

/* What one layer gives to the pair at hand. */
typedef struct {
  double weight, last;
  uint32_t count;
  gboolean touched;
} GvPortion;

/* One thread's scratch: the pair at hand. Between pairs all portions are zero. */
typedef struct {
  GvPortion *portions;  /* [layer_count] */
  uint16_t *touched;    /* [layer_count], layers with a portion, ascending */
  size_t touched_count;
  GvEdge faded; /* ties met so far whose age made their weight 0 */
  gboolean seen[GV_TIE_KINDS];
  GvEdge first[GV_TIE_KINDS];  /* the kind's first row */
  size_t winner[GV_TIE_KINDS]; /* layer of the kind's first or largest row */
} GvPair;

/* Two rows that must not say the same. */
typedef struct {
  gboolean found;
  unsigned input, first_input;
  uint64_t line, first_line;
} GvClash;

/* What all threads share. */
typedef struct {
  const GvMergeInput *input;
  GvTieRows rows;
  double now; /* what ages are measured from */
  GvClash clash;
} GvPairSource;

gboolean gv_pair_init(GvPair *pair, size_t layer_count, GError **error);
void gv_pair_clear(GvPair *pair);

GvStream gv_pair_stream(const GvPairSource *source, GvEdge tie);

/* Gathers the pair whose rows begin at key k of row v; returns where the next
 * one begins. Its weight is 0 where it is no tie; touched then names the layers
 * that gave something. The caller takes the portions and resets each to zero. */
GvEdge gv_pair_gather(GvPair *pair, GvPairSource *source, GvVertex v, GvEdge k, double *weight);
#endif
