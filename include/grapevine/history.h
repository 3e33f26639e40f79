/* Who did what when: the rows that a network was made of, and the network as it
 * was known at a time.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_HISTORY_H
#define GRAPEVINE_HISTORY_H

#include <grapevine/network.h>

G_BEGIN_DECLS

/* Rows of follows, interactions and edges as they were read, in that order: also
 * those that make no tie (on oneself, without weight, later than as_of). An edge
 * that a graph file calls undirected stands once, or, read as directed, once each
 * way. Borrowed from the network. */
typedef struct {
  size_t count;
  const GvVertex *from, *to; /* [count] attention: who acted, towards whom; equal = on oneself */
  const double *weight;      /* [count], as the row said, >= 0; NULL = 1 each */
  const double *time;        /* [count], NaN = undated; NULL = none is dated */
  const uint16_t *layer;     /* [count], index into gv_network_layers(); NULL = all of layer 0 */
  const size_t *by_time;     /* [dated], the dated rows in order of time, equal times as read */
  size_t dated;
} GvActs;

/* Rows of the events' table as they were read. Codes are 0, 1, … in order of
 * appearance. Borrowed from the network. */
typedef struct {
  size_t count;
  const GvVertex *user;   /* [count] */
  const GvVertex *parent; /* [count], GV_VERTEX_NONE = nobody's; NULL = no such column */
  /* [count], codes into the names below; GV_VERTEX_NONE = empty (never of event); NULL = no such
   * column */
  const uint32_t *event, *item, *channel, *campaign;
  const double *time;    /* [count], always known */
  const double *value;   /* [count], >= 0, NaN = not said; NULL = no such column */
  const GvNames *events, *items, *channels, *campaigns; /* NULL where there is no such column */
  const size_t *by_time; /* [count], in order of time, equal times as read */
} GvEvents;

/* Nothing (count 0) unless the network was read with GvReadOptions.keep_acts from
 * tables or graph files only: packed graphs have no rows any more. */
GV_API GvActs gv_network_acts(const GvNetwork *network);
/* Nothing (count 0) where no events were read. */
GV_API GvEvents gv_network_events(const GvNetwork *network);

/* Up to when rows were looked at (GvReadOptions.as_of, or the time of a past network); NaN = all
 * of them. Events that are later are still among gv_network_events. */
GV_API double gv_network_as_of(const GvNetwork *network);

/* The network as it was known at `time`: without the rows later than it, and without
 * whoever they alone name. A row at that very time was known. Undated rows, the users'
 * tables and the nodes of graph files were known all along. The rules by which rows become ties are
 * those of the network; ties age to `time`, or to its as_of where that is earlier. So
 * it is what reading the same files with as_of = time gives once the later rows
 * are cut from them; its own acts and events are kept too.
 * *now_of [n of the past]: whom of the network each of it stands for; caller's, g_free.
 * NULL = not wanted. O(rows). Errors: INVALID_ARGUMENT where the network does not have
 * its rows or time is no number; NO_MEMORY, CANCELLED. */
GV_API GvNetwork *gv_network_past(const GvNetwork *network, double time, GvVertex **now_of,
                                  GvTask *task, GError **error);

/* The log as it might have been: what one person did towards one other (rows of
 * interactions and edges, events with that parent; of other events what was done on one
 * item, else the row by itself) is drawn k times, k Poisson with mean 1, from the stream
 * (seed, round). Follows stay. The same people with the same numbers, what is known of them, layers
 * and rules; ties age to the same date. It keeps the network alive. O(rows). Errors:
 * INVALID_ARGUMENT where there are no such rows or they were not kept; NO_MEMORY, CANCELLED. */
GV_API GvNetwork *gv_network_resample(GvNetwork *network, uint64_t seed, uint64_t round,
                                      GvTask *task, GError **error);
/* FALSE and the reason where that is not possible. */
GV_API gboolean gv_network_can_resample(const GvNetwork *network, GError **error);

/* When a share (0 .. 1) of the time from the first dated row to the last has passed,
 * acts and events together. FALSE where none is dated. */
GV_API gboolean gv_network_time_at(const GvNetwork *network, double share, double *time);

G_END_DECLS
#endif
