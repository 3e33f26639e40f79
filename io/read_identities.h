/* Rows of --identities, and the names in other tables by them: definitions.md,
 * "People and accounts".
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_IDENTITIES_H
#define GV_READ_IDENTITIES_H

#include "graph/identities.h"
#include "io/read_table.h"

/* repeated: rows that say what an earlier one said. paths: of the inputs, for messages. */
gboolean gv_read_identities(GvReadTable *table, unsigned input, GvIdentities *identities,
                            const char *const *paths, GvEdge *repeated, GvTask *task,
                            GError **error);

/* A name in a batch that is an account's on a channel. */
typedef struct {
  GvField *name;     /* becomes the person's where the account has a row */
  uint64_t *hash;    /* becomes the name's, whose ever it is */
  GvVertex *account; /* becomes the account, where it has a row; NULL = nobody asks */
  uint32_t channel;  /* of gv_identities_channels */
} GvAccountCell;

/* The names of a batch that are accounts'; all are looked up together, which takes a third of
 * the time. */
typedef struct {
  GvAccountCell *cells; /* [count] */
  size_t count, room;
} GvAccountCells;

/* The channel as rows name it; GV_VERTEX_NONE: no account on it has a row. */
uint32_t gv_read_channel(const GvIdentities *identities, GvField text);
gboolean gv_account_cells_add(GvAccountCells *cells, GvAccountCell cell, GError **error);
/* Makes people of the accounts; hashes are those of `names`. Leaves no cell. */
void gv_account_cells_find(GvAccountCells *cells, const GvIdentities *identities,
                           const GvNames *names);

/* What became of the accounts, once all tables are read; and warnings of what is
 * suspicious. Errors: NO_MEMORY. */
gboolean gv_identities_report(const GvIdentities *identities, GvIdentityReport *report,
                              GPtrArray *warnings, GError **error);
#endif
