/* A heap of people by a key: the largest first, of equal ones the first person.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_RATED_H
#define GV_RATED_H

#include <grapevine/graph.h>

typedef struct {
  double key;
  GvVertex v;
} GvRated;

static inline gboolean gv_rated_before(const GvRated *a, const GvRated *b)
{
  return a->key > b->key || (a->key == b->key && a->v < b->v);
}

static inline void gv_rated_sift_down(GvRated *queue, size_t count, size_t at)
{
  const GvRated entry = queue[at];

  for (size_t child; (child = 2 * at + 1) < count; at = child) {
    if (child + 1 < count && gv_rated_before(&queue[child + 1], &queue[child]))
      child++;
    if (gv_rated_before(&entry, &queue[child]))
      break;
    queue[at] = queue[child];
  }
  queue[at] = entry;
}

static inline void gv_rated_heap(GvRated *queue, size_t count)
{
  for (size_t at = count / 2; at-- > 0;)
    gv_rated_sift_down(queue, count, at);
}

/* The entry that comes before those mirrored whom this one comes after; and back. */
static inline GvRated gv_rated_mirror(GvRated entry)
{
  return (GvRated){ -entry.key, ~entry.v };
}
#endif
