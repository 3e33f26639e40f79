/* Rows of --events: what people did, and who brought them to it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_EVENTS_H
#define GV_READ_EVENTS_H

#include "graph/history.h"
#include "graph/identities.h"
#include "graph/names.h"
#include "io/read_table.h"

typedef struct {
  GvNames *names; /* filled, as is the next */
  GvEventColumns *columns;
  const GvIdentities *identities; /* NULL = names are people's */
  GvVertex before;   /* people who were known without events */
  uint64_t matched;  /* out: rows of one of those */
} GvEventTarget;

gboolean gv_read_events(GvReadTable *table, GvEventTarget *target, GvTask *task, GError **error);
#endif
