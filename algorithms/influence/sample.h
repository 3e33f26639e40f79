/* Fresh random sets, of which nothing is stored: what given people reach, seen by
 * sets that had no say in choosing them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SAMPLE_H
#define GV_SAMPLE_H

#include "algorithms/influence/pool.h"

/* What is done with each set that no active person stands in. By any thread, in any order. */
typedef void (*GvSetSampleTake)(const GvReverseSet *set, void *data);
typedef struct {
  GvSetSource *source;
  GvReverseWatch watch; /* no set ends early but at the active where the source is patient */
  unsigned stream;
  GvSetSampleTake take;
  void *data;
  uint64_t first; /* number of the first set */
} GvSetSample;
gboolean gv_set_sample_draw(const GvSetSample *sample, uint64_t sets, GvTask *task, GError **error);

/* Several lists of people. */
enum { GV_LISTS_MOST = 6 };
typedef struct {
  const GvVertex *people;
  size_t count;
} GvList;

/* hits[l] = sets, of `sets`, that a list covers; sets with an active person count for none.
 * Errors: NO_MEMORY, CANCELLED, TIMEOUT. */
gboolean gv_sample_lists(GvSetSource *source, const uint8_t *people, const GvList *lists,
                         size_t count, unsigned stream, uint64_t sets, uint64_t *hits /* [count] */,
                         GvTask *task, GError **error);
/* hits[i] = sets that the person at i covers and none before. */
gboolean gv_sample_ordered(GvSetSource *source, const uint8_t *people, GvList list, unsigned stream,
                           uint64_t sets, uint64_t *hits /* [list.count] */, GvTask *task,
                           GError **error);
#endif
