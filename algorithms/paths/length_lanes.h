/* Searches from sixteen sources at once where ties have lengths.
 *
 * A vertex has a row of sixteen distances. Searches do not wait for each other: who
 * is nearest to any source goes next, and tells its neighbours about all lanes; whose
 * distance falls in some lane goes again. Sources near each other have most of their
 * trees in common, so most vertices go once or twice. The distances are those of
 * Dijkstra to the bit: the least of the sums along a path, rounding being monotone.
 *
 * Then the ties on shortest paths are listed, each with its lanes, by the distances
 * alone. Paths are counted over them in passes: whose predecessors are done is done,
 * lane by lane, each pass over those left from the other end; backwards in the
 * reverse of what was done. After many passes those left go lane by lane, by distance.
 *
 * Who takes no part: where lengths are so unequal that a tie may be lost in rounding,
 * or that most go again and again, a search gives up: one source at a time is safer there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_LENGTH_LANES_H
#define GV_PATHS_LENGTH_LANES_H

#include "algorithms/paths/dijkstra.h"
#include "algorithms/paths/lanes.h"
#include "algorithms/paths/length_graph.h"

enum { GV_LENGTH_BUCKETS = 1024, GV_LENGTH_PASSES = 64 };

typedef struct {
  double key;            /* the least distance that neighbours have not been told, else INFINITY */
  GvVertex before, next; /* in its bucket; GV_VERTEX_NONE = it is the first, last */
  uint16_t bucket;       /* GV_LENGTH_BUCKETS = in none */
  uint16_t done, missing; /* lanes whose paths are counted, are to be counted */
  uint16_t listed;
} GvLengthState;

/* Who waits to go, by about how far it is. */
typedef struct {
  GvVertex first[GV_LENGTH_BUCKETS];
  uint64_t filled[GV_LENGTH_BUCKETS / 64]; /* a bit for each bucket */
  uint64_t at; /* step of the bucket at hand; the others are those up to a round ahead */
} GvLengthQueue;

/* A tie on shortest paths: from whom, and of which lanes. */
typedef struct {
  GvVertex from;
  uint16_t lanes;
} GvLengthTie;

/* Paths to a vertex were counted in these lanes. */
typedef struct {
  GvVertex at; /* place in order */
  uint16_t lanes;
} GvLengthEvent;

typedef struct {
  double distance;
  GvVertex at;
} GvLengthPlace;

/* What searches found around their sources. */
typedef struct {
  double sum[GV_LANES];     /* of distances, or of 1 / distance */
  double reached[GV_LANES]; /* others */
} GvLengthSums;

typedef struct GvLengthLanes GvLengthLanes;

/* One thread's scratch. Between searches all distances are infinite, no one waits. */
struct GvLengthLanes {
  const GvLengthGraph *graph;
  const double *targets; /* [n], how many stand at v; NULL = distances only */
  unsigned passes;       /* before those left go lane by lane */
  void *memory[2];       /* in which the rows begin at a cache line */
  void *distance;        /* [n][GV_LANES]; on the way back: what successors give a path */
  void *paths;           /* [n][GV_LANES], where they have been counted */
  GvLengthState *state;  /* [n] */
  GvLengthQueue queue;
  GvVertex *order; /* [count], as they first went */
  GvVertex count;
  GvVertex *waiting; /* [n], places in order */
  GvEdge *begin;     /* [n + 1], in ties, by place in order */
  GvLengthTie *ties;
  GvLengthEvent *events;
  size_t tie_capacity, event_capacity, event_count;
  gboolean overflow;  /* path counts left the numbers' range; stays set */
  gboolean no_memory; /* stays set */
};

/* FALSE: nothing was added or told, either for want of memory or because the search
 * gave up. Sources are told by their numbers in the GvLengthGraph, scores by those of the
 * graph given; else as GvLaneSearch. */
typedef gboolean (*GvLengthSearch)(GvLengthLanes *lanes, GvLaneSources *sources, GvBlockSum *sum);
/* The same for what is around the sources. */
typedef gboolean (*GvLengthAround)(GvLengthLanes *lanes, const GvLaneSources *sources,
                                   gboolean inverse, GvLengthSums *sums);

GvLengthSearch gv_length_search(void); /* for the machine at hand */
GvLengthAround gv_length_around(void);

gboolean gv_length_lanes_init(GvLengthLanes *lanes, const GvLengthGraph *graph,
                              const double *targets, GError **error);
void gv_length_lanes_clear(GvLengthLanes *lanes);
/* To what holds between searches. O(n). */
void gv_length_lanes_reset(GvLengthLanes *lanes);

gboolean gv_length_search_any(GvLengthLanes *lanes, GvLaneSources *sources, GvBlockSum *sum);
gboolean gv_length_search_avx2(GvLengthLanes *lanes, GvLaneSources *sources, GvBlockSum *sum);
gboolean gv_length_search_avx512(GvLengthLanes *lanes, GvLaneSources *sources, GvBlockSum *sum);
gboolean gv_length_around_any(GvLengthLanes *lanes, const GvLaneSources *sources, gboolean inverse,
                              GvLengthSums *sums);
gboolean gv_length_around_avx2(GvLengthLanes *lanes, const GvLaneSources *sources,
                               gboolean inverse, GvLengthSums *sums);
gboolean gv_length_around_avx512(GvLengthLanes *lanes, const GvLaneSources *sources,
                                 gboolean inverse, GvLengthSums *sums);
#endif
