/* Dependencies (dependency.h) of sixteen sources at once, every tie of length 1.
 *
 * A vertex has a row of sixteen numbers, a lane for each source. A tie is followed
 * once for all sources that meet at its end, and what it costs is a row's load and
 * add. No predecessors are stored; a lane's sums run in the order of the rows of
 * the graph, whatever the other lanes hold.
 *
 * Within a row the sign tells what may be seen: while paths are counted, minus the
 * count, but plus at the level that is just being filled; on the way back, plus
 * (targets + dependency) / count once a level is done, else minus. So ties within a
 * level add nothing, without a mask a tie.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_LANES_H
#define GV_PATHS_LANES_H

#include "algorithms/block_sums.h"

enum { GV_LANES = 16 };

/* A vertex and the sources that reached it at this level. */
typedef struct {
  GvVertex vertex;
  uint16_t lanes; /* a bit each */
  uint8_t level;  /* modulo 256: it only tells where one ends */
  uint8_t leads; /* some of these paths lead on */
} GvArrival;

/* Where lanes run: the same for all threads, borrowed. */
typedef struct {
  GvAdjacency out, in;
  const double *targets; /* [n], how many stand at v: itself and who is folded into it; >= 1 */
  gboolean single;       /* floats in place of doubles */
} GvLaneGraph;

/* The sources of a search, all different. */
typedef struct {
  GvVertex source[GV_LANES];
  double times[GV_LANES];  /* how often each counts */
  int count;               /* 1 to GV_LANES */
  double beyond[GV_LANES]; /* out: targets that each reached, not counting its own */
} GvLaneSources;

typedef struct GvLanes GvLanes;

/* Adds for each v that is reached, but for the source itself, times * (dependency of
 * the source on v + targets folded into v), summed over the sources. */
typedef void (*GvLaneSearch)(GvLanes *lanes, GvLaneSources *sources, GvBlockSum *sum);

/* One thread's scratch. Between searches all of rows, seen, passing and
 * leading is 0. */
struct GvLanes {
  const GvLaneGraph *graph;
  void *memory;      /* in which rows begins at a cache line */
  void *rows;        /* [n][GV_LANES] */
  uint16_t *seen;    /* [n], lanes that have reached it */
  uint16_t *passing; /* [n], lanes that reach it at the next level */
  uint16_t *leading; /* [n], lanes whose paths lead on from it */
  GvArrival *arrivals; /* by level */
  size_t capacity;
  GvLaneSearch search; /* for the machine at hand */
  gboolean overflow;  /* path counts left the numbers' range; stays set */
  gboolean no_memory; /* stays set */
};

gboolean gv_lanes_init(GvLanes *lanes, const GvLaneGraph *graph, GError **error);
void gv_lanes_clear(GvLanes *lanes);
#endif
