/* The sources of a network, one after the other.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_SOURCES_H
#define GV_READ_SOURCES_H

#include "graph/history.h"
#include "graph/identities.h"
#include "graph/network.h"
#include "io/read_layers.h"
#include "io/read_packed_sources.h"
#include "io/read_problem.h"
#include "io/read_table.h"
#include "io/read_users.h"

/* Everything while it is being read. */
typedef struct {
  const GvSource *sources;
  size_t count;
  const GvReadOptions *options;
  GvReadReport *report;
  GvReadLimits limits;
  GvNames *names;
  GvTies ties;
  GvLayerIndex index;
  GvUsers users;
  GvHistory history;
  GvIdentities *identities;          /* NULL = there is no such table */
  const char **paths;                /* [count] */
  GvEdge *duplicates;                /* [count] */
  gboolean weights[GV_TIE_EDGE + 1]; /* by GvTieKind: some table has a weight column */
  GvDirection own;                   /* what the sources so far say; DEFAULT = none was read */
  size_t own_from;                   /* the first of them */
  GvPackedSources packed;
} GvReading;

/* In this order. */
typedef enum {
  GV_STEP_IDENTITIES,
  GV_STEP_EDGES,
  GV_STEP_USERS,
  GV_STEP_EVENTS
} GvReadStep;

/* Reads all sources of the step. */
gboolean gv_read_sources(GvReading *reading, GvReadStep step, GvTask *task, GError **error);
/* TRUE where some source is read in that step. */
gboolean gv_read_has(const GvReading *reading, GvReadStep step);
#endif
