/* A list of people, best first, by keys that only fall as it grows. Hardly anybody is ever looked
 * at, so only the best are queued; the others wait until those have all fallen behind one of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BEST_FIRST_H
#define GV_BEST_FIRST_H

#include "algorithms/influence/rated.h"
#include "algorithms/influence/rivals.h"

typedef struct {
  const GvContest *contest;
  gboolean by_cost;
  const double *scores; /* [n], of whoever waits: no less than they add now */
  uint8_t *known;       /* [n], 1 = forced, or queued at some time */
  GvRated *queue;       /* [n], a heap */
  size_t queued;
  size_t batch;  /* people queued at once */
  GvRated floor; /* nobody who waits comes before this */
  gboolean all;  /* nobody waits */
  GvRoom room;
  GvVertex *seeds;
  size_t count;
} GvBestFirst;

/* scores: [n], the caller's. The forced come first, and are taken. Errors: NO_MEMORY. */
gboolean gv_best_first_begin(GvBestFirst *list, const double *scores, GError **error);
void gv_best_first_clear(GvBestFirst *list);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvBestFirst, gv_best_first_clear)

double gv_best_first_key(const GvBestFirst *list, GvVertex v, double score);
/* Who comes next, as far as is known; NULL once the list is full or nobody is left. Whose key has
 * fallen moves back by gv_rated_sift_down. */
GvRated *gv_best_first_next(GvBestFirst *list);
void gv_best_first_take(GvBestFirst *list, GvVertex v);
/* The one who was next is queued no more. */
void gv_best_first_pop(GvBestFirst *list);
#endif
