/* A pool of random reverse reachable sets, turned round as they come: of each
 * person, the sets that hold them. What need not be kept is counted only: sets
 * that hold one candidate, sets that a sentinel stands in, and people who are no
 * candidates.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_POOL_H
#define GV_POOL_H

#include "algorithms/influence/reverse_sets.h"

/* Where sets come from: set i of a stream is the same whoever draws it, and when. */
typedef struct {
  const GvReverseModel *model;
  GvRoots roots;
  GvReverseSet *scratch; /* [threads] */
  int threads;
  uint64_t seed;
  gboolean patient; /* there are active people: who meets a seed may still meet one of them */
} GvSetSource;

gboolean gv_set_source_init(GvSetSource *source, const GvReverseModel *model, const double *value,
                            uint64_t seed, const GvTask *task, GError **error);
void gv_set_source_clear(GvSetSource *source);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvSetSource, gv_set_source_clear)
/* Ties and people looked at so far. */
uint64_t gv_set_source_work(const GvSetSource *source);

/* Streams of random numbers of one run. */
enum {
  GV_STREAM_PILOT = 0, /* + how many sentinels stand */
  GV_STREAM_POOL = 64,
  GV_STREAM_SCORE = 128, /* + attempt */
  GV_STREAM_LAST = 192,  /* + attempt */
  GV_STREAM_CURVE = 256,
  GV_STREAM_SURVEY = 320,
};
uint64_t gv_stream_seed(const GvSetSource *source, unsigned stream);

enum {
  GV_POOL_ACTIVE = GV_WATCH_ENDS, /* bits of people: already won */
  GV_POOL_SENTINEL = 0x10,        /* in the set of seeds whatever comes */
  GV_POOL_CANDIDATE = 0x20,       /* may be a seed */
  GV_POOL_MOST_PARTS = 40,
};

/* The sets of one growth. */
typedef struct {
  uint32_t *offsets; /* [n + 1] */
  uint32_t *sets;    /* [offsets[n]], of each candidate the stored sets with them */
  uint32_t first;    /* number of its first stored set */
} GvPoolPart;

typedef struct {
  GvVertex n;
  const uint8_t *people; /* [n], bits as above; the caller's */
  const float *near;     /* [n], as the sets' watch; NULL = nobody is; the caller's */
  unsigned stream;
  uint64_t drawn, covered; /* sets; those with a sentinel and without an active person */
  uint32_t stored;         /* sets with two candidates or more */
  uint32_t *alone;         /* [n], sets with this candidate only */
  GvPoolPart parts[GV_POOL_MOST_PARTS];
  size_t part_count;
  uint64_t entries; /* of all parts */
} GvPool;

gboolean gv_pool_init(GvPool *pool, GvVertex n, const uint8_t *people, unsigned stream,
                      GError **error);
void gv_pool_clear(GvPool *pool);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvPool, gv_pool_clear)

/* Draws `more` sets. On error the pool is as it was. Errors: NO_MEMORY, LIMIT where the
 * parts or 32 bits are full, CANCELLED, TIMEOUT. */
gboolean gv_pool_grow(GvPool *pool, GvSetSource *source, uint64_t more, GvTask *task,
                      GError **error);
/* Sets drawn since `first_part` that the seeds cover, sentinels included; alone_then [count]:
 * what alone said of the seeds before. Errors: NO_MEMORY. */
gboolean gv_pool_covered_since(const GvPool *pool, size_t first_part, uint64_t covered_then,
                               const GvVertex *seeds, const uint32_t *alone_then, size_t count,
                               uint64_t *covered, GError **error);
#endif
