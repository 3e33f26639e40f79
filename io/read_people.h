/* Columns about people that grow as people are met.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_PEOPLE_H
#define GV_READ_PEOPLE_H

#include "graph/history.h"
#include "graph/network.h"
#include "io/read_columns.h"

/* In `first`: listed by a packed graph, which has no lines. */
#define GV_USERS_PACKED (UINT64_C(1) << 63)

/* The columns while they grow with the people; all that exist have the length `filled`. */
typedef struct {
  GvNames *names;           /* borrowed; filled */
  const char *const *paths; /* of the inputs, for messages */
  GvVertex before;          /* people known from edges */
  gboolean secret;          /* names are to stay in: messages tell lines only */
  uint64_t matched, rows;   /* rows about one of those; all rows taken */
  GvPeopleColumns columns;
  size_t filled;
  GvMentions *mentions; /* whom the rows name, in their order; NULL = nobody asks */
  size_t listed_room, stage_room, official_room, opt_in_room;
  size_t followers_room, cost_room, value_room;
  uint64_t *first; /* [filled], where a person is listed: line << 16 | input; 0 = nowhere */
  size_t first_room;
  GArray *code_rooms; /* of size_t, beside columns.tags */
} GvUsers;

void gv_users_clear(GvUsers *users);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvUsers, gv_users_clear)

/* The columns that a table with these places (GvColumns) brings, for all who are known so far. */
gboolean gv_users_start(GvUsers *users, const int *place, GError **error);
/* Finds or adds a tag; by_name: tag + 1. */
gboolean gv_users_tag(GvUsers *users, GHashTable *by_name, const char *name, guint *tag,
                      GError **error);
/* [filled], of a tag; GvTag shows them read-only to those who only look. */
GvVertex *gv_users_codes(const GvUsers *users, guint tag);
/* Makes every column that exists n long. */
gboolean gv_users_fit(GvUsers *users, size_t n, GError **error);
/* Gives every column its final length, that of names. */
gboolean gv_users_finish(GvUsers *users, GError **error);
#endif
