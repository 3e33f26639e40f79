/* Ties into edges: duplicates merged, parts kept by layer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_MERGE_H
#define GV_MERGE_H

#include "graph/edges.h"
#include "graph/ties.h"

/* Owned arrays of a GvParts. */
typedef struct {
  GvEdge *offsets;
  uint16_t *layers;
  double *weights;
  uint32_t *counts;
  double *last;
} GvPartArrays;

void gv_part_arrays_clear(GvPartArrays *parts);

typedef struct {
  GvSide edges; /* rows ascending; undirected: each pair at its smaller end */
  GvSide turned; /* edges by their other end, rows ascending; empty where nobody made it */
  GvPartArrays parts;
  GvEdge *duplicates; /* [inputs], caller's; NULL = nobody asks */
  GvDropped dropped;
} GvMerged;

void gv_merged_clear(GvMerged *merged);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvMerged, gv_merged_clear)

typedef struct {
  GvVertex n;
  const GvLayer *layers;
  size_t layer_count;
  const GvStream *streams;
  const GvMergeRules *rules;
} GvMergeInput;

/* Consumes the ties (cleared as their columns are no longer needed). */
gboolean gv_ties_merge(GvTies *ties, const GvMergeInput *input, GvMerged *merged, GvTask *task,
                       GError **error);
#endif
