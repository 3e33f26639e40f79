/* Columns about people that grow as people are met.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_PEOPLE_H
#define GV_READ_PEOPLE_H

#include "graph/history.h"
#include "graph/identities.h"
#include "graph/network.h"
#include "io/read_columns.h"

/* In `first`: listed by a packed graph, which has no lines. */
#define GV_USERS_PACKED (UINT64_C(1) << 63)
/* The same: by rows of accounts only, and a row of the person's own may come. */
#define GV_USERS_ACCOUNT (UINT64_C(1) << 62)
/* In `opt_in` while it grows: no, by a row; whatever others say. */
enum { GV_OPT_IN_NO = 2 };

/* The columns while they grow with the people; all that exist have the length `filled`. */
typedef struct {
  GvNames *names;           /* borrowed; filled */
  GvIdentities *identities; /* borrowed; NULL = names are people's */
  const char *const *paths; /* of the inputs, for messages */
  GvVertex before;          /* people known from edges */
  gboolean secret;          /* names are to stay in: messages tell lines only */
  uint64_t matched, rows;   /* rows about one of those; all rows taken */
  uint64_t conflicts;       /* cells that say otherwise than an earlier row of the person */
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
/* What a row says of a person; a table without the column leaves the cell as it is. */
typedef struct {
  double followers, cost, value;  /* NaN = not said */
  uint8_t stage, official, opt_in; /* opt_in: or GV_OPT_IN_NO */
} GvUserCells;

/* The cells of a table with these places become what is known of person v. */
void gv_users_put(GvUsers *users, const int *place, const GvUserCells *cells, GvVertex v);
/* The same of another row of the person: definitions.md, "People and accounts". */
void gv_users_merge(GvUsers *users, const int *place, const GvUserCells *cells, GvVertex v);
/* Makes every column that exists n long. */
gboolean gv_users_fit(GvUsers *users, size_t n, GError **error);
/* Gives every column its final length, that of names. */
gboolean gv_users_finish(GvUsers *users, GError **error);
#endif
