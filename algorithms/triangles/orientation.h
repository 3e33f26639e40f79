/* The graph ranked by degree, every edge an arc towards the larger degree: each
 * triangle is then seen from its lowest corner only, and rows stay under sqrt(2m).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TRIANGLES_ORIENTATION_H
#define GV_TRIANGLES_ORIENTATION_H

#include <grapevine/graph.h>

#include "graph/edges.h"

typedef struct {
  GvVertex n;
  GvVertex *order;  /* [n], order[r] is the vertex of rank r; rank 0 has most neighbours */
  GvSide arcs;      /* by rank; row r ascending, all below r; weights NULL = 1 each */
  GvVertex longest; /* row */
} GvOrientation;

/* Of an undirected graph's side. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_orientation_init(GvOrientation *orientation, GvAdjacency side, GvTask *task,
                             GError **error);
void gv_orientation_clear(GvOrientation *orientation);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvOrientation, gv_orientation_clear)

/* A thread's own. mark and count are zero before and after each row. */
typedef struct {
  GvVertex *mark;  /* [n] */
  GvVertex *count; /* [longest + 1] */
  GvVertex *hits;  /* [longest + 1], any content */
} GvRowScratch;

/* Does one row's work. */
typedef void (*GvRowFn)(void *data, GvVertex row, const GvRowScratch *scratch);

typedef struct {
  GvRowFn row;
  void *data;
  double from, to; /* progress before and after, in [0, 1] */
} GvRowPass;

/* Every row once; on one thread in ascending order. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_orientation_each_row(const GvOrientation *orientation, GvRowPass pass, GvTask *task,
                                 GError **error);

static inline GvAdjacency gv_orientation_rows(const GvOrientation *o)
{
  return (GvAdjacency){ o->n, o->arcs.offsets, o->arcs.targets, o->arcs.weights };
}

/* mark[w] = 1 + position of w in the row of v. */
static inline void gv_row_mark(GvAdjacency rows, GvVertex v, GvVertex *mark)
{
  const GvEdge begin = rows.offsets[v];

  for (GvEdge e = begin; e < rows.offsets[v + 1]; e++)
    mark[rows.targets[e]] = (GvVertex)(e - begin) + 1;
}

static inline void gv_row_unmark(GvAdjacency rows, GvVertex v, GvVertex *mark)
{
  for (GvEdge e = rows.offsets[v]; e < rows.offsets[v + 1]; e++)
    mark[rows.targets[e]] = 0;
}

/* The first arc of [begin, end) whose target is at least `target`. */
static inline GvEdge gv_row_find(const GvVertex *targets, GvEdge begin, GvEdge end, GvVertex target)
{
  while (begin < end) {
    GvEdge middle = begin + (end - begin) / 2;
    if (targets[middle] < target)
      begin = middle + 1;
    else
      end = middle;
  }
  return begin;
}
#endif
