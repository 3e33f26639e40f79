/* The rows of a network, for those who read them and who keep them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_HISTORY_H
#define GV_HISTORY_H

#include <grapevine/history.h>

#include "graph/ties.h"

/* After every row of edges. */
#define GV_MENTION_LAST SIZE_MAX

/* People who are known whatever the time, in the order in which they were named. */
typedef struct {
  GvVertex *people; /* [count] */
  size_t *after;    /* [count], acts that were read before, ascending; GV_MENTION_LAST = all */
  size_t count, people_room, after_room;
} GvMentions;

gboolean gv_mentions_add(GvMentions *mentions, GvVertex person, size_t after, GError **error);

/* The columns of text in an events' table. */
typedef enum {
  GV_TEXT_EVENT,
  GV_TEXT_ITEM,
  GV_TEXT_CHANNEL,
  GV_TEXT_CAMPAIGN,
  GV_TEXTS
} GvTextColumn;

/* As in GvEvents; codes and names by GvTextColumn. */
typedef struct {
  size_t count;
  GvVertex *user, *parent;
  double *time, *value;
  uint32_t *codes[GV_TEXTS];
  GvNames *names[GV_TEXTS];
  size_t user_room, parent_room, time_room, value_room, code_room[GV_TEXTS];
} GvEventColumns;

typedef struct {
  gboolean kept;   /* acts and mentions are all that were read */
  gboolean packed; /* ties came from a packed graph too, which has no rows */
  GvTies acts;     /* loops and weights of 0 among them; stream: from gv_network_take_history on
                    * the layer */
  gboolean turned; /* rows named `to` first */
  GvMentions mentions;
  GvEventColumns events;
  GvMergeRules rules; /* by which acts became ties; inputs NULL */
  size_t *acts_by_time, *events_by_time;
  size_t dated;
} GvHistory;

void gv_history_clear(GvHistory *history);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvHistory, gv_history_clear)

/* The rows that a network was made of, whose streams are still streams. Takes the
 * history over, also on error. Errors: NO_MEMORY. */
gboolean gv_network_take_history(GvNetwork *network, GvHistory *history, GError **error);
#endif
