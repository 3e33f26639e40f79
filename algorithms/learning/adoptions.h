/* Who acted on which item first when, and where the two ends of a tie meet.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_ADOPTIONS_H
#define GV_ADOPTIONS_H

#include <grapevine/history.h>

typedef struct {
  GvVertex n;
  uint32_t items;
  size_t count;
  size_t *begin;  /* [n + 1], adoptions of each person */
  uint32_t *item; /* [count], ascending within a person */
  double *time;   /* [count], of the person's first action on it */
} GvAdoptions;

/* count 0 where no event has an item. Errors: NO_MEMORY, CANCELLED. */
gboolean gv_adoptions_init(GvAdoptions *adoptions, const GvEvents *events, GvVertex n, GvTask *task,
                           GError **error);
void gv_adoptions_clear(GvAdoptions *adoptions);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvAdoptions, gv_adoptions_clear)

static inline size_t gv_adoptions_of(const GvAdoptions *a, GvVertex v)
{
  return a->begin[v + 1] - a->begin[v];
}

/* Items that both ends of an arc acted on, whoever was first. */
typedef struct {
  size_t count;
  size_t *begin;              /* [m + 1], of each arc of the out side */
  size_t *listener, *speaker; /* [count], adoptions of tail and head */
} GvMeetings;

/* O(sum over arcs of the shorter end's adoptions x log). Errors: NO_MEMORY, CANCELLED. */
gboolean gv_meetings_init(GvMeetings *meetings, const GvAdoptions *adoptions, GvAdjacency out,
                          GvTask *task, GError **error);
void gv_meetings_clear(GvMeetings *meetings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvMeetings, gv_meetings_clear)
#endif
